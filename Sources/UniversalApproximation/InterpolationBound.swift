public import ElementaryFunctions

/// How far a function can be from its interpolation by straight pieces.
public enum InterpolationBound {
  /// max |f − g| ≤ h²/8 · M, for knots at most h apart and |f″| ≤ M
  ///
  /// Equation: interpolation-bound-value
  ///
  /// - Shapes: all numbers.
  /// - Evaluated: as h (h · M/8), which neither overflows nor vanishes where the bound itself does not.
  /// - Edge values: h = 0 or M = 0 gives 0; ∞ gives ∞, but NaN with 0.
  /// - Precondition: h and M are not negative.
  @inlinable
  public static func value<T: Scalar>(spacing h: T, curvature M: T) -> T {
    precondition(h >= 0 && M >= 0, "InterpolationBound.value: spacing \(h) and curvature \(M) must not be negative")
    return h * (h * (M / 8))
  }
}
