public import ElementaryFunctions
public import TensorAlgebra

/// What a network computed for a batch, kept for the backward pass together with the network that computed it.
///
/// The two cannot come apart: a network is a value, and one with other parameters is another network.
public struct ForwardPass<T: Scalar> {
  /// The network.
  public let network: Network<T>
  /// Z¹ … Zᴸ; layer l stands at place l − 1.
  public let preactivations: [Matrix<T>]
  /// A⁰ … Aᴸ; layer l stands at place l, the input at 0.
  public let activations: [Matrix<T>]

  /// What `Network.forward` computed.
  @inlinable
  init(network: Network<T>, preactivations: [Matrix<T>], activations: [Matrix<T>]) {
    (self.network, self.preactivations, self.activations) = (network, preactivations, activations)
  }

  /// Ŷ = Aᴸ, a sample in each column.
  @inlinable
  public var predictions: Matrix<T> { activations[activations.count - 1] }
}

extension ForwardPass: Sendable where T: Sendable {}
