public import ElementaryFunctions

/// The mean of the squared differences between predictions and targets, without the factor ½.
public enum MeanSquaredError {
  /// MSE = (1/N) Σᵢ (yᵢ − ŷᵢ)²
  ///
  /// Equation: mean-squared-error-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as written; where the sum of squares overflows although the mean may not, the sum of
  ///   e (e/N) instead.
  /// - Edge values: N = 1 is the squared error of one sample; equal predictions and targets give 0; ∞ − ∞ and
  ///   NaN give NaN. An error below 1.5e-162 has a square that rounds to 0 (`Float`: 2.6e-23).
  /// - Precondition: ŷ and y have the same length, not 0: the mean of nothing is undefined.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("MeanSquaredError.value", ŷ.count, targets: y.count)
    let N = T(y.count)
    return SumOfSquares.over(y.indices, dividedBy: N) { i in y[i] - ŷ[i] }
  }

  /// ∂MSE/∂ŷᵢ = (2/N) (ŷᵢ − yᵢ)
  ///
  /// Equation: mean-squared-error-gradient
  ///
  /// - Shapes: ŷ, y and the gradient ∈ ℝᴺ.
  /// - Evaluated: from halves, as 4 (ŷᵢ/2 − yᵢ/2) / N, because the difference of two finite numbers can
  ///   overflow although the gradient is finite. Halving is exact for normal numbers.
  /// - Edge values: equal predictions and targets give 0; ∞ − ∞ and NaN give NaN.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("MeanSquaredError.gradient", ŷ.count, targets: y.count)
    let N = T(y.count)
    return y.indices.map { i in 4 * ((ŷ[i] / 2 - y[i] / 2) / N) }
  }
}
