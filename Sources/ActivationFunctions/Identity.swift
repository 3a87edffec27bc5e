public import ElementaryFunctions

/// The identity, also called the linear activation: a neuron that uses it is an affine function.
public enum Identity {
  /// g(z) = z
  ///
  /// Equation: identity-value
  ///
  /// - Shapes: one number to one number.
  /// - Edge values: every one, NaN, ±∞ and −0 among them, is returned as it is.
  /// - Error: none.
  @inlinable
  public static func value<T: Scalar>(_ z: T) -> T { z }

  /// g′(z) = 1
  ///
  /// Equation: identity-derivative
  ///
  /// - Shapes: one number to one number.
  /// - Edge values: 1 at ±∞ and at NaN too.
  /// - Error: none.
  @inlinable
  public static func derivative<T: Scalar>(at z: T) -> T { 1 }
}
