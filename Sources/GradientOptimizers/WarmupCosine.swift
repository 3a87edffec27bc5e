public import ElementaryFunctions

/// A warm-up followed by cosine annealing.
public struct WarmupCosine<T: Scalar>: LearningRateSchedule {
  /// η_max, the rate that the warm-up reaches.
  public let maximumRate: T
  /// η_min, the rate at the end.
  public let minimumRate: T
  /// W, the number of epochs of the warm-up.
  public let warmupEpochs: Int
  /// E, the number of epochs of the annealing, which come after them.
  public let annealingEpochs: Int

  /// W epochs up to η_max, then E epochs down to η_min.
  ///
  /// - Precondition: 0 ≤ η_min ≤ η_max, both finite; W ≥ 0; E ≥ 1.
  @inlinable
  public init(maximumRate: T, minimumRate: T, warmupEpochs: Int, annealingEpochs: Int) {
    Self.check(minimumRate: minimumRate, maximumRate: maximumRate)
    Self.check("the number of warm-up epochs", warmupEpochs, isAtLeast: 0)
    Self.check("the number of annealing epochs", annealingEpochs, isAtLeast: 1)
    (self.maximumRate, self.minimumRate) = (maximumRate, minimumRate)
    (self.warmupEpochs, self.annealingEpochs) = (warmupEpochs, annealingEpochs)
  }

  /// ηₑ = η_max (e + 1)/W for e < W, then η_min + ½ (η_max − η_min)(1 + cos(π (e − W) / E)), and η_min after W + E
  ///
  /// Equation: warmup-cosine-rate
  ///
  /// - Shapes: numbers; epochs e count from 0.
  /// - Evaluated: by `LinearWarmup` and `CosineAnnealing`.
  /// - Edge values: η_max exactly in the two epochs W − 1 and W, where the parts meet; η_min exactly from W + E on.
  /// - Precondition: e ≥ 0.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    // At epoch W either part is η_max.
    if epoch < warmupEpochs {
      return LinearWarmup(maximumRate: maximumRate, epochs: warmupEpochs).rate(at: epoch)
    }
    return CosineAnnealing(maximumRate: maximumRate, minimumRate: minimumRate, epochs: annealingEpochs)
      .rate(at: epoch - warmupEpochs)
  }
}

extension WarmupCosine: Sendable where T: Sendable {}
