/// The check of one element of a gradient.
public struct ElementCheck: Sendable {
  /// Which element of the input.
  public let index: Int
  /// The derivative that is being checked.
  public let claimed: Double
  /// What finite differences find, and how far off they may be.
  public let differences: DerivativeEstimate
  /// What dual numbers find, for a generic function.
  public let dual: Double?
  /// What the tape finds, for a generic function.
  public let tape: Double?
  /// Σ|terms| of the sum that the tape forms, 0 without a tape: rounding errors are counted in units of its last
  /// place.
  public let pathMagnitude: Double
  /// The slopes on either side, looked at only where the differences do not confirm the claim.
  public let sides: (left: DerivativeEstimate, right: DerivativeEstimate)?
  /// The conclusion.
  public let verdict: Verdict

  /// |claimed − found by differences|, relative to the larger of the two; 0 where both are 0.
  public var relativeError: Double { Self.relativeError(claimed, differences.value) }

  /// |claimed − found by dual numbers| in units of the last place of `pathMagnitude`.
  public var dualError: Double? { dual.map { Self.ulps(claimed, $0, pathMagnitude) } }

  /// |claimed − found by the tape| in units of the last place of `pathMagnitude`.
  public var tapeError: Double? { tape.map { Self.ulps(claimed, $0, pathMagnitude) } }

  /// Judges a claim at one coordinate x of a function f.
  init(
    index: Int, claimed: Double, dual: Double?, tape: Double?, pathMagnitude: Double, ulps: Double,
    at x: Double, within domain: ClosedRange<Double>, of f: (Double) -> FiniteDifference.Measurement
  ) {
    let differences = FiniteDifference.derivative(at: x, within: domain, of: f)
    let isExact = [dual, tape].allSatisfy { witness in
      witness.map { Self.ulps(claimed, $0, pathMagnitude) <= ulps } ?? true
    }
    let isConfirmed = Self.confirms(differences, claimed) {
      FiniteDifference.slopeScale(at: x, within: domain, of: f)
    }
    self.index = index
    self.claimed = claimed
    self.dual = dual
    self.tape = tape
    self.pathMagnitude = pathMagnitude
    if isExact && isConfirmed {
      (self.differences, sides, verdict) = (differences, nil, .agrees)
      return
    }
    let left = FiniteDifference.oneSidedDerivative(at: x, .minus, within: domain, of: f)
    let right = FiniteDifference.oneSidedDerivative(at: x, .plus, within: domain, of: f)
    sides = (left: left, right: right)
    let isConfirmedBeside = [left, right].allSatisfy { Self.confirms($0, claimed) }
    if isExact && isConfirmedBeside {
      // A kink too close for a step to both sides, but not for one to either.
      (self.differences, verdict) = (left.isBetter(than: right) ? left : right, .agrees)
    } else {
      self.differences = differences
      verdict = Self.verdict(on: claimed, differences, left: left, right: right, isExact: isExact)
    }
  }

  /// How many of its own error estimates a witness may be off while it confirms a claim.
  static let confirmation = 4.0

  /// Whether differences that are sure of themselves agree with the claim.
  ///
  /// A derivative near 0 has no digits of its own to agree in: it is judged by the slopes around it.
  package static func confirms(
    _ differences: DerivativeEstimate, _ claimed: Double, slopeScale: () -> Double? = { nil }
  ) -> Bool {
    if claimed == 0 && differences.value == 0 { return true }
    guard claimed.isFinite else { return false }
    let distance = (claimed - differences.value).magnitude
    let magnitude = max(claimed.magnitude, differences.value.magnitude)
    guard distance <= max(GradientCheck.tolerance * magnitude, confirmation * differences.error) else {
      return false
    }
    let resolvable = differences.error / GradientCheck.resolution
    if resolvable <= magnitude { return true }
    guard let scale = slopeScale() else { return false }
    return resolvable <= scale
  }

  /// The verdict on a claim that the witnesses do not all confirm.
  package static func verdict(
    on claimed: Double, _ differences: DerivativeEstimate, left: DerivativeEstimate,
    right: DerivativeEstimate, isExact: Bool
  ) -> Verdict {
    let slack = DerivativeEstimate.contradiction * (left.error + right.error)
    if (left.value - right.value).magnitude > slack {
      let isBetween =
        min(left.value, right.value) - slack <= claimed && claimed <= max(left.value, right.value) + slack
      return isBetween && isExact ? .kink : .wrong
    }
    let distance = (claimed - differences.value).magnitude
    // An estimate that can neither be read nor is spoiled by rounding alone has not settled: it refutes nothing.
    let refutes = differences.isReadable || differences.isSettled
    let isContradicted = refutes && !(distance <= DerivativeEstimate.contradiction * differences.error)
    if isContradicted || !isExact { return .wrong }
    return differences.isSettled ? .illConditioned : .inconclusive
  }

  package static func relativeError(_ a: Double, _ b: Double) -> Double {
    a == b ? 0 : (a - b).magnitude / max(a.magnitude, b.magnitude)
  }

  package static func ulps(_ claimed: Double, _ witnessed: Double, _ magnitude: Double) -> Double {
    if claimed == witnessed || (claimed.isNaN && witnessed.isNaN) { return 0 }
    let error = (claimed - witnessed).magnitude / max(magnitude, witnessed.magnitude).ulp
    return error.isNaN ? .infinity : error
  }
}

extension ElementCheck: CustomStringConvertible {
  /// One line: index, claim, witnesses, errors, verdict.
  public var description: String {
    var parts = [
      "element \(index): claimed \(claimed)",
      "differences \(differences.value) ± \(differences.error)",
      "relative error \(relativeError)",
    ]
    if let dual, let dualError { parts.append("dual \(dual) (\(dualError) ulp)") }
    if let tape, let tapeError { parts.append("tape \(tape) (\(tapeError) ulp)") }
    if let sides { parts.append("left \(sides.left.value), right \(sides.right.value)") }
    return parts.joined(separator: ", ") + ": " + verdict.rawValue
  }
}
