public import ElementaryFunctions
public import TensorAlgebra

/// A fully connected network: a shape, and the numbers it learns.
public struct Network<T: Scalar> {
  /// The form.
  public let shape: NetworkShape
  /// Every weight and bias: layer after layer, its weight matrix row by row and then its bias.
  public let parameters: [T]

  /// A network of a shape.
  ///
  /// - Precondition: there are as many parameters as the shape has.
  @inlinable
  public init(shape: NetworkShape, parameters: [T]) {
    precondition(
      parameters.count == shape.parameterCount,
      "Network: sizes \(shape.sizes) have \(shape.parameterCount) parameters, not \(parameters.count)")
    (self.shape, self.parameters) = (shape, parameters)
  }

  /// Wˡ ∈ ℝ^(nˡ × nˡ⁻¹) and bˡ ∈ ℝ^(nˡ) of layer l, counted from 1.
  ///
  /// - Precondition: there is such a layer.
  @inlinable
  public func layer(_ l: Int) -> (weights: Matrix<T>, bias: [T]) {
    precondition((1..<shape.sizes.count).contains(l), "Network.layer: there is no layer \(l) of \(shape.layerCount)")
    let (rows, columns) = (shape.sizes[l], shape.sizes[l - 1])
    let start = ParameterCount.network(sizes: Array(shape.sizes.prefix(l)))
    let (bias, end) = (start + rows * columns, start + rows * columns + rows)
    return (
      weights: Matrix(rows: rows, columns: columns, elements: Array(parameters[start..<bias])),
      bias: Array(parameters[bias..<end])
    )
  }

  /// aˡ = gˡ(Wˡ aˡ⁻¹ + bˡ) for l = 1 … L, from a⁰ = x to aᴸ = ŷ
  ///
  /// Equation: network-forward
  ///
  /// - Shapes: X is n⁰ × m, a sample in each column; everything a layer computes is kept for the backward pass.
  /// - Evaluated: as `DenseLayer` for each hidden layer; the last is `AffineColumns` and the `OutputHead`.
  /// - Edge values: without layers the result is X; m = 0 gives empty matrices.
  /// - Precondition: X has n⁰ rows.
  @inlinable
  public func forward(_ X: Matrix<T>) -> ForwardPass<T> {
    precondition(
      X.rows == shape.sizes[0],
      "Network.forward: sizes \(shape.sizes) take \(shape.sizes[0]) inputs, but X is \(X.rows) × \(X.columns)")
    var (Z, A): ([Matrix<T>], [Matrix<T>]) = ([], [X])
    for (l, g) in zip(1..., shape.hidden) {
      let (W, b) = layer(l)
      let (a, z) = DenseLayer.forward(A[l - 1], weights: W, bias: b, activation: g)
      Z.append(z)
      A.append(a)
    }
    if shape.layerCount > 0 {
      let (W, b) = layer(shape.layerCount)
      Z.append(AffineColumns.value(A[shape.layerCount - 1], weights: W, bias: b))
      A.append(shape.output.value(Z[shape.layerCount - 1]))
    }
    return ForwardPass(network: self, preactivations: Z, activations: A)
  }

  /// ŷ = f(x): the predictions alone.
  @inlinable
  public func callAsFunction(_ X: Matrix<T>) -> Matrix<T> { forward(X).predictions }
}

extension Network: Sendable where T: Sendable {}
extension Network: Equatable {}
