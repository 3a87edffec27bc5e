public import ElementaryFunctions

/// A number held as the unevaluated sum of two `Double`s: some 106 significant bits, with the range of `Double`.
///
/// Kernels run at it as at any other `Scalar`, and give their results to twice the digits of `Double`: the truth that
/// `Double`'s last place is measured by. A module of its own, so that no literal elsewhere is taken for one of these. Below 2⁻⁹⁶⁹ the second part is lost bit by bit; near the zeros of sin and cos
/// the digits of π/2 are.
public struct DoubleDouble: Sendable {
  /// The nearest `Double`.
  public let high: Double
  /// What is left, at most half a unit in the last place of `high`.
  public let low: Double

  /// A number from parts that do not overlap.
  private init(high: Double, low: Double) { (self.high, self.low) = (high, low) }

  /// u + v, exactly (Knuth's two-sum). Where the sum is not finite, there is nothing left.
  private init(sum u: Double, _ v: Double) {
    let s = u + v
    guard s.isFinite else {
      self.init(high: s, low: 0)
      return
    }
    let t = s - u
    self.init(high: s, low: (u - (s - t)) + (v - t))
  }

  /// u · v, exactly unless the rest underflows.
  private init(product u: Double, _ v: Double) {
    let p = u * v
    self.init(high: p, low: p.isFinite ? (-p).addingProduct(u, v) : 0)
  }

  /// 2ᵏ times the number, exactly in the normal range.
  private func scaled(by k: Int) -> DoubleDouble {
    // In two steps, since 2ᵏ alone may lie out of range.
    func scale(_ x: Double, _ k: Int) -> Double { Double(sign: .plus, exponent: k, significand: x) }
    return DoubleDouble(high: scale(scale(high, k / 2), k - k / 2), low: scale(scale(low, k / 2), k - k / 2))
  }

  /// ln 2
  private static let ln2 = DoubleDouble(high: 0.6931471805599453, low: 2.3190468138462996e-17)
  /// π / 2
  private static let halfπ = DoubleDouble(high: 1.5707963267948966, low: 6.123233995736766e-17)

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
    guard x.high.isFinite else { return DoubleDouble(high: .nan, low: .nan) }
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
    self.init(sum: Double(value - rest), Double(rest))
  }
  /// A `Double`, exactly.
  public init(_ value: Double) { self.init(high: value, low: 0) }
  /// An integer literal, exactly.
  public init(integerLiteral value: Int) { self.init(value) }
  /// A literal as `Double` reads it.
  public init(floatLiteral value: Double) { self.init(value) }

  /// 0.
  public static var zero: DoubleDouble { DoubleDouble(0.0) }
  /// Neither infinite nor NaN.
  public var isFinite: Bool { high.isFinite }

  /// Equal in both parts.
  public static func == (_ u: Self, _ v: Self) -> Bool { u.high == v.high && u.low == v.low }
  /// False beside NaN, as the three below.
  public static func < (_ u: Self, _ v: Self) -> Bool { u.high < v.high || (u.high == v.high && u.low < v.low) }
  /// At most.
  public static func <= (_ u: Self, _ v: Self) -> Bool { u.high < v.high || (u.high == v.high && u.low <= v.low) }
  /// More.
  public static func > (_ u: Self, _ v: Self) -> Bool { v < u }
  /// At least.
  public static func >= (_ u: Self, _ v: Self) -> Bool { v <= u }

  /// The sum, to 2⁻¹⁰⁴ of the larger term.
  public static func + (_ u: Self, _ v: Self) -> Self {
    let (s, t) = (DoubleDouble(sum: u.high, v.high), DoubleDouble(sum: u.low, v.low))
    guard s.high.isFinite else { return s }
    let r = DoubleDouble(sum: s.high, s.low + t.high)
    return DoubleDouble(sum: r.high, r.low + t.low)
  }

  /// The difference.
  public static func - (_ u: Self, _ v: Self) -> Self { u + -v }
  /// The opposite.
  public static prefix func - (_ u: Self) -> Self { DoubleDouble(high: -u.high, low: -u.low) }

  /// The product, to 2⁻¹⁰².
  public static func * (_ u: Self, _ v: Self) -> Self {
    let p = DoubleDouble(product: u.high, v.high)
    guard p.high.isFinite, p.high != 0 else { return DoubleDouble(p.high) }
    return DoubleDouble(sum: p.high, p.low + (u.high * v.low + u.low * v.high))
  }

  /// The quotient, to 2⁻¹⁰⁰.
  public static func / (_ u: Self, _ v: Self) -> Self {
    let q = u.high / v.high
    guard q.isFinite, q != 0, v.high.isFinite else { return DoubleDouble(q) }
    // Long division with three digits, each a Double.
    let r = u - v * DoubleDouble(q)
    let q2 = r.high / v.high
    let q3 = (r - v * DoubleDouble(q2)).high / v.high
    return DoubleDouble(sum: q, q2) + DoubleDouble(q3)
  }

  /// eˣ. The platform's where it is 0, infinite or NaN.
  public static func exponential(_ x: Self) -> Self {
    guard x.high < 709.79, x.high > -745.2 else { return DoubleDouble(Double.exponential(x.high)) }
    let (rest, k) = x.reduced(by: ln2)
    return (exponentialMinusOne(rest) + DoubleDouble(1)).scaled(by: k)
  }

  /// ln x, near 1 by `logarithmOfOnePlus`.
  public static func logarithm(_ x: Self) -> Self {
    guard x.high > 0, x.high.isFinite else { return DoubleDouble(Double.logarithm(x.high)) }
    let k = Int(x.high.exponent) + (x.high.significand > 1.4142 ? 1 : 0)
    return logarithmOfOnePlus(x.scaled(by: -k) - DoubleDouble(1)) + DoubleDouble(k) * ln2
  }

  /// ln(1 + x), by the series of artanh for a small x.
  public static func logarithmOfOnePlus(_ x: Self) -> Self {
    guard x.high > -1, x.high.isFinite else { return DoubleDouble(Double.logarithmOfOnePlus(x.high)) }
    guard x.high.magnitude < 0.5 else { return logarithm(DoubleDouble(1) + x) }
    guard x.high != 0 else { return x }
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
    let rest = x - DoubleDouble(product: r, r)
    return DoubleDouble(sum: r, rest.high / (2 * r))
  }

  /// sin x, for less than 10⁹.
  public static func sine(_ x: Self) -> Self { x.high == 0 ? x : sine(x, quarters: 0) }
  /// cos x, for less than 10⁹.
  public static func cosine(_ x: Self) -> Self { sine(x, quarters: 1) }

  /// xᵖ: by multiplication for an integer p, else by e^(p ln x).
  public static func power(_ x: Self, _ p: Double) -> Self {
    guard p == p.rounded(), p.magnitude < 1024, x.isFinite, x.high != 0 else {
      return x.high > 0 && x.isFinite
        ? exponential(DoubleDouble(p) * logarithm(x)) : DoubleDouble(Double.power(x.high, p))
    }
    let whole = (0..<Int(p.magnitude)).reduce(DoubleDouble(1)) { product, _ in product * x }
    return p < 0 ? DoubleDouble(1) / whole : whole
  }
}
