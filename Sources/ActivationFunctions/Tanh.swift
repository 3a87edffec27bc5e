public import ElementaryFunctions

/// The hyperbolic tangent: squeezes the line into (−1, 1), with 0 in the middle.
public enum Tanh {
  /// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)
  ///
  /// Equation: tanh-value
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: by the platform's `tanh`. The textbook quotient is ∞/∞ beyond ±709.8 (`Float`: ±88.7) and loses the
  ///   digits of a small z in its numerator.
  /// - Edge values: ±0 at ±0, ±1 at ±∞, NaN gives NaN. Exactly ±1 from |z| ≈ 19.06 (`Float`: 9.01).
  /// - Error: the platform's; on glibc 2.19 ulp is the largest in `Float`, and no sample in `Double` is above 2.1.
  @inlinable
  public static func value<T: Scalar>(_ z: T) -> T { .hyperbolicTangent(z) }

  /// tanh′ z = 1 − tanh² z
  ///
  /// Equation: tanh-derivative
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: as 4 σ′(2z), which is the same since tanh z = 2 σ(2z) − 1. The textbook form loses every digit as
  ///   tanh z approaches ±1 and is exactly 0 from |z| ≈ 19.06, where the derivative is 1.1e-16.
  /// - Edge values: exactly 1 at ±0, the largest value; 0 at ±∞; NaN gives NaN; even, bit for bit.
  /// - Error: at most 6 ulp where the platform's exponential is within 1 and the result is a normal number.
  @inlinable
  public static func derivative<T: Scalar>(at z: T) -> T { 4 * Sigmoid.derivative(at: 2 * z) }
}
