public import ElementaryFunctions

/// A power of two of the size of given numbers. In its units none of their squares overflows, and no sum of these
/// squares vanishes; to divide by it is exact, except for numbers that are negligible beside the largest.
public enum BinaryScale {
  /// The largest power of two that is not above any number's largest magnitude; 1 where that is 0 or infinite.
  ///
  /// It is a constant: a dual number or the tape's variable takes no derivative from it.
  ///
  /// - Edge values: NaN is passed over; no numbers give 1.
  @inlinable
  public static func of<T: Scalar>(_ values: [T]) -> T {
    let largest = values.reduce(0) { largest, v in max(largest, v, -v) }
    guard largest > 0 && largest.isFinite else { return 1 }
    // Any power of two would do to start from: the two loops go up and down to the one that is looked for.
    var s: T = 1
    while s <= largest / 2 { s *= 2 }
    while s > largest { s /= 2 }
    return s
  }
}
