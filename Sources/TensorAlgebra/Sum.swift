public import ElementaryFunctions

/// Σᵢ tᵢ, added in pairs: halves are summed by themselves and then added.
///
/// The error of n terms grows like log₂ n · ε · Σ|tᵢ| instead of n · ε · Σ|tᵢ|, and the order of additions
/// depends on n alone. Up to `Sum.block` terms are added from left to right.
///
/// - Edge values: no terms give 0; NaN and infinities propagate as in addition. Where a partial sum overflows,
///   the n terms are divided by n first and the sum multiplied by n: it is finite wherever the exact sum is.
public enum Sum {
  /// The largest number of terms that are added from left to right.
  @usableFromInline static let block = 8

  /// Adds `term(i)` for every i of a range.
  @inlinable
  public static func over<T: Scalar>(_ indices: Range<Int>, _ term: (Int) -> T) -> T {
    // Few terms go straight to the loop, which is inlined where the recursion is not: the same additions.
    let sum = indices.count > block ? inPairs(indices, term) : inOrder(indices, term)
    guard !sum.isFinite else { return sum }
    let n = T(indices.count)
    return n * inPairs(indices) { i in term(i) / n }
  }

  @inlinable
  static func inPairs<T: Scalar>(_ indices: Range<Int>, _ term: (Int) -> T) -> T {
    guard indices.count > block else { return inOrder(indices, term) }
    let middle = indices.lowerBound + indices.count / 2
    return inPairs(indices.lowerBound..<middle, term) + inPairs(middle..<indices.upperBound, term)
  }

  @inlinable
  static func inOrder<T: Scalar>(_ indices: Range<Int>, _ term: (Int) -> T) -> T {
    var sum: T = 0
    for i in indices { sum += term(i) }
    return sum
  }
}
