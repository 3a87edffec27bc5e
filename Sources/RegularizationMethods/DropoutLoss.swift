public import ActivationFunctions
public import Backpropagation
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// The mean loss of a network whose hidden activations pass through dropout, for masks that are held fixed.
public enum DropoutLoss {
  /// Masks M¹ … Mᴸ⁻¹ for a batch: one for each hidden layer, with a number for each neuron and sample, row by row.
  ///
  /// - Precondition: there are not fewer than 0 samples.
  @inlinable
  public static func masks<T: Scalar>(
    for shape: NetworkShape, sampleCount m: Int, dropout: Dropout<T>, using generator: inout some RandomNumberGenerator
  ) -> [Matrix<T>] {
    precondition(m >= 0, "DropoutLoss.masks: there are no \(m) samples")
    return shape.sizes.dropFirst().dropLast().map { n in
      Matrix(rows: n, columns: m, elements: dropout.mask(count: n * m, using: &generator))
    }
  }

  /// J = (1/m) Σᵢ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾) with Ãˡ = drop(gˡ(Wˡ Ãˡ⁻¹ + bˡ 1ᵀ), Mˡ) in each hidden layer and Ã⁰ = X
  ///
  /// Equation: dropout-loss-value
  ///
  /// - Shapes: X is n⁰ × m and Y nᴸ × m, a sample in each column; Mˡ is nˡ × m; the result is one number.
  /// - Evaluated: each hidden layer as `DenseLayer` and `Dropout`; then each sample's loss from the last layer's sums, as
  ///   `OutputDelta.loss`, and their `Mean`.
  /// - Edge values: masks of ones without a scale, or no hidden layer, give `NetworkLoss`; otherwise those of the layers,
  ///   of `Dropout` and of the loss.
  /// - Precondition: the network has a layer; X and Y have its sizes and as many columns, not 0; there is a mask of its
  ///   shape for each hidden layer.
  @inlinable
  public static func value<T: Scalar>(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss L: OutputLoss, dropout: Dropout<T>,
    masks M: [Matrix<T>]
  ) -> T {
    check("value", network.shape, X, Y)
    let Z = sums(network, X, dropout, M).last
    return Mean.over(0..<Y.columns) { i in
      OutputDelta.loss(logits: Z.column(i), targets: Y.column(i), head: network.shape.output, loss: L)
    }
  }

  /// ∂J/∂θ and ∂J/∂X, by backpropagation: δˡ = drop(Wˡ⁺¹ᵀ δˡ⁺¹, Mˡ) ⊙ gˡ′(Zˡ), with the masks of the forward pass
  ///
  /// Equation: dropout-loss-gradient
  ///
  /// - Shapes: ∂J/∂θ in the order of the network's parameters; ∂J/∂X of the shape of X.
  /// - Evaluated: δᴸ by `OutputDelta`; each layer's weights and bias by `LayerGradient` from the dropped activations Ãˡ⁻¹
  ///   that the layer saw.
  /// - Edge values: a neuron that is dropped in every sample has a gradient of 0 and passes nothing on.
  /// - Precondition: as for `value`.
  @inlinable
  public static func gradient<T: Scalar>(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss L: OutputLoss, dropout: Dropout<T>,
    masks M: [Matrix<T>]
  ) -> (parameters: [T], inputs: Matrix<T>) {
    check("gradient", network.shape, X, Y)
    let (shape, m) = (network.shape, T(Y.columns))
    let (hidden, inputs, last) = sums(network, X, dropout, M)
    var δ = Matrix(
      columns: (0..<Y.columns).map { i in
        OutputDelta.value(logits: last.column(i), targets: Y.column(i), head: shape.output, loss: L)
      }, rows: Y.rows)
    var layers = [LayerGradient.value(deltas: δ, inputs: inputs[shape.layerCount - 1])]
    for l in (1..<shape.layerCount).reversed() {
      let C = MatrixProduct.value(network.layer(l + 1).weights.transposed, δ)
      let (Z, g) = (hidden[l - 1], shape.hidden[l - 1])
      δ = Matrix(
        rows: Z.rows, columns: Z.columns,
        elements: HadamardProduct.value(
          dropout.backward(C.elements, mask: M[l - 1].elements), Z.elements.map { z in g.derivative(at: z) }))
      layers.append(LayerGradient.value(deltas: δ, inputs: inputs[l - 1]))
    }
    return (
      parameters: layers.reversed().flatMap { layer in layer.weights.elements + layer.bias },
      inputs: MatrixProduct.value(network.layer(1).weights.transposed, δ).map { x in x / m }
    )
  }

