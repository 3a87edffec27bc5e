public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// What a convolutional network computed for a batch, kept for the backward pass together with the network.
public struct ConvolutionalPass<T: Scalar> {
  /// The network.
  public let network: ConvolutionalNetwork<T>
  /// The images, one for each sample.
  public let images: [Tensor<T>]
  /// S, what the filters answer at each position, of each sample.
  public let sums: [Tensor<T>]
  /// ReLU(S), of each sample.
  public let maps: [Tensor<T>]
  /// What the pooling leaves of it, of each sample.
  public let pooled: [Tensor<T>]
  /// Z, the sums of the fully connected layer, a sample in each column.
  public let logits: Matrix<T>

  /// What `ConvolutionalNetwork.forward` computed.
  @inlinable
  init(
    network: ConvolutionalNetwork<T>, images: [Tensor<T>], sums: [Tensor<T>], maps: [Tensor<T>], pooled: [Tensor<T>],
    logits: Matrix<T>
  ) {
    (self.network, self.images, self.sums) = (network, images, sums)
    (self.maps, self.pooled, self.logits) = (maps, pooled, logits)
  }

  /// Ŷ = softmax(Z), a sample in each column.
  @inlinable
  public var predictions: Matrix<T> { logits.mapColumns { z in Softmax.value(z) } }
}

extension ConvolutionalPass: Sendable where T: Sendable {}
