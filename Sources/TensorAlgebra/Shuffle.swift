/// A random order, every one equally likely.
public enum Shuffle {
  /// Fisher and Yates's shuffle: from the last place down, each element is exchanged with one drawn from those
  /// not after it.
  ///
  /// - Edge values: no elements and one element return unchanged and draw nothing.
  @inlinable
  public static func permuted<Element>(
    _ elements: [Element], using generator: inout some RandomNumberGenerator
  ) -> [Element] {
    var result = elements
    for last in result.indices.reversed() where last > 0 {
      result.swapAt(last, Int(below(UInt64(last) + 1, using: &generator)))
    }
    return result
  }

  /// A number of 0 ..< `bound`, all equally likely, by Lemire's multiplication with rejection (2019).
  ///
  /// - Precondition: `bound` is positive.
  @inlinable
  public static func below(_ bound: UInt64, using generator: inout some RandomNumberGenerator) -> UInt64 {
    precondition(bound > 0, "Shuffle.below: no number lies below 0")
    var product = generator.next().multipliedFullWidth(by: bound)
    // 2⁶⁴ mod bound low words would make some results more likely; draw again for them.
    let excess = (0 &- bound) % bound
    while product.low < excess { product = generator.next().multipliedFullWidth(by: bound) }
    return product.high
  }
}
