/// The square of one number plus the double of another: the first document's example of partial derivatives.
public enum SquarePlusDouble {
  /// f(x, y) = x² + 2 y
  ///
  /// Equation: square-plus-double-value
  ///
  /// It has no minimum: it falls without end along −y (erratum C-13).
  ///
  /// - Shapes: x, y and the result are numbers.
  /// - Evaluated: as written: two roundings, as doubling is exact.
  /// - Edge values: a square beyond the largest number gives +∞, or NaN for y = −∞, even if 2 y would bring the sum
  ///   back; NaN gives NaN.
  @inlinable
  public static func value<T: Scalar>(_ x: T, _ y: T) -> T {
    x * x + 2 * y
  }

  /// ∂f/∂x = 2 x and ∂f/∂y = 2, the elements of ∇f
  ///
  /// Equation: square-plus-double-gradient
  ///
  /// - Shapes: all numbers.
  /// - Evaluated: as written; exact unless 2 x overflows.
  /// - Edge values: never (0, 0); y has no part in it, so that NaN in y leaves both as they are.
  @inlinable
  public static func gradient<T: Scalar>(at x: T, _ y: T) -> (x: T, y: T) {
    (x: 2 * x, y: 2)
  }
}
