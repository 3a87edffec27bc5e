/// A derivative found by differences, with the finder's own estimate of how far off it may be.
public struct DerivativeEstimate: Equatable, Sendable {
  /// The derivative; NaN where none was found.
  public let value: Double
  /// A bound on its error, from the disagreement of its approximations and from rounding; infinite where no
  /// derivative was found.
  public let error: Double
  /// The part of `error` that rounding of the function's values accounts for.
  public let rounding: Double

  package init(value: Double, error: Double, rounding: Double) {
    (self.value, self.error, self.rounding) = (value, error, rounding)
  }

  /// Whether the value has at least two digits.
  package var isReadable: Bool { error <= 0.01 * value.magnitude }

  /// Whether rounding makes up most of the error, so that the approximations themselves agree.
  package var isSettled: Bool { 2 * rounding >= error }

  /// Whether no search for a better estimate is worth while.
  package var isPrecise: Bool { error <= Self.goal * value.magnitude }

  /// An estimated error this small relative to the derivative ends the search.
  static let goal = 1e-11

  /// Whether this is the surer one of two estimates of a derivative, found with different steps.
  ///
  /// Readable ones are compared by their relative error: a step across a singularity finds a small number with
  /// a small error where the derivative is enormous. Others are compared by their error alone, as they must be
  /// where the derivative is 0.
  package func isBetter(than other: DerivativeEstimate) -> Bool {
    switch (isReadable, other.isReadable) {
    case (true, true): error / value.magnitude < other.error / other.value.magnitude
    case (false, false): error < other.error
    case (let mine, _): mine
    }
  }

  /// The surer one of two estimates found with different steps; where both can be read and they contradict each
  /// other, its error covers the other one too.
  package func merged(with other: DerivativeEstimate) -> DerivativeEstimate {
    let (surer, other) = isBetter(than: other) ? (self, other) : (other, self)
    let distance = (surer.value - other.value).magnitude
    guard surer.isReadable, other.isReadable, distance > Self.contradiction * (surer.error + other.error) else {
      return surer
    }
    return DerivativeEstimate(value: surer.value, error: distance, rounding: surer.rounding)
  }

  /// How many of its own error estimates an estimate must be off before it contradicts another number.
  static let contradiction = 10.0

  /// No derivative was found.
  package static let none = DerivativeEstimate(value: .nan, error: .infinity, rounding: 0)
}
