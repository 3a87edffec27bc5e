public import ElementaryFunctions

/// AB, whose element (i, j) is row i of A dotted with column j of B.
public enum MatrixProduct {
  /// (AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ
  ///
  /// Equation: matrix-product-value
  ///
  /// - Shapes: A ∈ ℝᵐˣᵏ, B ∈ ℝᵏˣⁿ, AB ∈ ℝᵐˣⁿ.
  /// - Evaluated: each element as a `DotProduct`, with its error.
  /// - Edge values: k = 0 gives the zero matrix; m = 0 or n = 0 gives an empty one; ∞ · 0 gives NaN.
  /// - Precondition: A has as many columns as B has rows.
  @inlinable
  public static func value<T: Scalar>(_ A: Matrix<T>, _ B: Matrix<T>) -> Matrix<T> {
    precondition(
      A.columns == B.rows,
      "MatrixProduct.value: A is \(A.rows) × \(A.columns) but B is \(B.rows) × \(B.columns)")
    return Matrix(rows: A.rows, columns: B.columns) { i, j in
      Sum.over(0..<A.columns) { k in A[i, k] * B[k, j] }
    }
  }

  /// Ā = C Bᵀ and B̄ = Aᵀ C, for the cotangent C of AB
  ///
  /// Equation: matrix-product-pullback
  ///
  /// - Shapes: C ∈ ℝᵐˣⁿ, Ā ∈ ℝᵐˣᵏ, B̄ ∈ ℝᵏˣⁿ.
  /// - Evaluated: as two matrix products.
  /// - Edge values: m = 0 or n = 0 gives zero gradients of the shapes of A and B.
  /// - Precondition: A and B can be multiplied, and C has the shape of AB.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Matrix<T>, at A: Matrix<T>, _ B: Matrix<T>
  ) -> (A: Matrix<T>, B: Matrix<T>) {
    let C = cotangent
    precondition(
      A.columns == B.rows && C.rows == A.rows && C.columns == B.columns,
      """
      MatrixProduct.pullback: A is \(A.rows) × \(A.columns), B is \(B.rows) × \(B.columns) \
      and the cotangent is \(C.rows) × \(C.columns)
      """)
    return (A: value(C, B.transposed), B: value(A.transposed, C))
  }
}
