public import ElementaryFunctions

/// The mean negative log-likelihood of targets that scatter normally around the predictions: where the squared error
/// comes from.
public enum GaussianNegativeLogLikelihood {
  /// J = −(1/N) Σᵢ ln p(yᵢ) = ln s + ½ ln 2π + (1/(2N)) Σᵢ ((yᵢ − ŷᵢ)/s)², with yᵢ normal around ŷᵢ, deviation s
  ///
  /// Equation: gaussian-negative-log-likelihood-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᴺ; s and the result are numbers. A density can exceed 1, so the result can be negative.
  /// - Evaluated: with s divided out before it squares, and ln s rather than ½ ln s², since s² overflows or rounds to
  ///   0 where s does not. Where the sum of squares overflows, each is divided by 2N first.
  /// - Edge values: a perfect fit gives ln s + ½ ln 2π; ∞ − ∞ and NaN in ŷ or y give NaN. An error below 1.5e-162 s
  ///   has a square that rounds to 0 (`Float`: 2.6e-23 s).
  /// - Precondition: ŷ and y have the same length, not 0; s is finite and above 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T], standardDeviation s: T) -> T {
    checkInputs("GaussianNegativeLogLikelihood.value", ŷ.count, y.count, s)
    let N = T(y.count)
    let halfLogarithmOfTwoPi: T = 0.91893853320467274178
    return .logarithm(s) + halfLogarithmOfTwoPi
      + SumOfSquares.over(y.indices, dividedBy: 2 * N) { i in error(ŷ[i], y[i], over: s) }
  }

  /// ∂J/∂ŷᵢ = (1/N) (ŷᵢ − yᵢ)/s² and ∂J/∂s = (1/s) (1 − (1/N) Σᵢ ((ŷᵢ − yᵢ)/s)²)
  ///
  /// Equation: gaussian-negative-log-likelihood-gradient
  ///
  /// The derivative by s is 0 where s² is the mean squared error.
  ///
  /// - Shapes: ŷ, y and the gradient by ŷ ∈ ℝᴺ; s and the derivative by s are numbers.
  /// - Evaluated: with N s and s divided out one after the other, because s² overflows or rounds to 0 where the
  ///   gradient does not; by s as written, or as −Σᵢ ((ŷᵢ − yᵢ)/s)²/(N s) where the mean square overflows.
  /// - Edge values: a perfect fit gives 0 and 1/s; ∞ − ∞ and NaN in ŷ or y give NaN in its place and by s. Beside an
  ///   s below 1, an error that is subnormal keeps only the digits that one division leaves it.
  /// - Precondition: ŷ and y have the same length, not 0; s is finite and above 0.
  @inlinable
  public static func gradient<T: Scalar>(
    predictions ŷ: [T], targets y: [T], standardDeviation s: T
  ) -> (predictions: [T], standardDeviation: T) {
    checkInputs("GaussianNegativeLogLikelihood.gradient", ŷ.count, y.count, s)
    let N = T(y.count)
    let meanSquare: T = SumOfSquares.over(y.indices, dividedBy: N) { i in error(ŷ[i], y[i], over: s) }
    return (
      predictions: y.indices.map { i in error(ŷ[i], y[i], over: N * s) / s },
      // Beside a mean square that overflows, the 1 has no digit.
      standardDeviation: meanSquare.isFinite
        ? (1 - meanSquare) / s
        : -SumOfSquares.over(y.indices, dividedBy: N * s) { i in error(ŷ[i], y[i], over: s) }
    )
  }

  /// (ŷ − y)/d, finite wherever the quotient is.
  @inlinable
  static func error<T: Scalar>(_ ŷ: T, _ y: T, over d: T) -> T {
    let e = ŷ - y
    // Halves, because the difference of two finite numbers can overflow.
    return e.isFinite ? e / d : 2 * ((ŷ / 2 - y / 2) / d)
  }

  @inlinable
  static func checkInputs<T: Scalar>(_ operation: String, _ predictions: Int, _ targets: Int, _ s: T) {
    LossInputs.checkSamples(operation, predictions, targets: targets)
    precondition(
      s > 0 && s.isFinite, "\(operation): the standard deviation must be finite and above 0, not \(s)")
  }
}
