public import TensorAlgebra

/// The partition of a data set into batches, and the number of updates it leads to.
public enum MiniBatches {
  /// Bⱼ = (x_{jB}, …, x_{min((j + 1) B, N) − 1}) for j = 0, …, ⌈N/B⌉ − 1
  ///
  /// Equation: mini-batches-partition
  ///
  /// - Shapes: N elements, of which each batch has B and the last one may have fewer.
  /// - Edge values: B ≥ N gives one batch of all; no elements give no batches.
  /// - Precondition: B ≥ 1.
  @inlinable
  public static func partition<Element>(_ elements: [Element], batchSize B: Int) -> [[Element]] {
    precondition(B >= 1, "MiniBatches.partition: a batch has at least 1 element, not \(B)")
    return stride(from: 0, to: elements.count, by: B).map { first in
      Array(elements[first..<first + Swift.min(B, elements.count - first)])
    }
  }

  /// The batches of one epoch: the samples 0 ..< N in a random order, every one equally likely, each in one batch.
  ///
  /// - Precondition: N ≥ 0; B ≥ 1.
  @inlinable
  public static func shuffled(
    sampleCount N: Int, batchSize B: Int, using generator: inout some RandomNumberGenerator
  ) -> [[Int]] {
    precondition(N >= 0, "MiniBatches.shuffled: there are no \(N) samples")
    return partition(Shuffle.permuted(Array(0..<N), using: &generator), batchSize: B)
  }

  /// E ⌈N/B⌉, the number of updates in E epochs
  ///
  /// Equation: mini-batches-update-count
  ///
  /// - Shapes: whole numbers.
  /// - Edge values: B ≥ N gives E; B = 1 gives E N; no samples or no epochs give 0.
  /// - Precondition: N ≥ 0; B ≥ 1; E ≥ 0; the result is an `Int`.
  @inlinable
  public static func updateCount(sampleCount N: Int, batchSize B: Int, epochs E: Int) -> Int {
    precondition(
      N >= 0 && B >= 1 && E >= 0,
      "MiniBatches.updateCount: no \(E) epochs of \(N) samples in batches of \(B)")
    return E * (N / B + (N % B == 0 ? 0 : 1))
  }
}
