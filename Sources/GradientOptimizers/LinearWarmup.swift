public import ElementaryFunctions

/// A learning rate that rises in equal steps, and then stays.
public struct LinearWarmup<T: Scalar>: LearningRateSchedule {
  /// η_max, the rate that is reached.
  public let maximumRate: T
  /// W, the number of epochs in which it is reached.
  public let epochs: Int

  /// The rise to η_max in W epochs.
  ///
  /// - Precondition: η_max is finite and not negative; W ≥ 0. W = 0 is no warm-up.
  @inlinable
  public init(maximumRate: T, epochs: Int) {
    Self.check("the maximum rate", isRate: maximumRate)
    Self.check("the number of epochs", epochs, isAtLeast: 0)
    (self.maximumRate, self.epochs) = (maximumRate, epochs)
  }

  /// ηₑ = η_max (e + 1)/W for e < W, then η_max
  ///
  /// Equation: linear-warmup-rate
  ///
  /// - Shapes: numbers; epochs e count from 0.
  /// - Evaluated: the product before the quotient.
  /// - Edge values: η_max / W at e = 0, above 0 unless η_max is 0; η_max exactly from e = W − 1 on. η_max (e + 1) may
  ///   overflow above 10³⁰⁰.
  /// - Precondition: e ≥ 0.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    guard epoch < epochs - 1 else { return maximumRate }
    return maximumRate * T(epoch + 1) / T(epochs)
  }
}

extension LinearWarmup: Sendable where T: Sendable {}
