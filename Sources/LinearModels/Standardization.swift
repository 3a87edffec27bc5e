public import ElementaryFunctions
public import TensorAlgebra

/// Inputs shifted and scaled to mean 0 and variance 1, which gives a line's loss the same curvature everywhere.
public enum Standardization {
  /// μ = (1/N) Σᵢ xᵢ and s = √((1/N) Σᵢ (xᵢ − μ)²)
  ///
  /// Equation: standardization-fit
  ///
  /// - Shapes: x ∈ ℝᴺ; two numbers result.
  /// - Evaluated: s from differences to μ, since the mean of the squares less μ² cancels, and in units of the largest
  ///   of them, whose squares can overflow or vanish although s is a number.
  /// - Edge values: inputs that are all equal give exactly that input and 0; NaN and infinities give NaN for s.
  /// - Precondition: there is at least one input.
  @inlinable
  public static func fit<T: Scalar>(_ x: [T]) -> (mean: T, deviation: T) {
    guard let x0 = x.first else { preconditionFailure("Standardization.fit: no inputs have no mean") }
    // Counted from one of them, the mean of equal inputs is exactly that input.
    let μ = x0 + Mean.over(x.indices) { i in x[i] - x0 }
    let largest = x.reduce(0) { largest, x in max(largest, x - μ, μ - x) }
    // 0 for equal inputs, but NaN for NaN, which is the largest of nothing.
    guard largest > 0 else { return (mean: μ, deviation: μ - μ) }
    let r = x.map { x in (x - μ) / largest }
    return (mean: μ, deviation: largest * .squareRoot(Mean.over(r.indices) { i in r[i] * r[i] }))
  }

  /// x′ = (x − μ)/s, and x − μ where s = 0
  ///
  /// Equation: standardization-value
  ///
  /// - Shapes: x and x′ ∈ ℝᴺ; μ and s are numbers.
  /// - Evaluated: as written: two roundings.
  /// - Edge values: an input that never varies, s = 0, becomes 0 and not 0/0: it is left in its own units.
  @inlinable
  public static func value<T: Scalar>(_ x: [T], mean μ: T, deviation s: T) -> [T] {
    x.map { x in s == 0 ? x - μ : (x - μ) / s }
  }

  /// w = w′/s and b = b′ − w μ, and w = w′ where s = 0: the line on x that predicts what w′ and b′ predict on x′
  ///
  /// Equation: standardization-line
  ///
  /// - Shapes: all numbers.
  /// - Evaluated: as written, b from the rounded w, which is the slope that will be used.
  /// - Edge values: s = 0 as for the value, so that both stay inverse to each other.
  @inlinable
  public static func line<T: Scalar>(
    weight wʹ: T, bias bʹ: T, mean μ: T, deviation s: T
  ) -> (weight: T, bias: T) {
    let w = s == 0 ? wʹ : wʹ / s
    return (weight: w, bias: bʹ - w * μ)
  }
}
