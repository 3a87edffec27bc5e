public import ElementaryFunctions

/// Derivatives carried backwards along a tape: one run of the function for all inputs.
public enum ReverseMode {
  /// f(x) and ∇f(x), for a function of many numbers to one.
  @inlinable
  public static func gradient<Base: Scalar>(
    at x: [Base], of f: ([Variable<Base>]) -> Variable<Base>
  ) -> (value: Base, gradient: [Base]) {
    let (value, gradient) = pullback([1], at: x) { [f($0)] }
    return (value: value[0], gradient: gradient)
  }

  /// f(x) and Jᵀ w, the derivative of w · f(x) by each element of x.
  ///
  /// - Precondition: w has one element for each result of f.
  @inlinable
  public static func pullback<Base: Scalar>(
    _ w: [Base], at x: [Base], of f: ([Variable<Base>]) -> [Variable<Base>]
  ) -> (value: [Base], cotangent: [Base]) {
    let tape = Tape<Base>()
    let inputs = x.map(tape.variable)
    let y = f(inputs)
    return (value: y.map(\.value), cotangent: tape.gradient(of: y, cotangent: w)[inputs])
  }
}
