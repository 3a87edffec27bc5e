public import ElementaryFunctions
public import TensorAlgebra

/// The products that a quadratic model is linear in, so that whatever fits a linear model fits it too.
public enum QuadraticFeatures {
  /// φ(x) = (x₀, x₁, x₀ x₁, x₀², x₁²), for each column x of X
  ///
  /// Equation: quadratic-features-value
  ///
  /// The sixth feature, 1, is left to the bias.
  ///
  /// - Shapes: X ∈ ℝ²ˣᴺ, a sample in each column; the result ∈ ℝ⁵ˣᴺ.
  /// - Evaluated: as written; each element is correctly rounded.
  /// - Edge values: N = 0 gives no columns; squares beyond the largest number are +∞; NaN spoils what contains it.
  /// - Precondition: X has 2 rows.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>) -> Matrix<T> {
    precondition(X.rows == 2, "QuadraticFeatures.value: 2 inputs are needed, not \(X.rows)")
    let (x0, x1) = (X.row(0), X.row(1))
    return Matrix(
      rows: 5, columns: X.columns,
      elements: x0 + x1 + HadamardProduct.value(x0, x1) + HadamardProduct.value(x0, x0) + HadamardProduct.value(x1, x1))
  }

  /// x̄₀ = c₀ + c₀₁ x₁ + 2 c₀₀ x₀ and x̄₁ = c₁ + c₀₁ x₀ + 2 c₁₁ x₁, for the cotangents c of φ(x), column by column
  ///
  /// Equation: quadratic-features-pullback
  ///
  /// - Shapes: C ∈ ℝ⁵ˣᴺ, with c₀, c₁, c₀₁, c₀₀ and c₁₁ as its rows; X and the result ∈ ℝ²ˣᴺ.
  /// - Evaluated: as written.
  /// - Edge values: x = 0 gives (c₀, c₁).
  /// - Precondition: X has 2 rows, C has 5, and both have as many columns.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: Matrix<T>, at X: Matrix<T>) -> Matrix<T> {
    let C = cotangent
    precondition(
      X.rows == 2 && C.rows == 5 && C.columns == X.columns,
      """
      QuadraticFeatures.pullback: X is \(X.rows) × \(X.columns), expected 2 rows, \
      and the cotangent is \(C.rows) × \(C.columns), expected 5 × \(X.columns)
      """)
    return Matrix(rows: 2, columns: X.columns) { i, k in
      C[i, k] + C[2, k] * X[1 - i, k] + 2 * C[3 + i, k] * X[i, k]
    }
  }
}
