public import ElementaryFunctions

/// Half of the mean squared error: the form whose gradient has no factor 2.
public enum HalfMeanSquaredError {
  /// J = (1/(2m)) Σᵢ (yᵢ − ŷᵢ)²
  ///
  /// Equation: half-mean-squared-error-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᵐ; the result is one number.
  /// - Evaluated: as written; where the sum of squares overflows although the result may not, the sum of e (e/(2m))
  ///   instead.
  /// - Edge values: m = 1 is half of one sample's squared error; equal predictions and targets give 0; ∞ − ∞ and NaN
  ///   give NaN. An error below 1.5e-162 has a square that rounds to 0 (`Float`: 2.6e-23).
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("HalfMeanSquaredError.value", ŷ.count, targets: y.count)
    let m = T(y.count)
    return SumOfSquares.over(y.indices, dividedBy: 2 * m) { i in y[i] - ŷ[i] }
  }

  /// ∂J/∂ŷᵢ = (1/m) (ŷᵢ − yᵢ)
  ///
  /// Equation: half-mean-squared-error-gradient
  ///
  /// - Shapes: ŷ, y and the gradient have m elements.
  /// - Evaluated: from halves, as 2 (ŷᵢ/2 − yᵢ/2) / m, because the difference of two finite numbers can overflow
  ///   although the gradient is finite.
  /// - Edge values: equal predictions and targets give 0; ∞ − ∞ and NaN give NaN.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("HalfMeanSquaredError.gradient", ŷ.count, targets: y.count)
    let m = T(y.count)
    return y.indices.map { i in 2 * ((ŷ[i] / 2 - y[i] / 2) / m) }
  }
}
