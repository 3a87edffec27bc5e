public import ElementaryFunctions

/// A line: the model of one input that everything else is built from.
public enum Line {
  /// f(x) = w x + b
  ///
  /// Equation: line-value
  ///
  /// - Shapes: x, w, b and the result are numbers.
  /// - Evaluated: as written: two roundings. Where w x ≈ −b the first one is all that is left of the digits.
  /// - Edge values: x = 0 gives b; w x beyond the largest finite number gives ±∞ even if b would bring the sum
  ///   back; ∞ · 0 and ∞ − ∞ give NaN.
  @inlinable
  public static func value<T: Scalar>(_ x: T, weight w: T, bias b: T) -> T {
    w * x + b
  }

  /// x̄ = c w, w̄ = c x and b̄ = c, for the cotangent c of f(x)
  ///
  /// Equation: line-pullback
  ///
  /// - Shapes: all numbers.
  /// - Evaluated: as written; each result is correctly rounded.
  /// - Edge values: x = 0 gives w̄ = 0 for every finite c, so the weight of an input of 0 is not learned from it.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: T, at x: T, weight w: T
  ) -> (input: T, weight: T, bias: T) {
    let c = cotangent
    return (input: c * w, weight: c * x, bias: c)
  }
}
