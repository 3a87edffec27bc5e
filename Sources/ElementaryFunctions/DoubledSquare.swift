/// Twice the square of a number: the first document's example of a mathematical function.
public enum DoubledSquare {
  /// f(x) = 2 x²
  ///
  /// Equation: doubled-square-value
  ///
  /// - Shapes: a number to a number.
  /// - Evaluated: as (2 x) x. Doubling is exact, so the result is correctly rounded; 2 (x x) would round a subnormal
  ///   square before it doubles it.
  /// - Edge values: 0 for ±0, +∞ for ±∞; above 9.5e153 in magnitude (`Float`: 1.3e19) the result overflows; NaN gives
  ///   NaN.
  @inlinable
  public static func value<T: Scalar>(_ x: T) -> T {
    2 * x * x
  }

  /// f′(x) = 4 x
  ///
  /// Equation: doubled-square-derivative
  ///
  /// - Shapes: a number to a number.
  /// - Evaluated: as written; exact unless it overflows.
  /// - Edge values: ±0 for ±0, ±∞ for ±∞; NaN gives NaN.
  @inlinable
  public static func derivative<T: Scalar>(at x: T) -> T {
    4 * x
  }
}
