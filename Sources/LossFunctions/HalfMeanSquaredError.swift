public import ElementaryFunctions
public import TensorAlgebra

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
    checkShapes("value", ŷ.count, y.count)
    let m = T(y.count)
    let sumOfSquares: T = Sum.over(y.indices) { i in
      let e = y[i] - ŷ[i]
      return e * e
    }
    guard !sumOfSquares.isFinite else { return sumOfSquares / (2 * m) }
    return Sum.over(y.indices) { i in
      let e = y[i] - ŷ[i]
      return e * (e / (2 * m))
    }
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
    checkShapes("gradient", ŷ.count, y.count)
    let m = T(y.count)
    return y.indices.map { i in 2 * ((ŷ[i] / 2 - y[i] / 2) / m) }
  }

  @inlinable
  static func checkShapes(_ operation: String, _ predictions: Int, _ targets: Int) {
    precondition(
      predictions == targets,
      "HalfMeanSquaredError.\(operation): \(predictions) predictions but \(targets) targets")
    precondition(targets > 0, "HalfMeanSquaredError.\(operation): the mean of no samples is undefined")
  }
}
