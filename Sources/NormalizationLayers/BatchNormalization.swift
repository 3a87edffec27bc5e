public import ElementaryFunctions
public import TensorAlgebra

/// Batch normalization in training: each feature is shifted and scaled by what its own batch has for mean and variance.
///
/// A sample's output depends on the other samples of its batch. `BatchNormalizationInference` is the form whose outputs
/// do not.
public enum BatchNormalization {
  /// x̂ᵢ = (xᵢ − μ)/√(σ² + ε) and yᵢ = γ x̂ᵢ + β, for each feature with its own μ, σ², γ and β
  ///
  /// Equation: batch-normalization-forward
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column; γ, β ∈ ℝⁿ; ε one number; Y, X̂ ∈ ℝⁿˣᵐ. X̂ and the deviation
  ///   √(σ² + ε) ∈ ℝⁿ are returned beside Y because `backward` needs them.
  /// - Evaluated: from the same differences as `BatchVariance`, in units of the largest number or of √ε, so that
  ///   neither σ² nor ε overflows or vanishes before the root is taken: an x of 10²⁰⁰ is normalized like any other.
  /// - Edge values: a feature whose samples are all equal, as those of a batch of one are, gives x̂ = 0 and y = β; with
  ///   ε = 0 it gives NaN, which is 0/0. NaN or an infinite number spoils its feature in all samples, and no other
  ///   feature.
  /// - Precondition: there is at least one sample; γ and β have an element for each feature; ε is finite and not
  ///   negative.
  @inlinable
  public static func forward<T: Scalar>(
    _ X: Matrix<T>, scale γ: [T], shift β: [T], epsilon ε: T
  ) -> (output: Matrix<T>, normalized: Matrix<T>, deviation: [T]) {
    precondition(
      γ.count == X.rows && β.count == X.rows,
      "BatchNormalization.forward: \(γ.count) scales and \(β.count) shifts for \(X.rows) features")
    precondition(X.columns > 0, "BatchNormalization.forward: a batch of no samples has no mean")
    precondition(ε >= 0 && ε.isFinite, "BatchNormalization.forward: ε must be finite and not negative, not \(ε)")
    let features = (0..<X.rows).map { i in CenteredFeature(X.row(i), unitOfAtLeast: .squareRoot(ε)) }
    let s = features.map { x in T.squareRoot(x.variance + ε / x.unit / x.unit) }
    let X̂ = Matrix(rows: X.rows, columns: X.columns) { i, j in features[i].differences[j] / s[i] }
    let Y = Matrix(rows: X.rows, columns: X.columns) { i, j in γ[i] * X̂[i, j] + β[i] }
    return (output: Y, normalized: X̂, deviation: zip(features, s).map { x, s in x.unit * s })
  }

  /// x̄ᵢ = γ/s (ȳᵢ − (1/m) Σⱼ ȳⱼ − x̂ᵢ (1/m) Σⱼ ȳⱼ x̂ⱼ), γ̄ = Σᵢ ȳᵢ x̂ᵢ and β̄ = Σᵢ ȳᵢ, for the cotangent Ȳ of Y and the
  /// deviation s = √(σ² + ε)
  ///
  /// Equation: batch-normalization-backward
  ///
  /// - Shapes: Ȳ, X̂, X̄ ∈ ℝⁿˣᵐ; s, γ, γ̄, β̄ ∈ ℝⁿ.
  /// - Evaluated: as written, from the X̂ and s that `forward` returned.
  /// - Edge values: a batch of one has gradients of 0 by X and γ. Equal samples have x̂ = 0, so that each x̄ is γ/s times
  ///   its cotangent less the mean of them. NaN spoils its feature, and no other.
  /// - Precondition: Ȳ and X̂ have the same shape, with at least one sample; s and γ have an element for each feature.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, normalized X̂: Matrix<T>, deviation s: [T], scale γ: [T]
  ) -> (inputs: Matrix<T>, scale: [T], shift: [T]) {
    let C = cotangent
    precondition(
      C.rows == X̂.rows && C.columns == X̂.columns && s.count == X̂.rows && γ.count == X̂.rows,
      """
      BatchNormalization.backward: the cotangent is \(C.rows) × \(C.columns), the normalized inputs \(X̂.rows) × \
      \(X̂.columns), with \(s.count) deviations and \(γ.count) scales
      """)
    precondition(X̂.columns > 0, "BatchNormalization.backward: a batch of no samples has no mean")
    let batch = 0..<X̂.columns
    let mean = (0..<X̂.rows).map { i in Mean.over(batch) { j in C[i, j] } }
    let slope = (0..<X̂.rows).map { i in Mean.over(batch) { j in C[i, j] * X̂[i, j] } }
    return (
      inputs: Matrix(rows: X̂.rows, columns: X̂.columns) { i, j in
        γ[i] / s[i] * (C[i, j] - mean[i] - X̂[i, j] * slope[i])
      },
      scale: (0..<X̂.rows).map { i in Sum.over(batch) { j in C[i, j] * X̂[i, j] } },
      shift: (0..<X̂.rows).map { i in Sum.over(batch) { j in C[i, j] } }
    )
  }
}
