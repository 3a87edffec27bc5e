public import ElementaryFunctions

/// The log-odds of a probability: the inverse of the sigmoid.
public enum Logit {
  /// logit p = ln(p / (1 − p))
  ///
  /// Equation: logit-value
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: for ¼ ≤ p ≤ ¾ as ln(1 + (2p − 1) / (1 − p)), which is the same and keeps the digits of a logit
  ///   near 0, because 2p − 1 is exact there; otherwise as written.
  /// - Edge values: 0 at ½, −∞ at 0, +∞ at 1; NaN outside [0, 1] and at NaN.
  /// - Error: at most 4 ulp where the platform's logarithms are within 1.
  @inlinable
  public static func value<T: Scalar>(_ p: T) -> T {
    if 0.25 <= p && p <= 0.75 {
      return .logarithmOfOnePlus((2 * p - 1) / (1 - p))
    } else {
      return .logarithm(p / (1 - p))
    }
  }

  /// logit′ p = 1 / (p (1 − p))
  ///
  /// Equation: logit-derivative
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: as written: three roundings.
  /// - Edge values: 4 at ½, the least value; +∞ at +0 and 1; NaN gives NaN. Outside [0, 1], where there is no logit,
  ///   the formula's number means nothing.
  @inlinable
  public static func derivative<T: Scalar>(at p: T) -> T { 1 / (p * (1 - p)) }
}
