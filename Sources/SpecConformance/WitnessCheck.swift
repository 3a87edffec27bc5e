public import GradientChecking
internal import ScalarAutograd
internal import TensorAlgebra

/// The check of a derivative equation against its witnesses at one probe.
public struct WitnessCheck: Sendable {
  /// The probe.
  public let probe: Probe
  /// Each element of each differentiable input, in the order of the inputs.
  public let report: GradientReport
  /// How far ⟨J v, w⟩ and ⟨v, Jᵀ w⟩ are apart, relative to their terms.
  public let adjointDefect: Double
  /// How far the derivative's own derivative is from the second derivative by nested dual numbers, relative to the
  /// larger of the second and the first derivative. A second derivative that is not finite is not compared.
  public let secondDerivativeError: Double

  /// The bound on both of the last two: they are exact identities, off by a few roundings.
  static let roundings = 32 * Double.ulpOfOne

  /// What is wrong, if anything: an element that failed, an identity that does not hold, or a reason given for an
  /// undecided element where there is none.
  public var failures: [String] {
    var failures: [String] = []
    if !(adjointDefect <= Self.roundings) {
      failures.append("⟨J v, w⟩ and ⟨v, Jᵀ w⟩ are apart by \(adjointDefect) of their terms")
    }
    if !(secondDerivativeError <= Self.roundings) {
      failures.append("its derivative is off from nested dual numbers by \(secondDerivativeError)")
    }
    guard probe.undecidedBecause != nil else { return failures + report.failures.map(\.description) }
    let undecided: Set<Verdict> = [.illConditioned, .inconclusive]
    if report.failures.isEmpty {
      failures.append("a reason is given for an undecided element, but every element was decided")
    }
    return failures + report.failures.filter { !undecided.contains($0.verdict) }.map(\.description)
  }

  /// Checks what `derivative` claims about the equation it belongs to.
  ///
  /// - Precondition: `derivative` is the derivative of an equation of the table.
  public init(_ derivative: Entry, at probe: Probe) {
    let claim = PullbackClaim(derivative, at: probe)
    var generator = Xoshiro256StarStar(seed: 2)
    // A direction in proportion to the point, so that a tiny input is not moved by more than itself.
    let v = zip(claim.point, Probe.sixteenths(claim.point.count, within: 2, using: &generator)).map { x, k in
      k * min(max(x.magnitude, 1e-100), 1)
    }
    self.probe = probe
    report = GradientCheck.check(
      claim.function, pullback: claim.pullback, of: claim.cotangent, at: claim.point, within: claim.domains,
      ulps: derivative.ulps)
    adjointDefect = AdjointIdentity.defect(
      pushforward: ForwardMode.pushforward(v, at: claim.point) { claim.function.dual?($0) ?? [] }.tangent,
      claim.cotangent, v, pullback: claim.pullback)
    secondDerivativeError =
      zip(zip(claim.derivative(v), claim.secondDerivative(v)), claim.pullback)
      .map { derivatives, first in Self.relativeError(derivatives.0, derivatives.1, first) }
      .max() ?? 0
  }

  private static func relativeError(_ claimed: Double, _ nested: Double, _ first: Double) -> Double {
    guard nested.isFinite, claimed != nested else { return 0 }
    guard claimed.isFinite else { return .infinity }
    return (claimed - nested).magnitude / max(claimed.magnitude, nested.magnitude, first.magnitude)
  }
}
