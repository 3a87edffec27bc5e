public import ElementaryFunctions

/// The logistic sigmoid: squeezes the line into (0, 1).
public enum Sigmoid {
  /// σ(z) = 1 / (1 + e⁻ᶻ)
  ///
  /// Equation: sigmoid-value
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: the form of the sign of z, so that the exponential is never of a positive number. The textbook
  ///   form overflows below z ≈ −709.8 (`Float`: −88.7) and gives 0 where σ(z) ≈ eᶻ is still a number.
  /// - Edge values: σ(±0) = ½, σ(−∞) = 0, σ(+∞) = 1, NaN gives NaN. The range (0, 1) is closed by rounding:
  ///   exactly 1 from z ≈ 36.74 (`Float`: 16.64), exactly 0 below z ≈ −745.1 (`Float`: −104.0).
  /// - Error: at most 4 ulp where the platform's exponential is within 1.
  @inlinable
  public static func value<T: Scalar>(_ z: T) -> T {
    // Both forms give exactly ½ at 0, so it may fall on either side.
    if z >= 0 {
      return 1 / (1 + .exponential(-z))
    } else {
      let e: T = .exponential(z)
      return e / (1 + e)
    }
  }

  /// σ′(z) = σ(z) (1 − σ(z))
  ///
  /// Equation: sigmoid-derivative
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: at −|z|, since σ′ is even. There σ is at most ½ and the subtraction keeps its digits; at a positive z
  ///   it loses every digit as σ(z) approaches 1 and is exactly 0 from z ≈ 36.74, where the derivative is 1.1e-16.
  /// - Edge values: σ′(±0) = ¼ exactly, the largest value; σ′(±∞) = 0, NaN gives NaN; even, bit for bit.
  /// - Error: at most 6 ulp where the platform's exponential is within 1 and the result is a normal number.
  @inlinable
  public static func derivative<T: Scalar>(at z: T) -> T {
    let σ = value(z > 0 ? -z : z)
    return σ * (1 - σ)
  }
}
