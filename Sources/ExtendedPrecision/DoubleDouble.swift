public import ElementaryFunctions

/// A number held as the unevaluated sum of two `Double`s, some 106 significant bits, times a power of two.
///
/// Kernels run at it as at any other `Scalar`, and give their results to twice the digits of `Double`: the truth that
/// `Double`'s last place is measured by. The power of two keeps all of them where `Double` has subnormal numbers, and
/// beyond. A module of its own, so that no literal elsewhere is taken for one of these. Near the zeros of sin and cos
/// the digits of π/2 are lost.
public struct DoubleDouble: Sendable {
  /// The leading part: from 1 to 2 in magnitude, unless the number is 0, infinite or NaN.
  private let head: Double
  /// What is left, at most half a unit in the last place of `head`.
  private let tail: Double
  /// The power of two; 0 where the number is 0, infinite or NaN.
  private let exponent: Int

  /// The `Double` nearest to the leading part.
  public var high: Double { Self.scale(head, exponent) }
  /// What is left, as far as a `Double` can tell.
  public var low: Double { Self.scale(tail, exponent) }

  /// (head + tail) · 2^exponent, where the parts do not overlap.
  private init(_ head: Double, _ tail: Double, _ exponent: Int) {
    guard head.isFinite, head != 0 else {
      (self.head, self.tail, self.exponent) = (head, 0, 0)
      return
    }
    let k = Int(head.exponent)
    (self.head, self.tail, self.exponent) = (Self.scale(head, -k), Self.scale(tail, -k), exponent + k)
  }

  /// x · 2ᵏ, rounded once if x is normal and not small.
  private static func scale(_ x: Double, _ k: Int) -> Double {
    guard k.magnitude > 1000 else { return x * Double(sign: .plus, exponent: k, significand: 1) }
    // 2ᵏ alone may lie out of range. From 1 to 2, where parts lie, nothing is left of x · 2⁻²²⁰⁰.
    guard k.magnitude < 2200 else { return k > 0 ? x * .infinity : x * 0 }
    let step = k > 0 ? 1000 : -1000
    return scale(scale(x, step), k - step)
  }

  /// 2ᵏ times the number, exactly.
  private func scaled(by k: Int) -> DoubleDouble { DoubleDouble(head, tail, exponent + k) }

  /// u + v, and what its rounding leaves (Knuth's two-sum).
  private static func sum(_ u: Double, _ v: Double) -> (Double, Double) {
    let s = u + v
    let t = s - u
    return (s, (u - (s - t)) + (v - t))
  }

  /// u · v, and what its rounding leaves.
  private static func product(_ u: Double, _ v: Double) -> (Double, Double) {
    let p = u * v
    return (p, (-p).addingProduct(u, v))
  }

  /// The distance from a number, in so large units.
  public func distance(from given: Double, unit: Double) -> Double {
    ((self - DoubleDouble(given)) / DoubleDouble(unit)).high.magnitude
  }

  /// ln 2
  private static let ln2 = DoubleDouble(0.6931471805599453) + DoubleDouble(2.3190468138462996e-17)
  /// π / 2
  private static let halfπ = DoubleDouble(1.5707963267948966) + DoubleDouble(6.123233995736766e-17)

  /// eˣ − 1 for a small x, without adding 1: by its series at x / 256 and (e^2y − 1) = 2 E + E² eight times.
  private static func exponentialMinusOne(_ x: DoubleDouble) -> DoubleDouble {
    let y = x.scaled(by: -8)
    var (term, sum) = (y, y)
    for n in 2...14 {
      term = term * y / DoubleDouble(n)
      sum += term
    }
    for _ in 0..<8 { sum = sum.scaled(by: 1) + sum * sum }
    return sum
  }

  /// The nearest multiple of `period` taken off, and which multiple it was.
  private func reduced(by period: DoubleDouble) -> (rest: DoubleDouble, count: Int) {
    let k = (high / period.high).rounded()
    return (self - DoubleDouble(k) * period, Int(k))
  }

