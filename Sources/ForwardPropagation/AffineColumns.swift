public import ElementaryFunctions
public import TensorAlgebra

/// A layer's weighted sums for a batch whose samples are columns, as the documents write them.
public enum AffineColumns {
  /// Z = W X + b 1ᵀ
  ///
  /// Equation: affine-columns-value
  ///
  /// The bias is one vector, added to every column.
  ///
  /// - Shapes: W ∈ ℝᵒˣⁿ, X ∈ ℝⁿˣᵐ, b ∈ ℝᵒ, Z ∈ ℝᵒˣᵐ.
  /// - Evaluated: each sum in pairs, as a `DotProduct`, and the bias added last.
  /// - Edge values: m = 0 gives an empty matrix; n = 0 gives the bias in each column; ∞ · 0 and ∞ − ∞ give NaN.
  /// - Precondition: W has as many columns as X has rows, and as many rows as b has elements.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>, weights W: Matrix<T>, bias b: [T]) -> Matrix<T> {
    precondition(
      W.columns == X.rows && W.rows == b.count,
      """
      AffineColumns.value: the weights are \(W.rows) × \(W.columns), the inputs \(X.rows) × \(X.columns) \
      and there are \(b.count) biases
      """)
    return Matrix(rows: W.rows, columns: X.columns) { i, j in
      Sum.over(0..<W.columns) { k in W[i, k] * X[k, j] } + b[i]
    }
  }

  /// W̄ = C Xᵀ, X̄ = Wᵀ C and b̄ = C 1, for the cotangent C of Z
  ///
  /// Equation: affine-columns-pullback
  ///
  /// - Shapes: C ∈ ℝᵒˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written; the sums over the samples in pairs.
  /// - Edge values: m = 0 gives gradients of 0.
  /// - Precondition: W has as many columns as X has rows, and C the shape of Z.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Matrix<T>, at X: Matrix<T>, weights W: Matrix<T>
  ) -> (weights: Matrix<T>, inputs: Matrix<T>, bias: [T]) {
    let C = cotangent
    precondition(
      W.columns == X.rows && C.rows == W.rows && C.columns == X.columns,
      """
      AffineColumns.pullback: the weights are \(W.rows) × \(W.columns), the inputs \(X.rows) × \(X.columns) \
      and the cotangent is \(C.rows) × \(C.columns)
      """)
    let product = MatrixProduct.pullback(C, at: W, X)
    return (
      weights: product.A, inputs: product.B,
      bias: (0..<C.rows).map { i in Sum.over(0..<C.columns) { j in C[i, j] } }
    )
  }
}
