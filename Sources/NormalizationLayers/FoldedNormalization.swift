public import ElementaryFunctions
public import TensorAlgebra

/// Batch normalization in inference as a part of the affine map before it: one layer in place of two.
public enum FoldedNormalization {
  /// W′ = diag(γ/s) W and b′ = γ (b − μ)/s + β with s = √(σ² + ε): W′ x + b′ is the normalization of W x + b
  ///
  /// Equation: folded-normalization-value
  ///
  /// - Shapes: W, W′ ∈ ℝᵒˣⁿ; b, b′, μ, σ², γ, β ∈ ℝᵒ; ε one number.
  /// - Evaluated: b′ as the normalization of the bias; γ/s once for each row of W.
  /// - Edge values: those of `BatchNormalizationInference`; a unit whose γ is 0 is β.
  /// - Precondition: W has a row for each bias; the statistics, γ and β have an element for each bias; ε is finite and
  ///   not negative.
  @inlinable
  public static func value<T: Scalar>(
    weights W: Matrix<T>, bias b: [T], statistics: RunningStatistics<T>, scale γ: [T], shift β: [T], epsilon ε: T
  ) -> (weights: Matrix<T>, bias: [T]) {
    precondition(
      W.rows == b.count, "FoldedNormalization.value: the weights are \(W.rows) × \(W.columns) for \(b.count) biases")
    let folded = BatchNormalizationInference.forward(
      Matrix(rows: b.count, columns: 1, elements: b), statistics: statistics, scale: γ, shift: β, epsilon: ε)
    let s = folded.deviation
    return (
      weights: Matrix(rows: W.rows, columns: W.columns) { i, j in γ[i] / s[i] * W[i, j] },
      bias: folded.output.elements
    )
  }
}
