public import ElementaryFunctions
public import TensorAlgebra

/// The means and variances that batch normalization remembers from training and uses in inference.
public struct RunningStatistics<T: Scalar> {
  /// Which of the two weights of an update its momentum is.
  public enum Convention: Hashable, Sendable, CaseIterable {
    /// ρ is the weight of the new batch, as PyTorch has it (0.1 unless told otherwise).
    case weightOfBatch
    /// ρ is the weight of what is remembered, as Keras has it (0.99 unless told otherwise).
    case weightOfMemory
  }

  /// μ, of each feature.
  public let mean: [T]
  /// σ², of each feature.
  public let variance: [T]

  /// Given means and variances.
  ///
  /// - Precondition: there are as many means as variances.
  @inlinable
  public init(mean: [T], variance: [T]) {
    precondition(
      mean.count == variance.count, "RunningStatistics: \(mean.count) means but \(variance.count) variances")
    (self.mean, self.variance) = (mean, variance)
  }

  /// Means of 0 and variances of 1, with which PyTorch and Keras begin.
  @inlinable
  public init(features: Int) {
    self.init(mean: [T](repeating: 0, count: features), variance: [T](repeating: 1, count: features))
  }

  /// μ ← (1 − ρ) μ + ρ μ_B and σ² ← (1 − ρ) σ² + ρ σ_B², or with ρ and 1 − ρ exchanged
  ///
  /// Equation: running-statistics-update
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column, for n features; ρ is one number.
  /// - Evaluated: as written, from `BatchMean` and `BatchVariance`.
  /// - Edge values: ρ = 0 keeps what is remembered, ρ = 1 forgets it, or the reverse, except at NaN and ∞, which no
  ///   weight of 0 removes; NaN stays in its feature for ever.
  /// - Precondition: X has a row for each feature; 0 ≤ ρ ≤ 1; there is at least one sample, and two for the unbiased
  ///   variance.
  @inlinable
  public func updated(
    with X: Matrix<T>, momentum ρ: T, convention: Convention, variance estimate: VarianceEstimate
  ) -> RunningStatistics {
    precondition(
      X.rows == mean.count, "RunningStatistics.updated: the batch has \(X.rows) features, not \(mean.count)")
    precondition(ρ >= 0 && ρ <= 1, "RunningStatistics.updated: the momentum must be in [0, 1], not \(ρ)")
    let μ_B = BatchMean.value(X)
    let σ²_B = estimate == .biased ? BatchVariance.value(X) : BatchVariance.unbiased(X)
    let (kept, new) = convention == .weightOfBatch ? (1 - ρ, ρ) : (ρ, 1 - ρ)
    return RunningStatistics(
      mean: zip(mean, μ_B).map { μ, μ_B in kept * μ + new * μ_B },
      variance: zip(variance, σ²_B).map { σ², σ²_B in kept * σ² + new * σ²_B })
  }
}

extension RunningStatistics: Equatable {}
extension RunningStatistics: Sendable where T: Sendable {}
