public import ElementaryFunctions
public import TensorAlgebra

/// A layer's weighted sums for a batch whose samples are rows, as libraries lay out their data.
///
/// It is `AffineColumns` with every matrix of samples transposed: Z = (W Xᵀ + b 1ᵀ)ᵀ. W stays out × in; Keras
/// stores its transpose.
public enum AffineRows {
  /// Z = X Wᵀ + 1 bᵀ
  ///
  /// Equation: affine-rows-value
  ///
  /// - Shapes: X ∈ ℝᵐˣⁿ, W ∈ ℝᵒˣⁿ, b ∈ ℝᵒ, Z ∈ ℝᵐˣᵒ.
  /// - Evaluated: each sum in pairs, as a `DotProduct`, and the bias added last.
  /// - Edge values: m = 0 gives an empty matrix; n = 0 gives the bias in each row; ∞ · 0 and ∞ − ∞ give NaN.
  /// - Precondition: W has as many columns as X, and as many rows as b has elements.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>, weights W: Matrix<T>, bias b: [T]) -> Matrix<T> {
    precondition(
      W.columns == X.columns && W.rows == b.count,
      """
      AffineRows.value: the weights are \(W.rows) × \(W.columns), the inputs \(X.rows) × \(X.columns) \
      and there are \(b.count) biases
      """)
    return Matrix(rows: X.rows, columns: W.rows) { i, j in
      Sum.over(0..<W.columns) { k in X[i, k] * W[j, k] } + b[j]
    }
  }

  /// X̄ = C W, W̄ = Cᵀ X and b̄ = Cᵀ 1, for the cotangent C of Z
  ///
  /// Equation: affine-rows-pullback
  ///
  /// - Shapes: C ∈ ℝᵐˣᵒ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written; the sums over the samples in pairs.
  /// - Edge values: m = 0 gives gradients of 0.
  /// - Precondition: W has as many columns as X, and C the shape of Z.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Matrix<T>, at X: Matrix<T>, weights W: Matrix<T>
  ) -> (inputs: Matrix<T>, weights: Matrix<T>, bias: [T]) {
    let C = cotangent
    precondition(
      W.columns == X.columns && C.rows == X.rows && C.columns == W.rows,
      """
      AffineRows.pullback: the weights are \(W.rows) × \(W.columns), the inputs \(X.rows) × \(X.columns) \
      and the cotangent is \(C.rows) × \(C.columns)
      """)
    return (
      inputs: MatrixProduct.value(C, W), weights: MatrixProduct.value(C.transposed, X),
      bias: (0..<C.columns).map { j in Sum.over(0..<C.rows) { i in C[i, j] } }
    )
  }
}
