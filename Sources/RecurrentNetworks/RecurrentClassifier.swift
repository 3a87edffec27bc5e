public import ElementaryFunctions
public import ForwardPropagation
public import LossFunctions
public import TensorAlgebra

/// A recurrent unit that reads a whole sequence, and a softmax over classes of its last state: a shape, and the numbers
/// it learns.
///
/// It starts from a state of 0. The loss is the mean cross-entropy of the samples; both are functions of `parameters`,
/// which is what an optimizer and a training loop ask for.
public struct RecurrentClassifier<T: Scalar> {
  /// The form.
  public let shape: RecurrentShape
  /// The parameters of the unit, then W_hy ∈ ℝᴷˣʰ row by row, then b_y ∈ ℝᴷ.
  public let parameters: [T]

  /// A classifier of a shape.
  ///
  /// - Precondition: there are as many parameters as the shape has.
  @inlinable
  public init(shape: RecurrentShape, parameters: [T]) {
    precondition(
      parameters.count == shape.parameterCount,
      "RecurrentClassifier: the shape has \(shape.parameterCount) parameters, not \(parameters.count)")
    (self.shape, self.parameters) = (shape, parameters)
  }

  /// What the unit computes of a batch: x_1 … x_T in the order of time, n × m each, a sample in each column.
  ///
  /// - Precondition: T ≥ 1; each x_t has n rows, and all have as many columns.
  @inlinable
  public func pass(_ x: [Matrix<T>]) -> RecurrentPass<T> {
    precondition(!x.isEmpty, "RecurrentClassifier: there is nothing to classify in an empty sequence")
    return RecurrentPass(
      x, samples: x[0].columns, shape: shape, cellParameters: Array(parameters[..<shape.cellParameterCount]))
  }

  /// The logits y = W_hy h_T + b_y 1ᵀ, K × m.
  ///
  /// - Precondition: that of `pass`.
  @inlinable
  public func logits(_ x: [Matrix<T>]) -> Matrix<T> {
    AffineColumns.value(pass(x).finalState, weights: outputWeights, bias: outputBias)
  }

  /// J = (1/m) Σᵢ L(yᵢ, targetᵢ), the mean of the samples' softmax cross-entropies.
  ///
  /// - Precondition: that of `pass`; the targets are K × m, and m ≥ 1.
  @inlinable
  public func loss(_ x: [Matrix<T>], targets Y: Matrix<T>) -> T {
    let y = logits(x)
    check(Y, y)
    return Mean.over(0..<y.columns) { i in SoftmaxCrossEntropy.value(logits: y.column(i), targets: Y.column(i)) }
  }

  /// ∂J/∂θ in the order of `parameters`, and ∂J/∂x_t for each t, by back-propagation through time.
  ///
  /// - Precondition: as for `loss`.
  @inlinable
  public func gradient(_ x: [Matrix<T>], targets Y: Matrix<T>) -> (parameters: [T], inputs: [Matrix<T>]) {
    let pass = pass(x)
    let y = AffineColumns.value(pass.finalState, weights: outputWeights, bias: outputBias)
    check(Y, y)
    let m = T(y.columns)
    let ȳ = Matrix(
      columns: (0..<y.columns).map { i in
        SoftmaxCrossEntropy.gradient(logits: y.column(i), targets: Y.column(i)).map { $0 / m }
      }, rows: y.rows)
    let output = AffineColumns.pullback(ȳ, at: pass.finalState, weights: outputWeights)
    let unit = pass.backward(finalState: output.inputs)
    return (parameters: unit.parameters + output.weights.elements + output.bias, inputs: unit.inputs)
  }

  @inlinable
  func check(_ Y: Matrix<T>, _ y: Matrix<T>) {
    precondition(
      Y.rows == y.rows && Y.columns == y.columns,
      "RecurrentClassifier: the logits are \(y.rows) × \(y.columns) but the targets \(Y.rows) × \(Y.columns)")
    precondition(y.columns > 0, "RecurrentClassifier: the mean of no samples is undefined")
  }

  @inlinable
  var outputWeights: Matrix<T> {
    let (K, h) = (shape.classCount, shape.hiddenCount)
    let start = shape.cellParameterCount
    return Matrix(rows: K, columns: h, elements: Array(parameters[start..<start + K * h]))
  }

  @inlinable
  var outputBias: [T] { Array(parameters.suffix(shape.classCount)) }
}

extension RecurrentClassifier: Equatable {}
extension RecurrentClassifier: Sendable where T: Sendable {}
