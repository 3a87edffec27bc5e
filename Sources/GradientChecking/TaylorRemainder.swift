internal import ElementaryFunctions

/// The rate at which a gradient's prediction of a function improves as the step shrinks.
public enum TaylorRemainder {
  /// The steps, as parts of the direction.
  static let steps = (1...24).map { 1 / Double(1 << $0) }
  /// A remainder counts while it is this many times larger than the rounding error it may hold.
  static let clearance = 1e4
  /// How many of the smallest steps that count are looked at.
  static let window = 4

  /// The slope of log |f(x + h v) − f(x) − h ∇f · v| over log h, at the smallest steps that rounding leaves
  /// readable.
  ///
  /// It is 2 for the right gradient of a smooth function and 1 for a wrong one, whatever their sizes, so no
  /// tolerance has to be chosen. A function that is affine along v has no remainder: the slope is nil, and so it
  /// is where too few steps are readable.
  ///
  /// - Precondition: x, the gradient and v have the same length.
  public static func slope(
    of f: ([Double]) -> Double, gradient: [Double], at x: [Double], along v: [Double]
  ) -> Double? {
    precondition(
      gradient.count == x.count && v.count == x.count,
      "TaylorRemainder: x has \(x.count) elements, its gradient \(gradient.count), the direction \(v.count)")
    let fx = f(x)
    let slope = zip(gradient, v).reduce(0) { $0 + $1.0 * $1.1 }
    let logarithms = steps.compactMap { h -> (h: Double, remainder: Double)? in
      let moved = f(zip(x, v).map { $0 + h * $1 })
      let remainder = (moved - fx - h * slope).magnitude
      guard remainder.isFinite, remainder > clearance * moved.ulp else { return nil }
      return (h: .logarithm(h), remainder: .logarithm(remainder))
    }.suffix(window)
    guard logarithms.count == window, let first = logarithms.first, let last = logarithms.last else {
      return nil
    }
    return (first.remainder - last.remainder) / (first.h - last.h)
  }
}
