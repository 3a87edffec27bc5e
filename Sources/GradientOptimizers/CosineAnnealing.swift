public import ElementaryFunctions

/// A learning rate that falls along half a cosine wave, and then stays.
public struct CosineAnnealing<T: Scalar>: LearningRateSchedule {
  /// η_max, the rate in epoch 0.
  public let maximumRate: T
  /// η_min, the rate from epoch E on.
  public let minimumRate: T
  /// E, the number of epochs of the fall.
  public let epochs: Int

  /// The fall from η_max to η_min in E epochs.
  ///
  /// - Precondition: 0 ≤ η_min ≤ η_max, both finite; E ≥ 1.
  @inlinable
  public init(maximumRate: T, minimumRate: T, epochs: Int) {
    Self.check(minimumRate: minimumRate, maximumRate: maximumRate)
    Self.check("the number of epochs", epochs, isAtLeast: 1)
    (self.maximumRate, self.minimumRate, self.epochs) = (maximumRate, minimumRate, epochs)
  }

  /// ηₑ = η_min + ½ (η_max − η_min)(1 + cos(π e / E)) for e ≤ E, then η_min
  ///
  /// Equation: cosine-annealing-rate
  ///
  /// - Shapes: numbers; epochs e count from 0.
  /// - Evaluated: as η_max cos² x + η_min sin² x with x = π e / 2E, and in the second half with the distance from E in
  ///   place of e and the squares exchanged. Nothing is subtracted, so that small rates near the end keep their digits,
  ///   and both ends are exact. After the end that distance is 0.
  /// - Edge values: η_max exactly at e = 0, η_min exactly from e = E on, where the cosine alone would rise again.
  /// - Precondition: e ≥ 0.
  @inlinable
  public func rate(at epoch: Int) -> T {
    Self.check(epoch: epoch)
    let π: T = 3.14159265358979323846
    let left = max(epochs - epoch, 0)
    // In the middle the halves agree.
    let isFirstHalf = epoch < left
    let x = π / 2 * (T(isFirstHalf ? epoch : left) / T(epochs))
    let (cosine, sine) = (T.cosine(x), T.sine(x))
    let (near, far) = isFirstHalf ? (maximumRate, minimumRate) : (minimumRate, maximumRate)
    return near * (cosine * cosine) + far * (sine * sine)
  }
}

extension CosineAnnealing: Sendable where T: Sendable {}
