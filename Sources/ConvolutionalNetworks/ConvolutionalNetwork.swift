public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// A small convolutional network: a shape, and the numbers it learns.
public struct ConvolutionalNetwork<T: Scalar> {
  /// The form.
  public let shape: ConvolutionalShape
  /// Every weight and bias: the filters and their biases, then the weight matrix row by row and its bias.
  public let parameters: [T]

  /// A network of a shape.
  ///
  /// - Precondition: there are as many parameters as the shape has.
  @inlinable
  public init(shape: ConvolutionalShape, parameters: [T]) {
    precondition(
      parameters.count == shape.parameterCount,
      "ConvolutionalNetwork: the shape has \(shape.parameterCount) parameters, not \(parameters.count)")
    (self.shape, self.parameters) = (shape, parameters)
  }

  /// K ∈ ℝ^(O × C × k_h × k_w) and the biases of the filters.
  @inlinable
  public var filters: (weights: Tensor<T>, bias: [T]) {
    let end = shape.filterParameterCount
    let bias = end - shape.filterCount
    return (
      weights: Tensor(
        shape: [shape.filterCount, shape.imageChannels, shape.filterHeight, shape.filterWidth],
        elements: Array(parameters[..<bias])),
      bias: Array(parameters[bias..<end])
    )
  }

  /// W ∈ ℝ^(Q × n), and the biases of the classes.
  @inlinable
  public var dense: (weights: Matrix<T>, bias: [T]) {
    let bias = shape.parameterCount - shape.classCount
    return (
      weights: Matrix(
        rows: shape.classCount, columns: shape.featureCount,
        elements: Array(parameters[shape.filterParameterCount..<bias])),
      bias: Array(parameters[bias...])
    )
  }

  /// ŷ = softmax(W vec(pool(ReLU(I ⋆ K + b))) + d) for each image I
  ///
  /// Equation: convolutional-network-forward
  ///
  /// - Shapes: each image is C × h × w; the predictions are Q × m, a sample in each column. Everything a layer computes
  ///   is kept for the backward pass.
  /// - Evaluated: by `CrossCorrelation`, `ReLU`, `MaxPooling`, `AffineColumns` and `Softmax`.
  /// - Edge values: no images give matrices without columns; NaN in an image spoils its sample only.
  /// - Precondition: each image has the network's size.
  @inlinable
  public func forward(_ images: [Tensor<T>]) -> ConvolutionalPass<T> {
    let expected = [shape.imageChannels, shape.imageHeight, shape.imageWidth]
    for (i, image) in images.enumerated() {
      precondition(
        image.shape == expected,
        "ConvolutionalNetwork.forward: image \(i) is \(image.shape), but the network takes \(expected)")
    }
    let ((K, b), (W, d)) = (filters, dense)
    let S = images.map { image in CrossCorrelation.value(image, filters: K, bias: b, sliding: shape.sliding) }
    let A = S.map { sums in sums.map { s in ReLU.value(s) } }
    let P = A.map { maps in MaxPooling.value(maps, window: shape.pooling) }
    let Z = AffineColumns.value(
      Matrix(columns: P.map(\.elements), rows: shape.featureCount), weights: W, bias: d)
    return ConvolutionalPass(network: self, images: images, sums: S, maps: A, pooled: P, logits: Z)
  }
}

extension ConvolutionalNetwork: Sendable where T: Sendable {}
extension ConvolutionalNetwork: Equatable {}
