public import ElementaryFunctions

/// The rectified linear unit: lets positive numbers through and holds back the others.
public enum ReLU {
  /// ReLU(z) = max(0, z)
  ///
  /// Equation: relu-value
  ///
  /// - Shapes: one number to one number.
  /// - Evaluated: by a branch on z ≤ 0, which NaN does not meet, so that it passes through; `max` would drop it.
  /// - Edge values: 0 at −0 and at −∞, +∞ at +∞, NaN gives NaN.
  /// - Error: none.
  @inlinable
  public static func value<T: Scalar>(_ z: T) -> T { z <= 0 ? 0 : z }

  /// ReLU′(z) = 1 for z > 0, 0 for z < 0
  ///
  /// Equation: relu-derivative
  ///
  /// - Shapes: one number to one number.
  /// - Edge values: at the kink z = ±0 every slope from 0 to 1 is a valid choice, and this is 0; NaN gives NaN.
  /// - Error: none.
  @inlinable
  public static func derivative<T: Scalar>(at z: T) -> T {
    if z > 0 { return 1 }
    // NaN alone is not equal to itself.
    return z == z ? 0 : z
  }
}
