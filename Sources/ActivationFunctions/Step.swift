public import ElementaryFunctions

/// The threshold function of the perceptron.
public enum Step {
  /// H(z) = 1 for z ≥ 0, 0 for z < 0
  ///
  /// Equation: step-value
  ///
  /// Its derivative is 0 wherever there is one, so gradient descent learns nothing through it.
  ///
  /// - Shapes: one number to one number.
  /// - Edge values: 1 at ±0, by convention; 1 at +∞, 0 at −∞; NaN gives NaN.
  /// - Error: none.
  @inlinable
  public static func value<T: Scalar>(_ z: T) -> T {
    if z >= 0 { return 1 }
    // NaN alone is not equal to itself.
    return z == z ? 0 : z
  }
}
