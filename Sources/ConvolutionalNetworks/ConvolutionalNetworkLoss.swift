public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import LossFunctions
public import TensorAlgebra

/// The mean cross-entropy of a convolutional network over a batch, as a function of its parameters.
public enum ConvolutionalNetworkLoss {
  /// J = −(1/m) Σᵢ Σₖ Yₖᵢ ln ŷₖ⁽ⁱ⁾
  ///
  /// Equation: convolutional-network-loss-value
  ///
  /// - Shapes: m images of C × h × w; Y is Q × m, a sample in each column; the result is one number.
  /// - Evaluated: each sample's loss from its logits, as `SoftmaxCrossEntropy.value`; then their `Mean`.
  /// - Edge values: those of the network and of `SoftmaxCrossEntropy`.
  /// - Precondition: the images have the network's size; Y has a row for each class and a column for each image, and
  ///   there is at least one.
  @inlinable
  public static func value<T: Scalar>(
    _ network: ConvolutionalNetwork<T>, images: [Tensor<T>], targets Y: Matrix<T>
  ) -> T {
    check("value", network, images, Y)
    let Z = network.forward(images).logits
    return Mean.over(0..<Y.columns) { i in SoftmaxCrossEntropy.value(logits: Z.column(i), targets: Y.column(i)) }
  }

  /// ∂J/∂θ and ∂J/∂I of each image, backwards through every layer
  ///
  /// Equation: convolutional-network-loss-gradient
  ///
  /// - Shapes: ∂J/∂θ in the order of the network's parameters; a gradient for each image, of its shape.
  /// - Evaluated: Z̄ as `SoftmaxCrossEntropy.gradient` over m, then the pullbacks of `AffineColumns`, `MaxPooling`, ReLU
  ///   and `CrossCorrelation`; the filters' gradients are added over the samples (`Sum`).
  /// - Edge values: those of the layers; a filter that answers below 0 everywhere learns nothing.
  /// - Precondition: as for `value`.
  @inlinable
  public static func gradient<T: Scalar>(
    _ network: ConvolutionalNetwork<T>, images: [Tensor<T>], targets Y: Matrix<T>
  ) -> (parameters: [T], images: [Tensor<T>]) {
    check("gradient", network, images, Y)
    let (shape, K, pass) = (network.shape, network.filters.weights, network.forward(images))
    let (m, Z) = (T(Y.columns), pass.logits)
    let Z̄ = Matrix(
      columns: (0..<Y.columns).map { i in
        SoftmaxCrossEntropy.gradient(logits: Z.column(i), targets: Y.column(i)).map { z̄ in z̄ / m }
      }, rows: Y.rows)
    let dense = AffineColumns.pullback(
      Z̄, at: Matrix(columns: pass.pooled.map(\.elements), rows: shape.featureCount), weights: network.dense.weights)
    let layers = images.indices.map { i in
      let P̄ = Tensor(shape: pass.pooled[i].shape, elements: dense.inputs.column(i))
      let Ā = MaxPooling.pullback(P̄, at: pass.maps[i], window: shape.pooling)
      let S̄ = Tensor(
        shape: Ā.shape,
        elements: HadamardProduct.value(Ā.elements, pass.sums[i].elements.map { s in ReLU.derivative(at: s) }))
      return CrossCorrelation.pullback(S̄, at: images[i], filters: K, sliding: shape.sliding)
    }
    let K̄ = K.elements.indices.map { k in Sum.over(layers.indices) { i in layers[i].filters.elements[k] } }
    let b̄ = (0..<shape.filterCount).map { o in Sum.over(layers.indices) { i in layers[i].bias[o] } }
    return (parameters: K̄ + b̄ + dense.weights.elements + dense.bias, images: layers.map(\.image))
  }

  @inlinable
  static func check<T: Scalar>(
    _ operation: String, _ network: ConvolutionalNetwork<T>, _ images: [Tensor<T>], _ Y: Matrix<T>
  ) {
    precondition(
      Y.rows == network.shape.classCount && Y.columns == images.count,
      """
      ConvolutionalNetworkLoss.\(operation): the predictions are \(network.shape.classCount) × \(images.count) \
      but the targets \(Y.rows) × \(Y.columns)
      """)
    precondition(!images.isEmpty, "ConvolutionalNetworkLoss.\(operation): the mean of no samples is undefined")
  }
}
