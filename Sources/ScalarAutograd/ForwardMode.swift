public import ElementaryFunctions

/// Derivatives carried forward by dual numbers: one run of the function for each direction.
public enum ForwardMode {
  /// f(x) and f′(x).
  @inlinable
  public static func derivative<Base: Scalar>(
    at x: Base, of f: (Dual<Base>) -> Dual<Base>
  ) -> (value: Base, derivative: Base) {
    let y = f(Dual(value: x, tangent: 1))
    return (value: y.value, derivative: y.tangent)
  }

  /// f(x) and J v, the derivative of f at x along v.
  ///
  /// - Precondition: x and v have the same length.
  @inlinable
  public static func pushforward<Base: Scalar>(
    _ v: [Base], at x: [Base], of f: ([Dual<Base>]) -> [Dual<Base>]
  ) -> (value: [Base], tangent: [Base]) {
    precondition(
      v.count == x.count, "ForwardMode.pushforward: x has \(x.count) elements but v has \(v.count)")
    let y = f(zip(x, v).map { Dual(value: $0, tangent: $1) })
    return (value: y.map(\.value), tangent: y.map(\.tangent))
  }
}
