internal import ElementaryFunctions

/// Derivatives from values of a function alone, knowing nothing of how it is computed.
///
/// Difference quotients at falling steps are extrapolated to step 0. Because the right first step depends on
/// the function's scale, which nobody tells, several are tried: absolute ones and ones relative to x. The
/// surest estimate wins, and its error is part of the answer.
public enum FiniteDifference {
  /// The steps at which a tableau starts, as multiples of 1 and of |x|.
  static let firstSteps = [0.12, 1.2e-4, 1.2e-7]
  /// By how much the step shrinks from row to row. With powers of two, a function that rounding has turned into
  /// steps gives quotients that agree exactly and mean nothing; an uneven factor makes them disagree.
  static let shrinkage = 2.2
  /// The steps of one tableau, relative to its first.
  static let rows = (0..<8).map { 1 / Double.power(shrinkage, Double($0)) }

  /// A function's value, and the magnitude of the terms it was added from: the scale of its rounding errors.
  package typealias Measurement = (value: Double, magnitude: Double)

  static func measurement(of value: Double) -> Measurement {
    (value: value, magnitude: value.magnitude)
  }

  /// f′(x) by central differences.
  ///
  /// - Parameter domain: where f may be evaluated. At its ends, and where f is not finite on one side, the
  ///   derivative is the one-sided one.
  public static func derivative(
    of f: (Double) -> Double, at x: Double,
    within domain: ClosedRange<Double> = -.infinity ... .infinity
  ) -> DerivativeEstimate {
    derivative(at: x, within: domain) { measurement(of: f($0)) }
  }

  /// The limit of (f(x) − f(x − h)) / h as h falls to 0.
  public static func leftDerivative(
    of f: (Double) -> Double, at x: Double,
    within domain: ClosedRange<Double> = -.infinity ... .infinity
  ) -> DerivativeEstimate {
    oneSidedDerivative(at: x, .minus, within: domain) { measurement(of: f($0)) }
  }

  /// The limit of (f(x + h) − f(x)) / h as h falls to 0.
  public static func rightDerivative(
    of f: (Double) -> Double, at x: Double,
    within domain: ClosedRange<Double> = -.infinity ... .infinity
  ) -> DerivativeEstimate {
    oneSidedDerivative(at: x, .plus, within: domain) { measurement(of: f($0)) }
  }

  static func derivative(
    at x: Double, within domain: ClosedRange<Double>, of f: (Double) -> Measurement
  ) -> DerivativeEstimate {
    let central = extrapolated(at: x, ratio: shrinkage * shrinkage, of: f) { h in
      quotient(from: x - h, to: x + h, within: domain, of: f)
    }
    if central.error.isFinite { return central }
    let left = oneSidedDerivative(at: x, .minus, within: domain, of: f)
    let right = oneSidedDerivative(at: x, .plus, within: domain, of: f)
    return left.isBetter(than: right) ? left : right
  }

  static func oneSidedDerivative(
    at x: Double, _ side: FloatingPointSign, within domain: ClosedRange<Double>, of f: (Double) -> Measurement
  ) -> DerivativeEstimate {
    extrapolated(at: x, ratio: shrinkage, of: f) { h in
      quotient(from: x, to: side == .plus ? x + h : x - h, within: domain, of: f)
    }
  }

  /// The slope of f between two points and the rounding error it may have, if both points can be used.
  package static func quotient(
    from a: Double, to b: Double, within domain: ClosedRange<Double>, of f: (Double) -> Measurement
  ) -> (slope: Double, noise: Double)? {
    guard a != b, domain.contains(a), domain.contains(b) else { return nil }
    let (fa, fb) = (f(a), f(b))
    let slope = (fb.value - fa.value) / (b - a)
    let quantum = max((fa.magnitude + fb.magnitude) * .ulpOfOne, .leastNonzeroMagnitude)
    return slope.isFinite ? (slope: slope, noise: quantum / (b - a).magnitude) : nil
  }

  static func extrapolated(
    at x: Double, ratio: Double, of f: (Double) -> Measurement,
    _ quotient: (_ h: Double) -> (slope: Double, noise: Double)?
  ) -> DerivativeEstimate {
    let magnitude = f(x).magnitude
    var best = DerivativeEstimate.none
    for first in steps(at: x) {
      // Rounding is all that is left of the error, and at this step or a smaller one it costs as much or more.
      if best.isSettled && best.error <= .ulpOfOne * magnitude / first { break }
      var tableau = Extrapolation(ratio: ratio)
      for row in rows {
        // The step in the digits that x ± h has room for: x then stands exactly in the middle. A step that cannot
        // be used is left out; extrapolations across the gap show by disagreeing with the others.
        let h = (x.magnitude + row * first) - x.magnitude
        guard let (slope, noise) = quotient(h) else { continue }
        let goesOn = tableau.add(slope, noise: noise)
        if !goesOn || tableau.best.isPrecise { break }
      }
      best = best.merged(with: tableau.best)
      if best.isPrecise { break }
    }
    return best
  }

  /// The steepest slope between x and a point one large step to either side: the scale against which a
  /// derivative near 0 is small.
  package static func slopeScale(
    at x: Double, within domain: ClosedRange<Double>, of f: (Double) -> Measurement
  ) -> Double {
    for h in steps(at: x) {
      let slopes = [x - h, x + h].compactMap { quotient(from: x, to: $0, within: domain, of: f)?.slope }
      if let steepest = slopes.map(\.magnitude).max() { return steepest }
    }
    return 0
  }

  /// First steps to try, the largest first.
  package static func steps(at x: Double) -> [Double] {
    let relative = firstSteps.map { $0 * x.magnitude }.filter { $0.isNormal }
    return Set(firstSteps + relative).sorted().reversed()
  }
}
