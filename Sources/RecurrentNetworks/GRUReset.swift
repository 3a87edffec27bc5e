/// Where the reset gate of a GRU acts on the state that the candidate sees. The two are different functions.
public enum GRUReset: Sendable, CaseIterable {
  /// On the state, before the product with the weights: W_c [x; r ⊙ h] + b_c, the form of Cho et al. (2014).
  case beforeProduct
  /// On the product, which has a bias of its own: U x + b_c + r ⊙ (V h + b_V) with W_c = [U V], the form of cuDNN and
  /// PyTorch.
  case afterProduct
}
