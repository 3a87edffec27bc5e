public import TensorAlgebra

/// Samples set apart: to train on, to choose between models, and to judge the chosen one.
///
/// What is split are indices, so that inputs and targets stay together.
public enum DataSplit {
  /// |test| = round(r N), |validation| = round((q + r) N) − |test|, |train| = N − |validation| − |test|
  ///
  /// Equation: data-split-sizes
  ///
  /// - Shapes: N counts samples; q and r are fractions; three counts result, whose sum is N.
  /// - Evaluated: as written, each product rounded to `Double` first; halves are rounded up.
  /// - Edge values: r = 0 leaves nothing to the test and r = 1 everything; no samples give 0 three times.
  /// - Precondition: N is not negative; q and r are not negative, and q + r is at most 1.
  @inlinable
  public static func sizes(
    count N: Int, validationFraction q: Double = 0, testFraction r: Double
  ) -> (train: Int, validation: Int, test: Int) {
    precondition(N >= 0, "DataSplit.sizes: there are no \(N) samples")
    precondition(
      q >= 0 && r >= 0 && q + r <= 1,
      "DataSplit.sizes: the fractions \(q) and \(r) must be at least 0 and add up to at most 1")
    let test = Int((r * Double(N)).rounded())
    let apart = Int(((q + r) * Double(N)).rounded())
    return (train: N - apart, validation: apart - test, test: test)
  }

  /// train, validation and test: the first, the next and the last places of an order
  ///
  /// Equation: data-split-indices
  ///
  /// - Shapes: the order lists N indices; together the three results list the same.
  /// - Edge values: as for the sizes.
  /// - Precondition: as for the sizes. An index that stands in the order twice can come to lie on both sides.
  @inlinable
  public static func indices(
    order: [Int], validationFraction q: Double = 0, testFraction r: Double
  ) -> (train: [Int], validation: [Int], test: [Int]) {
    let (train, validation, _) = sizes(count: order.count, validationFraction: q, testFraction: r)
    return (
      train: Array(order[..<train]), validation: Array(order[train..<train + validation]),
      test: Array(order[(train + validation)...])
    )
  }

  /// The split of 0 ..< N in a random order.
  ///
  /// - Precondition: as for the sizes.
  @inlinable
  public static func random(
    count N: Int, validationFraction q: Double = 0, testFraction r: Double,
    using generator: inout Xoshiro256StarStar
  ) -> (train: [Int], validation: [Int], test: [Int]) {
    precondition(N >= 0, "DataSplit.random: there are no \(N) samples")
    return indices(
      order: Shuffle.permuted(Array(0..<N), using: &generator), validationFraction: q, testFraction: r)
  }
}
