public import ElementaryFunctions
public import ScalarAutograd

/// A function of several numbers, in the forms in which it can be differentiated.
///
/// Finite differences need it at `Double` alone. A function that is generic over `Scalar` is given three times,
/// and then dual numbers and the tape are witnesses too:
///
/// ```swift
/// func loss<T: Scalar>(_ w: [T]) -> T { … }
/// DifferentiableFunction(loss, dual: loss, tape: loss)
/// ```
public struct DifferentiableFunction {
  /// The function itself.
  public let value: ([Double]) -> [Double]
  /// The same function at dual numbers.
  public let dual: (([Dual<Double>]) -> [Dual<Double>])?
  /// The same function at the tape's variables.
  public let tape: (([Variable<Double>]) -> [Variable<Double>])?

  /// A function to several numbers, of which only values are known.
  public init(_ value: @escaping ([Double]) -> [Double]) {
    (self.value, dual, tape) = (value, nil, nil)
  }

  /// A function to one number, of which only values are known.
  public init(_ value: @escaping ([Double]) -> Double) {
    self.init { [value($0)] }
  }

  /// A generic function to several numbers.
  public init(
    _ value: @escaping ([Double]) -> [Double],
    dual: @escaping ([Dual<Double>]) -> [Dual<Double>],
    tape: @escaping ([Variable<Double>]) -> [Variable<Double>]
  ) {
    (self.value, self.dual, self.tape) = (value, dual, tape)
  }

  /// A generic function to one number.
  public init(
    _ value: @escaping ([Double]) -> Double,
    dual: @escaping ([Dual<Double>]) -> Dual<Double>,
    tape: @escaping ([Variable<Double>]) -> Variable<Double>
  ) {
    self.init({ [value($0)] }, dual: { [dual($0)] }, tape: { [tape($0)] })
  }
}
