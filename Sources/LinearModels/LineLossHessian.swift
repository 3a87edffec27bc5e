public import ElementaryFunctions
public import TensorAlgebra

/// The curvature of a line's loss, which depends on the inputs alone.
public enum LineLossHessian {
  /// H = 2 [[M, X̄], [X̄, 1]], with the mean square M = (1/N) Σᵢ Xᵢ² and the mean X̄ = (1/N) Σᵢ Xᵢ
  ///
  /// Equation: line-loss-hessian-value
  ///
  /// - Shapes: X ∈ ℝᴺ; H ∈ ℝ²ˣ², its first row and column for w, its second for b.
  /// - Evaluated: as written.
  /// - Edge values: inputs whose squares overflow give +∞ for ∂²L/∂w²; ∂²L/∂b² is 2 whatever X holds.
  /// - Precondition: there is at least one input.
  @inlinable
  public static func value<T: Scalar>(inputs X: [T]) -> Matrix<T> {
    precondition(!X.isEmpty, "LineLossHessian.value: no inputs have no mean")
    let M = Mean.over(X.indices) { i in X[i] * X[i] }
    let X̄ = Mean.over(X.indices) { i in X[i] }
    return Matrix(rows: 2, columns: 2, elements: [2 * M, 2 * X̄, 2 * X̄, 2])
  }

  /// λ = (M + 1) ± √((M − 1)² + (2 X̄)²)
  ///
  /// Equation: line-loss-hessian-eigenvalues
  ///
  /// - Shapes: X ∈ ℝᴺ; two numbers result.
  /// - Evaluated: the larger one in units of M + 1, so that nothing large is squared; the smaller one
  ///   as the determinant 4 s² over the larger, since the difference cancels, with the deviation s from `Standardization`.
  /// - Edge values: equal inputs give exactly 0 for the smaller one. Inputs whose squares overflow give +∞ for the
  ///   larger one and 0 for the smaller. NaN gives NaN.
  /// - Precondition: there is at least one input.
  @inlinable
  public static func eigenvalues<T: Scalar>(inputs X: [T]) -> (least: T, most: T) {
    precondition(!X.isEmpty, "LineLossHessian.eigenvalues: no inputs have no mean")
    let M = Mean.over(X.indices) { i in X[i] * X[i] }
    let (X̄, s) = Standardization.fit(X)
    let t = M + 1
    // 1 − 2/t is (M − 1)/t, and still a number where M is infinite.
    let (d, h) = (1 - 2 / t, 2 * (X̄ / t))
    let most = t * (1 + .squareRoot(d * d + h * h))
    return (least: 2 * s * (2 * s / most), most: most)
  }
}
