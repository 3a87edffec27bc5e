public import ElementaryFunctions

/// A learning rate that is multiplied by the same factor after every so many epochs.
public struct StepDecay<T: Scalar>: LearningRateSchedule {
  /// η₀, the rate of the first epochs.
  public let initialRate: T
  /// γ, what the rate is multiplied by.
  public let factor: T
  /// s, the number of epochs with the same rate.
  public let interval: Int

  /// The rate η₀, multiplied by γ every s epochs.
  ///
  /// - Precondition: η₀ is finite and not negative; 0 ≤ γ ≤ 1; s ≥ 1.
  @inlinable
  public init(initialRate: T, factor: T, interval: Int) {
    Self.check("the initial rate", isRate: initialRate)
    precondition(factor >= 0 && factor <= 1, "StepDecay: the factor must be from 0 to 1, not \(factor)")
    Self.check("the interval", interval, isAtLeast: 1)
    (self.initialRate, self.factor, self.interval) = (initialRate, factor, interval)
  }

  /// ηₑ = η₀ γ^⌊e/s⌋
  ///
  /// Equation: step-decay-rate
  ///
  /// - Shapes: numbers; epochs e count from 0, so that epoch s is the first with η₀ γ.
  /// - Evaluated: by a power, whose error does not grow with the number of decays as that of repeated products does.
  /// - Edge values: γ = 1 changes nothing; γ = 0 gives 0 from epoch s on; the rate may underflow to 0.
  /// - Precondition: e ≥ 0.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    return initialRate * .power(factor, Double(epoch / interval))
  }
}

extension StepDecay: Sendable where T: Sendable {}
