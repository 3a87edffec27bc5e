public import ElementaryFunctions
public import TensorAlgebra

/// R²: how much of the targets' squared distance from their mean the predictions explain.
public enum CoefficientOfDetermination {
  /// R² = 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)²
  ///
  /// Equation: coefficient-of-determination-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᴺ; the result is one number, at most 1.
  /// - Evaluated: as written, from centred values in units of a power of two, because the sums of squares can overflow
  ///   or vanish although their quotient does not.
  /// - Edge values: targets that are all equal leave a division by 0, which is not covered up: NaN for predictions that
  ///   meet them all, −∞ for others; N = 1 likewise. An infinite prediction gives −∞; NaN and an infinite target give
  ///   NaN.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    checkShapes("value", ŷ.count, y.count)
    let s = BinaryScale.of(y)
    let SS_res = Sum.over(y.indices) { i in
      let r = y[i] / s - ŷ[i] / s
      return r * r
    }
    return 1 - SS_res / squaredDeviations(y, unit: s)
  }

  /// ∂R²/∂ŷᵢ = 2 (yᵢ − ŷᵢ) / Σⱼ (yⱼ − ȳ)²
  ///
  /// Equation: coefficient-of-determination-gradient
  ///
  /// - Shapes: ŷ, y and the gradient ∈ ℝᴺ.
  /// - Evaluated: in the same units, from which the quotient is brought back once.
  /// - Edge values: equal predictions and targets give 0; targets that are all equal leave a division by 0: NaN for a
  ///   prediction that meets its target, ±∞ for others.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    checkShapes("gradient", ŷ.count, y.count)
    let s = BinaryScale.of(y)
    let SS_tot = squaredDeviations(y, unit: s)
    return y.indices.map { i in 2 * (y[i] / s - ŷ[i] / s) / SS_tot / s }
  }

  /// Σᵢ (yᵢ − ȳ)² in units of s². Counted from one of them, the mean of equal targets is exactly that target.
  @inlinable
  static func squaredDeviations<T: Scalar>(_ y: [T], unit s: T) -> T {
    let u = y.map { $0 / s - y[0] / s }
    let ū = Mean.over(u.indices) { i in u[i] }
    return Sum.over(u.indices) { i in (u[i] - ū) * (u[i] - ū) }
  }

  @inlinable
  static func checkShapes(_ operation: String, _ predictions: Int, _ targets: Int) {
    precondition(
      predictions == targets,
      "CoefficientOfDetermination.\(operation): \(predictions) predictions but \(targets) targets")
    precondition(targets > 0, "CoefficientOfDetermination.\(operation): the mean of no samples is undefined")
  }
}
