public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// Probabilities of K classes by the softmax of K weighted sums: logistic regression for more than two classes.
public enum SoftmaxRegression {
  /// Ŷ = softmax(W X + b 1ᵀ), each column by itself
  ///
  /// Equation: softmax-regression-value
  ///
  /// - Shapes: W ∈ ℝᴷˣⁿ, a neuron in each row; b ∈ ℝᴷ; X ∈ ℝⁿˣᵐ, a sample in each column; Ŷ ∈ ℝᴷˣᵐ.
  /// - Evaluated: as a `MatrixProduct`, the bias added, then `Softmax` of each column.
  /// - Edge values: K = 1 gives 1 throughout; n = 0 gives softmax(b) in each column; no samples give no columns; the
  ///   edge values of `Softmax`, for the sample alone that they befall.
  /// - Precondition: W has a row for each bias and a column for each row of X.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>, weights W: Matrix<T>, bias b: [T]) -> Matrix<T> {
    logits("value", X, W, b).mapColumns { Softmax.value($0) }
  }

  /// W̄ = D Xᵀ, b̄ = D 1 and X̄ = Wᵀ D, with column i of D the pullback of softmax: dᵢ = ŷᵢ ⊙ (cᵢ − cᵢ · ŷᵢ)
  ///
  /// Equation: softmax-regression-pullback
  ///
  /// - Shapes: the cotangent C ∈ ℝᴷˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: by the pullbacks of `Softmax` and `MatrixProduct`, with W X + b computed anew.
  /// - Edge values: equal elements in a column of C give 0 up to rounding; no samples give gradients of 0.
  /// - Precondition: W has a row for each bias and a column for each row of X; C has the shape of Ŷ.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Matrix<T>, at X: Matrix<T>, weights W: Matrix<T>, bias b: [T]
  ) -> (inputs: Matrix<T>, weights: Matrix<T>, bias: [T]) {
    let C = cotangent
    let Z = logits("pullback", X, W, b)
    precondition(
      C.rows == Z.rows && C.columns == Z.columns,
      """
      SoftmaxRegression.pullback: the cotangent is \(C.rows) × \(C.columns) \
      but the probabilities are \(Z.rows) × \(Z.columns)
      """)
    let D = Matrix(
      columns: (0..<Z.columns).map { i in Softmax.pullback(C.column(i), at: Z.column(i)) }, rows: Z.rows)
    let product = MatrixProduct.pullback(D, at: W, X)
    return (
      inputs: product.B, weights: product.A,
      bias: b.indices.map { k in Sum.over(0..<D.columns) { i in D[k, i] } }
    )
  }

  /// W X + b 1ᵀ
  @inlinable
  static func logits<T: Scalar>(
    _ operation: String, _ X: Matrix<T>, _ W: Matrix<T>, _ b: [T]
  ) -> Matrix<T> {
    precondition(
      W.rows == b.count && W.columns == X.rows,
      """
      SoftmaxRegression.\(operation): the weights are \(W.rows) × \(W.columns), \
      the inputs \(X.rows) × \(X.columns) and there are \(b.count) biases
      """)
    let WX = MatrixProduct.value(W, X)
    return Matrix(rows: WX.rows, columns: WX.columns) { k, i in WX[k, i] + b[k] }
  }
}
