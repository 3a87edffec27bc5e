public import ElementaryFunctions

/// A number drawn evenly from [0, 1).
public enum UniformVariate {
  /// u = ⌊r / 2¹¹⌋ · 2⁻⁵³ for one 64-bit draw r: every multiple of 2⁻⁵³ below 1 is equally likely.
  ///
  /// - Edge values: 0 is possible, 1 is not at `Double`; a `Float` may round up to 1.
  @inlinable
  public static func next<T: Scalar>(using generator: inout some RandomNumberGenerator) -> T {
    T(Double(generator.next() >> 11) * 0x1p-53)
  }
}
