public import ElementaryFunctions

/// Cosine annealing that jumps back to its start again and again, in cycles that may grow.
public struct CosineWarmRestarts<T: Scalar>: LearningRateSchedule {
  /// η_max, the rate at the start of every cycle.
  public let maximumRate: T
  /// η_min, towards which each cycle falls.
  public let minimumRate: T
  /// E₀, the number of epochs of the first cycle.
  public let firstCycle: Int
  /// k, how many times as long the next cycle is.
  public let cycleFactor: Int

  /// Cycles of E₀, k E₀, k² E₀, … epochs.
  ///
  /// - Precondition: 0 ≤ η_min ≤ η_max, both finite; E₀ ≥ 1; k ≥ 1.
  @inlinable
  public init(maximumRate: T, minimumRate: T, firstCycle: Int, cycleFactor: Int) {
    Self.check(minimumRate: minimumRate, maximumRate: maximumRate)
    Self.check("the first cycle", firstCycle, isAtLeast: 1)
    Self.check("the cycle factor", cycleFactor, isAtLeast: 1)
    (self.maximumRate, self.minimumRate) = (maximumRate, minimumRate)
    (self.firstCycle, self.cycleFactor) = (firstCycle, cycleFactor)
  }

  /// ηₑ = η_min + ½ (η_max − η_min)(1 + cos(π e′ / Eᵢ)), with e′ counted from the start of the cycle i that e is in
  ///
  /// Equation: cosine-warm-restarts-rate
  ///
  /// - Shapes: numbers; epochs e count from 0, and Eᵢ₊₁ = k Eᵢ.
  /// - Evaluated: by `CosineAnnealing` within the cycle.
  /// - Edge values: an epoch at which a cycle ends is the first of the next one, with η_max exactly; η_min is therefore
  ///   approached and not reached. A cycle of one epoch is η_max.
  /// - Precondition: e ≥ 0. A next cycle whose length is no `Int` traps.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    var (e, E) = (epoch, firstCycle)
    if cycleFactor == 1 {
      e = e % E
    } else {
      while e >= E {
        e -= E
        E *= cycleFactor
      }
    }
    return CosineAnnealing(maximumRate: maximumRate, minimumRate: minimumRate, epochs: E).rate(at: e)
  }
}

extension CosineWarmRestarts: Sendable where T: Sendable {}
