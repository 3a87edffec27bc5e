public import ElementaryFunctions

/// A dual number a + bε with ε² = 0: a value together with its derivative along one direction.
///
/// f(a + bε) = f(a) + b f′(a) ε, so a kernel run at `Dual` carries its exact forward derivative. Duals nest:
/// `Dual<Dual<Double>>` carries second derivatives, and the two levels cannot be confused because they are
/// different types.
///
/// - Literals and `Dual(_:)` are constants, with tangent 0.
/// - Comparisons look at the value alone, so a branch is taken as the underlying number would take it.
/// - Edge values: the tangent is computed by IEEE arithmetic, so 0 · ∞ in a rule is NaN; √0 has an infinite
///   slope, and a constant √0 therefore a NaN tangent.
public struct Dual<Base: Scalar>: Scalar {
  /// a, the number itself.
  public var value: Base
  /// b, the derivative along the chosen direction.
  public var tangent: Base

  /// The dual number `value` + `tangent` ε.
  @inlinable
  public init(value: Base, tangent: Base) {
    self.value = value
    self.tangent = tangent
  }

  /// A constant.
  @inlinable
  public init(_ value: Int) { self.init(value: Base(value), tangent: 0) }

  /// A constant.
  @inlinable
  public init(_ value: Double) { self.init(value: Base(value), tangent: 0) }

  /// A constant.
  @inlinable
  public init(integerLiteral value: Base.IntegerLiteralType) {
    self.init(value: Base(integerLiteral: value), tangent: 0)
  }

  /// A constant.
  @inlinable
  public init(floatLiteral value: Base.FloatLiteralType) {
    self.init(value: Base(floatLiteral: value), tangent: 0)
  }

  /// Of the value alone.
  @inlinable
  public var isFinite: Bool { value.isFinite }
}

extension Dual {
  /// Of the values alone; NaN is not equal to itself.
  @inlinable
  public static func == (u: Dual, v: Dual) -> Bool { u.value == v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func < (u: Dual, v: Dual) -> Bool { u.value < v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func <= (u: Dual, v: Dual) -> Bool { u.value <= v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func > (u: Dual, v: Dual) -> Bool { u.value > v.value }
  /// Of the values alone; false beside NaN.
  @inlinable
  public static func >= (u: Dual, v: Dual) -> Bool { u.value >= v.value }
}

extension Dual {
  /// (u + v)′ = u′ + v′
  @inlinable
  public static func + (u: Dual, v: Dual) -> Dual {
    Dual(value: u.value + v.value, tangent: u.tangent + v.tangent)
  }

  /// (u − v)′ = u′ − v′
  @inlinable
  public static func - (u: Dual, v: Dual) -> Dual {
    Dual(value: u.value - v.value, tangent: u.tangent - v.tangent)
  }

  /// (−u)′ = −u′
  @inlinable
  public static prefix func - (u: Dual) -> Dual {
    Dual(value: -u.value, tangent: -u.tangent)
  }

  /// (u v)′ = u′ v + u v′
  @inlinable
  public static func * (u: Dual, v: Dual) -> Dual {
    Dual(value: u.value * v.value, tangent: u.tangent * v.value + u.value * v.tangent)
  }

  /// (u / v)′ = (u′ − (u/v) v′) / v, which does not square v and so neither overflows nor vanishes early.
  @inlinable
  public static func / (u: Dual, v: Dual) -> Dual {
    let quotient = u.value / v.value
    return Dual(value: quotient, tangent: (u.tangent - quotient * v.tangent) / v.value)
  }
}

extension Dual {
  /// (eᵘ)′ = u′ eᵘ
  @inlinable
  public static func exponential(_ u: Dual) -> Dual {
    let e: Base = .exponential(u.value)
    return Dual(value: e, tangent: u.tangent * e)
  }

  /// (ln u)′ = u′ / u
  @inlinable
  public static func logarithm(_ u: Dual) -> Dual {
    Dual(value: .logarithm(u.value), tangent: u.tangent / u.value)
  }

  /// (ln(1 + u))′ = u′ / (1 + u)
  @inlinable
  public static func logarithmOfOnePlus(_ u: Dual) -> Dual {
    Dual(value: .logarithmOfOnePlus(u.value), tangent: u.tangent / (1 + u.value))
  }

  /// (tanh u)′ = u′ / cosh² u
  @inlinable
  public static func hyperbolicTangent(_ u: Dual) -> Dual {
    Dual(
      value: .hyperbolicTangent(u.value),
      tangent: u.tangent * HyperbolicTangentRule.derivative(at: u.value))
  }

  /// (√u)′ = u′ / (2 √u)
  @inlinable
  public static func squareRoot(_ u: Dual) -> Dual {
    let root: Base = .squareRoot(u.value)
    return Dual(value: root, tangent: u.tangent / (2 * root))
  }

  /// (sin u)′ = u′ cos u
  @inlinable
  public static func sine(_ u: Dual) -> Dual {
    Dual(value: .sine(u.value), tangent: u.tangent * .cosine(u.value))
  }

  /// (cos u)′ = −u′ sin u
  @inlinable
  public static func cosine(_ u: Dual) -> Dual {
    Dual(value: .cosine(u.value), tangent: -u.tangent * .sine(u.value))
  }

  /// (uᵖ)′ = u′ p uᵖ⁻¹, and 0 for p = 0
  @inlinable
  public static func power(_ u: Dual, _ p: Double) -> Dual {
    Dual(value: .power(u.value, p), tangent: u.tangent * PowerRule.derivative(at: u.value, p))
  }
}
