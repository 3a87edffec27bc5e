public import ElementaryFunctions

/// A number whose history stands on a tape, so that results can be differentiated by it.
///
/// - Literals and `Variable(_:)` are constants: they stand on no tape, and operations on constants alone record
///   nothing.
/// - Comparisons look at the value alone, so a branch is taken as the underlying number would take it.
/// - `Base` is `Double` or `Float`; at `Dual<Double>` the sweep's result carries its own derivative, which gives
///   products with the Hessian.
/// - Precondition of every operation: its variables stand on one tape.
public struct Variable<Base: Scalar>: Scalar {
  /// The number itself.
  public let value: Base
  @usableFromInline let tape: Tape<Base>?
  @usableFromInline let index: Int32

  @inlinable
  init(value: Base, tape: Tape<Base>?, index: Int32) {
    self.value = value
    self.tape = tape
    self.index = index
  }

  /// A constant.
  @inlinable
  public init(constant value: Base) { self.init(value: value, tape: nil, index: .min) }

  /// A constant.
  @inlinable
  public init(_ value: Int) { self.init(constant: Base(value)) }

  /// A constant.
  @inlinable
  public init(_ value: Double) { self.init(constant: Base(value)) }

  /// A constant.
  @inlinable
  public init(integerLiteral value: Base.IntegerLiteralType) {
    self.init(constant: Base(integerLiteral: value))
  }

  /// A constant.
  @inlinable
  public init(floatLiteral value: Base.FloatLiteralType) {
    self.init(constant: Base(floatLiteral: value))
  }

  /// Whether it stands on no tape.
  @inlinable
  public var isConstant: Bool { index < 0 }

  /// Of the value alone.
  @inlinable
  public var isFinite: Bool { value.isFinite }

  /// The result `value` of an operation on u, with its partial derivative du.
  @inlinable
  static func result(_ value: Base, _ u: Variable, _ du: Base) -> Variable {
    guard let tape = u.tape else { return Variable(constant: value) }
    var node = Tape<Base>.Node()
    (node.left, node.leftPartial) = (u.index, du)
    return tape.record(value, node)
  }

  /// The result `value` of an operation on u and v, with its partial derivatives du and dv.
  @inlinable
  static func result(_ value: Base, _ u: Variable, _ du: Base, _ v: Variable, _ dv: Base) -> Variable {
    guard let tape = u.tape ?? v.tape else { return Variable(constant: value) }
    precondition(
      u.isConstant || v.isConstant || u.tape === v.tape, "Variable: the operands stand on different tapes")
    var node = Tape<Base>.Node()
    (node.left, node.leftPartial) = (u.index, du)
    (node.right, node.rightPartial) = (v.index, dv)
    return tape.record(value, node)
  }
}

extension Variable {
  /// Of the values alone; NaN is not equal to itself.
  @inlinable
  public static func == (u: Variable, v: Variable) -> Bool { u.value == v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func < (u: Variable, v: Variable) -> Bool { u.value < v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func <= (u: Variable, v: Variable) -> Bool { u.value <= v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func > (u: Variable, v: Variable) -> Bool { u.value > v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func >= (u: Variable, v: Variable) -> Bool { u.value >= v.value }
}

extension Variable {
  /// ∂(u + v): 1 by u, 1 by v
  @inlinable
  public static func + (u: Variable, v: Variable) -> Variable {
    result(u.value + v.value, u, 1, v, 1)
  }

  /// ∂(u − v): 1 by u, −1 by v
  @inlinable
  public static func - (u: Variable, v: Variable) -> Variable {
    result(u.value - v.value, u, 1, v, -1)
  }

  /// ∂(−u): −1
  @inlinable
  public static prefix func - (u: Variable) -> Variable {
    result(-u.value, u, -1)
  }

  /// ∂(u v): v by u, u by v
  @inlinable
  public static func * (u: Variable, v: Variable) -> Variable {
    result(u.value * v.value, u, v.value, v, u.value)
  }

  /// ∂(u / v): 1/v by u, −(u/v)/v by v, which does not square v and so neither overflows nor vanishes early
  @inlinable
  public static func / (u: Variable, v: Variable) -> Variable {
    let quotient = u.value / v.value
    return result(quotient, u, 1 / v.value, v, -quotient / v.value)
  }
}

extension Variable {
  /// ∂eᵘ: eᵘ
  @inlinable
  public static func exponential(_ u: Variable) -> Variable {
    let e: Base = .exponential(u.value)
    return result(e, u, e)
  }

  /// ∂ln u: 1/u
  @inlinable
  public static func logarithm(_ u: Variable) -> Variable {
    result(.logarithm(u.value), u, 1 / u.value)
  }

  /// ∂ln(1 + u): 1/(1 + u)
  @inlinable
  public static func logarithmOfOnePlus(_ u: Variable) -> Variable {
    result(.logarithmOfOnePlus(u.value), u, 1 / (1 + u.value))
  }

  /// ∂tanh u: 1 / cosh² u
  @inlinable
  public static func hyperbolicTangent(_ u: Variable) -> Variable {
    result(.hyperbolicTangent(u.value), u, HyperbolicTangentRule.derivative(at: u.value))
  }

  /// ∂√u: 1 / (2 √u)
  @inlinable
  public static func squareRoot(_ u: Variable) -> Variable {
    let root: Base = .squareRoot(u.value)
    return result(root, u, 1 / (2 * root))
  }

  /// ∂sin u: cos u
  @inlinable
  public static func sine(_ u: Variable) -> Variable {
    result(.sine(u.value), u, .cosine(u.value))
  }

  /// ∂cos u: −sin u
  @inlinable
  public static func cosine(_ u: Variable) -> Variable {
    result(.cosine(u.value), u, -.sine(u.value))
  }

  /// ∂uᵖ: p uᵖ⁻¹, and 0 for p = 0
  @inlinable
  public static func power(_ u: Variable, _ p: Double) -> Variable {
    result(.power(u.value, p), u, PowerRule.derivative(at: u.value, p))
  }
}
