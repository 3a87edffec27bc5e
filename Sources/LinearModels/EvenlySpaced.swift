public import ElementaryFunctions

/// Numbers at equal distances, both ends among them.
public enum EvenlySpaced {
  /// xₖ = a + k (b − a)/(n − 1), for k = 0 … n − 1
  ///
  /// Equation: evenly-spaced-value
  ///
  /// - Shapes: a and b are numbers; the result ∈ ℝⁿ.
  /// - Evaluated: as ((n − 1 − k) a + k b)/(n − 1) between the ends, which are given as they are. From a to b come the
  ///   same numbers as from b to a, and numbers between −b and b are symmetric to the last digit, also near 0, where a
  ///   sum that starts from a would keep the error of a.
  /// - Edge values: n = 0 gives no numbers, n = 1 gives a. Where a or b overflows when multiplied by n, the numbers
  ///   between them are ±∞ or NaN. Between equal ends they may be off by a rounding. NaN spoils
  ///   all but the other end.
  /// - Precondition: n is not negative.
  @inlinable
  public static func value<T: Scalar>(from a: T, through b: T, count n: Int) -> [T] {
    precondition(n >= 0, "EvenlySpaced.value: there is no list of \(n) numbers")
    let last = n - 1
    return (0..<n).map { k in
      if k == 0 { return a }
      if k == last { return b }
      return (T(last - k) * a + T(k) * b) / T(last)
    }
  }
}