  /// Ŷ after training: every hidden layer passes on `Dropout.inference` of its activations.
  ///
  /// The inverted variant's are those of the network itself.
  ///
  /// - Precondition: X has n⁰ rows.
  @inlinable
  public static func predictions<T: Scalar>(
    _ network: Network<T>, inputs X: Matrix<T>, dropout: Dropout<T>
  ) -> Matrix<T> {
    precondition(
      X.rows == network.shape.sizes[0],
      "DropoutLoss.predictions: the network takes \(network.shape.sizes[0]) inputs, but X is \(X.rows) × \(X.columns)")
    guard network.shape.layerCount > 0 else { return X }
    return network.shape.output.value(pass(network, X) { A, _ in dropout.inference(A) }.last)
  }

  /// The sums of a pass with masks, and what each layer saw.
  @inlinable
  static func sums<T: Scalar>(
    _ network: Network<T>, _ X: Matrix<T>, _ dropout: Dropout<T>, _ M: [Matrix<T>]
  ) -> (hidden: [Matrix<T>], inputs: [Matrix<T>], last: Matrix<T>) {
    let sizes = network.shape.sizes.dropFirst().dropLast()
    precondition(
      M.map(\.rows) == Array(sizes) && M.allSatisfy { $0.columns == X.columns },
      """
      DropoutLoss: hidden layers of \(Array(sizes)) neurons and \(X.columns) samples, but the masks are \
      \(M.map { "\($0.rows) × \($0.columns)" })
      """)
    return pass(network, X) { A, l in dropout.forward(A, mask: M[l - 1].elements) }
  }

  @inlinable
  static func pass<T: Scalar>(
    _ network: Network<T>, _ X: Matrix<T>, _ drop: (_ activations: [T], _ layer: Int) -> [T]
  ) -> (hidden: [Matrix<T>], inputs: [Matrix<T>], last: Matrix<T>) {
    var (Z, Ã): ([Matrix<T>], [Matrix<T>]) = ([], [X])
    for (l, g) in zip(1..., network.shape.hidden) {
      let (W, b) = network.layer(l)
      let (a, z) = DenseLayer.forward(Ã[l - 1], weights: W, bias: b, activation: g)
      Z.append(z)
      Ã.append(Matrix(rows: a.rows, columns: a.columns, elements: drop(a.elements, l)))
    }
    let (W, b) = network.layer(network.shape.layerCount)
    return (hidden: Z, inputs: Ã, last: AffineColumns.value(Ã[Ã.count - 1], weights: W, bias: b))
  }

  @inlinable
  static func check<T: Scalar>(_ operation: String, _ shape: NetworkShape, _ X: Matrix<T>, _ Y: Matrix<T>) {
    precondition(shape.layerCount > 0, "DropoutLoss.\(operation): a network without layers has no loss")
    precondition(
      X.rows == shape.sizes[0] && Y.rows == shape.sizes[shape.layerCount] && X.columns == Y.columns,
      """
      DropoutLoss.\(operation): sizes \(shape.sizes), but the inputs are \(X.rows) × \(X.columns) and the targets \
      \(Y.rows) × \(Y.columns)
      """)
    precondition(Y.columns > 0, "DropoutLoss.\(operation): the mean of no samples is undefined")
  }
}
