public import ElementaryFunctions

/// A learning rate for each epoch of a training.
///
/// Epochs count from 0, without end: each schedule says what comes after its last change.
public protocol LearningRateSchedule<Element> {
  /// The numbers of the rates.
  associatedtype Element: Scalar

  /// η in one epoch.
  ///
  /// - Precondition: `epoch` is not negative.
  func rate(at epoch: Int) -> Element
}

extension LearningRateSchedule {
  /// The schedule's name in messages, without the type of its numbers.
  @inlinable
  static var name: Substring { "\(Self.self)".prefix { letter in letter != "<" } }

  @inlinable
  static func check(epoch: Int) {
    precondition(epoch >= 0, "\(name).rate: epochs count from 0, there is no epoch \(epoch)")
  }

  @inlinable
  static func check(_ setting: String, isRate η: Element) {
    precondition(η >= 0 && η.isFinite, "\(name): \(setting) must be finite and at least 0, not \(η)")
  }

  @inlinable
  static func check(_ setting: String, _ count: Int, isAtLeast least: Int) {
    precondition(count >= least, "\(name): \(setting) must be at least \(least), not \(count)")
  }

  @inlinable
  static func check(minimumRate: Element, maximumRate: Element) {
    check("the minimum rate", isRate: minimumRate)
    check("the maximum rate", isRate: maximumRate)
    precondition(
      minimumRate <= maximumRate, "\(name): the minimum rate \(minimumRate) is above the maximum rate \(maximumRate)")
  }
}
