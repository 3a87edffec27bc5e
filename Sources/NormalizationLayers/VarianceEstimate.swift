/// Which variance of a batch stands for that of the population.
public enum VarianceEstimate: Hashable, Sendable, CaseIterable {
  /// σ², over m: what training divides by. Keras keeps it.
  case biased
  /// s², over m − 1, as in the paper of Ioffe and Szegedy (2015). PyTorch keeps it.
  case unbiased
}
