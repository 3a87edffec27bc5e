public import ElementaryFunctions

/// What a training went through, epoch by epoch.
public struct TrainingHistory<T: Scalar> {
  /// The loss of all samples: before the first epoch, then after each.
  public private(set) var losses: [T]
  /// The validation loss: before the first epoch, then after each. Empty without a validation.
  public private(set) var validationLosses: [T] = []
  /// The number of epochs after which the validation loss was least; nil where it never was a number.
  public private(set) var bestEpoch: Int?
  /// The learning rate of each epoch.
  public private(set) var rates: [T] = []
  /// The number of steps in all.
  public private(set) var updateCount = 0
  /// Why it ended.
  public private(set) var stopReason = StopReason.epochs

  @usableFromInline
  init(initialLoss: T) { losses = [initialLoss] }

  @usableFromInline
  mutating func append(loss: T, rate: T, updates: Int) {
    losses.append(loss)
    rates.append(rate)
    updateCount += updates
  }

  @usableFromInline
  mutating func append(validationLoss: T, bestEpoch: Int?) {
    validationLosses.append(validationLoss)
    self.bestEpoch = bestEpoch
  }

  @usableFromInline
  func ended(_ reason: StopReason) -> TrainingHistory {
    var history = self
    history.stopReason = reason
    return history
  }
}

extension TrainingHistory: Sendable where T: Sendable {}
