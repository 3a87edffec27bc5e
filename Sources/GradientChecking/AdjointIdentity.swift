/// The identity that makes a pullback the transpose of the derivative: ⟨J v, w⟩ = ⟨v, Jᵀ w⟩.
public enum AdjointIdentity {
  /// |⟨J v, w⟩ − ⟨v, Jᵀ w⟩| relative to the sum of the magnitudes of all terms; 0 where every term is 0.
  ///
  /// It holds to rounding for every v and w. Take unequal numbers: with w all ones, a softmax whose pullback is
  /// identically 0 passes.
  ///
  /// - Parameters:
  ///   - pushforward: J v, from forward mode.
  ///   - w: a cotangent, one number for each result.
  ///   - v: a direction, one number for each input.
  ///   - pullback: the claimed Jᵀ w.
  public static func defect(
    pushforward: [Double], _ w: [Double], _ v: [Double], pullback: [Double]
  ) -> Double {
    precondition(
      pushforward.count == w.count,
      "AdjointIdentity: J v has \(pushforward.count) elements but w has \(w.count)")
    precondition(
      pullback.count == v.count,
      "AdjointIdentity: Jᵀ w has \(pullback.count) elements but v has \(v.count)")
    let forward = zip(pushforward, w).map { $0 * $1 }
    let reverse = zip(v, pullback).map { $0 * $1 }
    let scale = (forward + reverse).reduce(0) { $0 + $1.magnitude }
    return scale == 0 ? 0 : (forward.reduce(0, +) - reverse.reduce(0, +)).magnitude / scale
  }
}
