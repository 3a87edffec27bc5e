public import ElementaryFunctions

/// A rectified linear unit that lets a small part of negative numbers through.
public enum LeakyReLU {
  /// LReLU(z) = z for z > 0, α z otherwise
  ///
  /// Equation: leaky-relu-value
  ///
  /// - Shapes: z and α are numbers, and so is the result.
  /// - Evaluated: by the branch. max(α z, z) is the same for 0 ≤ α ≤ 1 alone, and drops NaN.
  /// - Edge values: α = 0 gives ReLU, but NaN at −∞; α = 1 gives the identity; NaN gives NaN.
  /// - Error: one rounding.
  /// - Precondition: α is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ z: T, slope α: T) -> T {
    checkSlope("value", α)
    return z > 0 ? z : α * z
  }

  /// LReLU′(z) = 1 for z > 0, α for z < 0
  ///
  /// Equation: leaky-relu-derivative
  ///
  /// - Shapes: z and α are numbers, and so is the result.
  /// - Edge values: at the kink z = ±0 every slope between α and 1 is a valid choice, and this is α; NaN gives NaN.
  /// - Error: none.
  /// - Precondition: α is finite and not negative.
  @inlinable
  public static func derivative<T: Scalar>(at z: T, slope α: T) -> T {
    checkSlope("derivative", α)
    if z > 0 { return 1 }
    // NaN alone is not equal to itself.
    return z == z ? α : z
  }

  @inlinable
  static func checkSlope<T: Scalar>(_ operation: String, _ α: T) {
    precondition(
      α >= 0 && α.isFinite, "LeakyReLU.\(operation): the slope must be finite and at least 0, not \(α)")
  }
}
