public import ElementaryFunctions

/// The same learning rate in every epoch.
public struct ConstantRate<T: Scalar>: LearningRateSchedule {
  /// η.
  public let learningRate: T

  /// The rate η for ever.
  ///
  /// - Precondition: η is finite and not negative.
  @inlinable
  public init(learningRate: T) {
    Self.check("the learning rate", isRate: learningRate)
    self.learningRate = learningRate
  }

  /// ηₑ = η
  ///
  /// Equation: constant-rate
  ///
  /// - Shapes: numbers; epochs e count from 0.
  /// - Precondition: e ≥ 0.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    return learningRate
  }
}

extension ConstantRate: Sendable where T: Sendable {}
