internal import ElementaryFunctions
internal import ScalarAutograd

/// Compares a claimed gradient with independent witnesses, element by element.
///
/// A norm over all elements, as checkers commonly take it, drowns one wrong element in thousands of right ones,
/// and a tolerance of 10⁻³ lets a gradient pass that is wrong by 0.1 %. Here each element is judged by itself,
/// against finite differences that state their own error, and for a generic function also against dual numbers
/// and the tape, which are exact up to rounding.
///
/// ```swift
/// let report = GradientCheck.check(DifferentiableFunction(loss), gradient: claimed, at: w)
/// precondition(report.passes, "\(report)")
/// ```
public enum GradientCheck {
  /// The relative error up to which a claim agrees with differences that are sure of themselves.
  public static let tolerance = 1e-10
  /// The relative error estimate above which differences are not sure of themselves.
  public static let resolution = 1e-8
  /// The default bound, in units in the last place, on the distance to dual numbers and the tape.
  public static let ulps = 8.0

  /// Checks the gradient of a function to one number.
  ///
  /// - Parameters:
  ///   - function: the function itself.
  ///   - gradient: the claimed partial derivatives.
  ///   - x: the point.
  ///   - domains: where each element of x may be moved; everywhere if nil.
  ///   - ulps: the bound on the distance to dual numbers and the tape.
  public static func check(
    _ function: DifferentiableFunction, gradient: [Double], at x: [Double],
    within domains: [ClosedRange<Double>]? = nil, ulps: Double = GradientCheck.ulps
  ) -> GradientReport {
    check(function, pullback: gradient, of: [1], at: x, within: domains, ulps: ulps)
  }

  /// Checks a pullback: the derivative of Σₖ cₖ fₖ(x) by each element of x.
  ///
  /// - Parameters:
  ///   - function: the function itself.
  ///   - pullback: the claimed partial derivatives.
  ///   - cotangent: c, one number for each result. Unequal numbers tell a matrix from its transpose.
  ///   - x: the point.
  ///   - domains: where each element of x may be moved; everywhere if nil.
  ///   - ulps: the bound on the distance to dual numbers and the tape.
  public static func check(
    _ function: DifferentiableFunction, pullback: [Double], of cotangent: [Double], at x: [Double],
    within domains: [ClosedRange<Double>]? = nil, ulps: Double = GradientCheck.ulps
  ) -> GradientReport {
    precondition(
      pullback.count == x.count,
      "GradientCheck: \(x.count) inputs but \(pullback.count) claimed partial derivatives")
    precondition(
      domains == nil || domains?.count == x.count, "GradientCheck: one domain is needed for each input")
    let tape = function.tape.map { tapeWitness($0, cotangent, x) }
    return GradientReport(
      elements: x.indices.map { i in
        ElementCheck(
          index: i, claimed: pullback[i], dual: function.dual.map { dualWitness($0, cotangent, x, i) },
          tape: tape?.gradient[i], pathMagnitude: tape?.magnitude[i] ?? 0, ulps: ulps,
          at: x[i], within: domains?[i] ?? -.infinity ... .infinity
        ) { moved in
          var point = x
          point[i] = moved
          return measurement(function.value(point), cotangent)
        }
      })
  }

  /// c · y, and the magnitude of its terms.
  static func measurement(_ y: [Double], _ c: [Double]) -> FiniteDifference.Measurement {
    precondition(
      y.count == c.count, "GradientCheck: \(y.count) results but \(c.count) cotangents")
    let terms = zip(c, y).map { $0 * $1 }
    return (value: terms.reduce(0, +), magnitude: terms.reduce(0) { $0 + $1.magnitude })
  }

  static func dualWitness(
    _ f: ([Dual<Double>]) -> [Dual<Double>], _ cotangent: [Double], _ x: [Double], _ i: Int
  ) -> Double {
    var direction = [Double](repeating: 0, count: x.count)
    direction[i] = 1
    return zip(cotangent, ForwardMode.pushforward(direction, at: x, of: f).tangent)
      .reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func tapeWitness(
    _ f: ([Variable<Double>]) -> [Variable<Double>], _ cotangent: [Double], _ x: [Double]
  ) -> (gradient: [Double], magnitude: [Double]) {
    let tape = Tape<Double>()
    let inputs = x.map(tape.variable)
    let outputs = f(inputs)
    return (
      gradient: tape.gradient(of: outputs, cotangent: cotangent)[inputs],
      magnitude: tape.pathMagnitude(of: outputs, cotangent: cotangent)[inputs]
    )
  }
}