  /// sin and cos of a number between −π/4 and π/4, by their series.
  private static func sineAndCosine(_ x: DoubleDouble) -> (DoubleDouble, DoubleDouble) {
    var (sine, cosine, term) = (x, DoubleDouble(1), x)
    var even = DoubleDouble(1)
    for n in 1...14 {
      even = -even * x * x / DoubleDouble((2 * n - 1) * 2 * n)
      term = -term * x * x / DoubleDouble(2 * n * (2 * n + 1))
      cosine += even
      sine += term
    }
    return (sine, cosine)
  }

  /// sin of the number moved by so many quarters of a turn.
  private static func sine(_ x: DoubleDouble, quarters: Int) -> DoubleDouble {
    guard x.high.isFinite else { return DoubleDouble(Double.nan) }
    // Beyond this the multiple of π/2 that is taken off has fewer digits than the rest needs.
    precondition(x.high.magnitude < 1e9, "DoubleDouble: sin and cos are for less than 10⁹, not \(x.high)")
    let (rest, k) = x.reduced(by: halfπ)
    let (sine, cosine) = sineAndCosine(rest)
    switch (k + quarters) & 3 {
    case 0: return sine
    case 1: return cosine
    case 2: return -sine
    default: return -cosine
    }
  }
}

extension DoubleDouble: Scalar {
  /// The number nearest to an integer, which is exact.
  public init(_ value: Int) {
    // Two halves, each exact.
    let rest = value & 0xFFFF_FFFF
    self = DoubleDouble(Double(value - rest)) + DoubleDouble(Double(rest))
  }
  /// A `Double`, exactly.
  public init(_ value: Double) { self.init(value, 0, 0) }
  /// An integer literal, exactly.
  public init(integerLiteral value: Int) { self.init(value) }
  /// A literal as `Double` reads it.
  public init(floatLiteral value: Double) { self.init(value) }

  /// 0.
  public static var zero: DoubleDouble { DoubleDouble(0.0) }
  /// Neither infinite nor NaN.
  public var isFinite: Bool { head.isFinite }

  /// Equal in all parts.
  public static func == (_ u: Self, _ v: Self) -> Bool {
    u.head == v.head && u.tail == v.tail && u.exponent == v.exponent
  }
  /// False beside NaN, as the three below.
  public static func < (_ u: Self, _ v: Self) -> Bool { (u - v).head < 0 }
  /// At most.
  public static func <= (_ u: Self, _ v: Self) -> Bool { u < v || u == v }
  /// More.
  public static func > (_ u: Self, _ v: Self) -> Bool { v < u }
  /// At least.
  public static func >= (_ u: Self, _ v: Self) -> Bool { v <= u }

  /// The sum, to 2⁻¹⁰⁴ of the larger term.
  public static func + (_ u: Self, _ v: Self) -> Self {
    guard u.isFinite, v.isFinite, u.head != 0 || v.head != 0 else { return DoubleDouble(u.head + v.head) }
    guard u.head != 0 else { return v }
    guard v.head != 0 else { return u }
    let (a, b) = u.exponent >= v.exponent ? (u, v) : (v, u)
    let gap = a.exponent - b.exponent
    // So far below, it is less than half a unit of the last bit.
    guard gap < 200 else { return a }
    let (s, s2) = sum(a.head, scale(b.head, -gap))
    let (t, t2) = sum(a.tail, scale(b.tail, -gap))
    let (r, r2) = sum(s, s2 + t)
    let (high, low) = sum(r, r2 + t2)
    return DoubleDouble(high, low, a.exponent)
  }

  /// The difference.
  public static func - (_ u: Self, _ v: Self) -> Self { u + -v }
  /// The opposite.
  public static prefix func - (_ u: Self) -> Self { DoubleDouble(-u.head, -u.tail, u.exponent) }

  /// The product, to 2⁻¹⁰².
  public static func * (_ u: Self, _ v: Self) -> Self {
    let (p, rest) = product(u.head, v.head)
    guard p.isFinite, p != 0 else { return DoubleDouble(p) }
    let (high, low) = sum(p, rest + (u.head * v.tail + u.tail * v.head))
    return DoubleDouble(high, low, u.exponent + v.exponent)
  }

