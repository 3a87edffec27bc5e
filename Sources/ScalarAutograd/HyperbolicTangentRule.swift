public import ElementaryFunctions

/// The derivative of tanh, shared by dual numbers and the tape.
@usableFromInline
enum HyperbolicTangentRule {
  /// tanh′ u = 1 / cosh² u = 4 e / (1 + e)² with e = e^(−2|u|)
  ///
  /// The usual 1 − tanh² u loses every digit past |u| ≈ 19, where tanh u rounds to 1; this form keeps them all
  /// until the derivative itself underflows. Being even, it is the same smooth function on both branches.
  @inlinable
  static func derivative<T: Scalar>(at u: T) -> T {
    // e is exactly 1 at 0, on whichever side it falls.
    let e: T = u > 0 ? .exponential(-2 * u) : .exponential(2 * u)
    return 4 * e / ((1 + e) * (1 + e))
  }
}
