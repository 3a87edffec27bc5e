public import ElementaryFunctions

/// (1/N) Σᵢ tᵢ, which stays finite wherever the mean of finite terms is.
///
/// The sum is divided once, as the documents write it. Only where the sum overflows is each term divided first:
/// the mean of numbers near the largest finite one is itself finite.
///
/// - Precondition: there is at least one term, since 0/0 has no value.
/// - Edge values: an infinite or NaN term gives what addition gives.
public enum Mean {
  /// The mean of `term(i)` over a range.
  @inlinable
  public static func over<T: Scalar>(_ indices: Range<Int>, _ term: (Int) -> T) -> T {
    precondition(!indices.isEmpty, "Mean.over: the mean of no terms is undefined")
    let N = T(indices.count)
    let sum = Sum.over(indices, term)
    return sum.isFinite ? sum / N : Sum.over(indices) { i in term(i) / N }
  }
}
