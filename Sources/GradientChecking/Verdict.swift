/// What a gradient check concludes about one element.
public enum Verdict: String, Sendable {
  /// Every witness confirms the claim.
  case agrees
  /// A witness contradicts the claim by more than the witness can be wrong.
  case wrong
  /// The slopes to the left and to the right differ, and the claim lies between them.
  case kink
  /// The claim is within the differences' error, which rounding of the function's own value makes too large to
  /// tell more.
  case illConditioned = "ill-conditioned"
  /// The differences do not settle: the function is discontinuous, undefined or too rough near the point.
  case inconclusive

  /// Whether a check with this verdict has failed. At a kink any slope between the two is a valid choice.
  public var isFailure: Bool { self != .agrees && self != .kink }
}