  /// The quotient, to 2⁻¹⁰⁰.
  public static func / (_ u: Self, _ v: Self) -> Self {
    // Long division with two digits, each a Double.
    func digit(_ rest: Self) -> Self { DoubleDouble(rest.head / v.head, 0, rest.exponent - v.exponent) }
    let q = digit(u)
    guard q.isFinite, q.head != 0, v.isFinite else { return q }
    return q + digit(u - v * q)
  }

  /// eˣ. The platform's where it is infinite or NaN, or far below the smallest `Double`.
  public static func exponential(_ x: Self) -> Self {
    guard x.high < 709.79, x.high > -1500 else { return DoubleDouble(Double.exponential(x.high)) }
    let (rest, k) = x.reduced(by: ln2)
    return (exponentialMinusOne(rest) + DoubleDouble(1)).scaled(by: k)
  }

  /// ln x, near 1 by `logarithmOfOnePlus`.
  public static func logarithm(_ x: Self) -> Self {
    guard x.head > 0, x.isFinite else { return DoubleDouble(Double.logarithm(x.high)) }
    let k = x.exponent + (x.head > 1.4142 ? 1 : 0)
    return logarithmOfOnePlus(x.scaled(by: -k) - DoubleDouble(1)) + DoubleDouble(k) * ln2
  }

  /// ln(1 + x), by the series of artanh for a small x.
  public static func logarithmOfOnePlus(_ x: Self) -> Self {
    guard x.high > -1, x.high.isFinite else { return DoubleDouble(Double.logarithmOfOnePlus(x.high)) }
    guard x.high.magnitude < 0.5 else { return logarithm(DoubleDouble(1) + x) }
    // 2 artanh(x / (2 + x)), by its series.
    let s = x / (DoubleDouble(2) + x)
    var (power, sum) = (s, s)
    for n in 1...40 {
      power = power * s * s
      sum += power / DoubleDouble(2 * n + 1)
    }
    return sum.scaled(by: 1)
  }

  /// tanh x, without cancellation near 0.
  public static func hyperbolicTangent(_ x: Self) -> Self {
    guard x.high.magnitude < 40 else { return DoubleDouble(Double.hyperbolicTangent(x.high)) }
    // tanh x = x (1 − x²/3 + …): below this all its digits are those of x.
    guard x.high.magnitude > 1e-20 else { return x }
    let twice = x.scaled(by: 1)
    guard x.high.magnitude < 0.25 else {
      return DoubleDouble(1) - DoubleDouble(2) / (exponential(twice) + DoubleDouble(1))
    }
    let E = exponentialMinusOne(twice)
    return E / (E + DoubleDouble(2))
  }

  /// √x, by one step of Newton's.
  public static func squareRoot(_ x: Self) -> Self {
    let r = x.high.squareRoot()
    guard x.high > 0, r.isFinite else { return DoubleDouble(r) }
    let rest = x - DoubleDouble(r) * DoubleDouble(r)
    return DoubleDouble(r) + DoubleDouble(rest.high / (2 * r))
  }

  /// sin x, for less than 10⁹.
  public static func sine(_ x: Self) -> Self { x.high == 0 ? x : sine(x, quarters: 0) }
  /// cos x, for less than 10⁹.
  public static func cosine(_ x: Self) -> Self { sine(x, quarters: 1) }

  /// xᵖ: by multiplication for an integer p, else by e^(p ln x).
  public static func power(_ x: Self, _ p: Double) -> Self {
    guard p == p.rounded(), p.magnitude < 1024, x.isFinite else {
      return x.high > 0 && x.isFinite
        ? exponential(DoubleDouble(p) * logarithm(x)) : DoubleDouble(Double.power(x.high, p))
    }
    let whole = (0..<Int(p.magnitude)).reduce(DoubleDouble(1)) { product, _ in product * x }
    return p < 0 ? DoubleDouble(1) / whole : whole
  }
}
