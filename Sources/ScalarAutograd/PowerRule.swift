public import ElementaryFunctions

/// The derivative of a power with constant exponent, shared by dual numbers and the tape.
@usableFromInline
enum PowerRule {
  /// d/du uᵖ = p uᵖ⁻¹, and 0 for p = 0, where u⁰ is the constant 1 even at u = 0.
  @inlinable
  static func derivative<T: Scalar>(at u: T, _ p: Double) -> T {
    p == 0 ? 0 : T(p) * .power(u, p - 1)
  }
}
