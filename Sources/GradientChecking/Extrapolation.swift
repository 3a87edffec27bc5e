/// Richardson extrapolation of difference quotients whose step shrinks by a fixed factor, with Ridders's estimate
/// of the error (1982).
///
/// The quotients differ from the derivative by a series in hᵖ, p = 2 for central differences and p = 1 for
/// one-sided ones; each further column of the tableau removes one term of it.
package struct Extrapolation {
  /// By how much the first term of the series shrinks from row to row: the step's factor to the power of p.
  let ratio: Double
  /// The last row of the tableau: the newest quotient, then its extrapolations of rising order.
  private var row: [Double] = []
  /// The surest extrapolation so far, from at least three quotients: two may agree by chance.
  package private(set) var best = DerivativeEstimate.none

  package init(ratio: Double) { self.ratio = ratio }

  /// Takes the quotient at the next step, which rounding may have spoiled by `noise`.
  ///
  /// Returns whether a further row may still help: once the highest order is worse than the best estimate by
  /// twice its error, rounding has taken over.
  package mutating func add(_ quotient: Double, noise: Double) -> Bool {
    var next = [quotient]
    var shrinkage = 1.0
    var amplified = noise
    for previous in row {
      shrinkage *= ratio
      let last = next[next.count - 1]
      let value = last + (last - previous) / (shrinkage - 1)
      // What the formula makes of independent errors in `last` and `previous`.
      amplified *= (shrinkage + 1) / (shrinkage - 1)
      let error = max((value - last).magnitude, (value - previous).magnitude) + amplified
      let estimate = DerivativeEstimate(value: value, error: error, rounding: amplified)
      if row.count > 1 && estimate.isBetter(than: best) { best = estimate }
      next.append(value)
    }
    defer { row = next }
    guard let oldest = row.last, let newest = next.last else { return true }
    return (newest - oldest).magnitude < 2 * best.error
  }
}
