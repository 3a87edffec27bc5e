public import ElementaryFunctions
public import TensorAlgebra

/// Batch normalization in inference: the statistics are fixed, and every sample passes alone.
public enum BatchNormalizationInference {
  /// x̂ = (x − μ)/√(σ² + ε) and y = γ x̂ + β, with remembered μ and σ²
  ///
  /// Equation: batch-normalization-inference-forward
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column; μ, σ², γ, β ∈ ℝⁿ; ε one number; Y, X̂ ∈ ℝⁿˣᵐ. X̂ and the deviation
  ///   √(σ² + ε) ∈ ℝⁿ are returned beside Y because `backward` needs them.
  /// - Evaluated: as written.
  /// - Edge values: m = 0 gives no column. σ² = ε = 0 gives ±∞, or NaN at x = μ; σ² = ∞ gives β. NaN spoils its number
  ///   alone.
  /// - Precondition: the statistics, γ and β have an element for each feature; ε is finite and not negative.
  @inlinable
  public static func forward<T: Scalar>(
    _ X: Matrix<T>, statistics: RunningStatistics<T>, scale γ: [T], shift β: [T], epsilon ε: T
  ) -> (output: Matrix<T>, normalized: Matrix<T>, deviation: [T]) {
    let (μ, σ²) = (statistics.mean, statistics.variance)
    precondition(
      μ.count == X.rows && γ.count == X.rows && β.count == X.rows,
      """
      BatchNormalizationInference.forward: \(μ.count) means, \(γ.count) scales and \(β.count) shifts \
      for \(X.rows) features
      """)
    precondition(
      ε >= 0 && ε.isFinite, "BatchNormalizationInference.forward: ε must be finite and not negative, not \(ε)")
    let s = σ².map { σ² in T.squareRoot(σ² + ε) }
    let X̂ = Matrix(rows: X.rows, columns: X.columns) { i, j in (X[i, j] - μ[i]) / s[i] }
    let Y = Matrix(rows: X.rows, columns: X.columns) { i, j in γ[i] * X̂[i, j] + β[i] }
    return (output: Y, normalized: X̂, deviation: s)
  }

  /// x̄ = γ/s ȳ, γ̄ = Σᵢ ȳᵢ x̂ᵢ and β̄ = Σᵢ ȳᵢ, for the cotangent Ȳ of Y and the deviation s = √(σ² + ε)
  ///
  /// Equation: batch-normalization-inference-backward
  ///
  /// - Shapes: Ȳ, X̂, X̄ ∈ ℝⁿˣᵐ; s, γ, γ̄, β̄ ∈ ℝⁿ.
  /// - Evaluated: as written, from the X̂ and s that `forward` returned.
  /// - Edge values: m = 0 gives gradients of 0 by γ and β.
  /// - Precondition: Ȳ and X̂ have the same shape; s and γ have an element for each feature.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, normalized X̂: Matrix<T>, deviation s: [T], scale γ: [T]
  ) -> (inputs: Matrix<T>, scale: [T], shift: [T]) {
    let C = cotangent
    precondition(
      C.rows == X̂.rows && C.columns == X̂.columns && s.count == X̂.rows && γ.count == X̂.rows,
      """
      BatchNormalizationInference.backward: the cotangent is \(C.rows) × \(C.columns), the normalized inputs \
      \(X̂.rows) × \(X̂.columns), with \(s.count) deviations and \(γ.count) scales
      """)
    return (
      inputs: Matrix(rows: X̂.rows, columns: X̂.columns) { i, j in γ[i] / s[i] * C[i, j] },
      scale: (0..<X̂.rows).map { i in Sum.over(0..<X̂.columns) { j in C[i, j] * X̂[i, j] } },
      shift: (0..<X̂.rows).map { i in Sum.over(0..<X̂.columns) { j in C[i, j] } }
    )
  }
}
