// The one file that imports the platform's math library.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(WASILibc)
  import WASILibc
#elseif canImport(ucrt)
  import ucrt
#endif

/// A number that a kernel can compute with: arithmetic, comparison and the elementary functions.
///
/// One kernel source runs at `Float16`, `Float` and `Double`, at dual numbers (exact forward derivatives) and
/// at a tape's variable (reverse-mode derivatives).
///
/// The elementary functions are static and spelled out because `exp`, `log` and `tanh` on `Double` become
/// ambiguous beside `import Foundation` or swift-numerics.
///
/// - A conformer defines `==`, `<`, `<=`, `>` and `>=` on the value alone, each by itself: the defaults of
///   `Comparable` derive `a <= b` from `!(b < a)`, which makes `NaN <= 0` true.
/// - There is no `max`, `min` or magnitude: a kernel branches (`if z > 0`) with a smooth formula on each side,
///   so that a dual number takes the derivative of the branch and NaN reaches the result.
/// - `Sendable` is not required: the tape's variable belongs to one tape.
///
/// Accuracy at `Float` and `Double`: arithmetic and `squareRoot` are correctly rounded; the others are the
/// platform's (glibc documents at most 2 ulp for `tanh`, 1 for the rest). `Float16` computes in `Float` and
/// rounds once more.
public protocol Scalar: Comparable, AdditiveArithmetic, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// The number nearest to an integer. `Float16` is infinite from 65520.
  init(_ value: Int)
  /// The number nearest to `value`; a constant, with derivative zero.
  init(_ value: Double)

  /// Neither infinite nor NaN; of the value alone.
  var isFinite: Bool { get }

  /// The product.
  static func * (_ u: Self, _ v: Self) -> Self
  /// The quotient; IEEE 754's infinities and NaN at `v = 0`.
  static func / (_ u: Self, _ v: Self) -> Self
  /// The opposite; `-(0)` is −0.
  static prefix func - (_ u: Self) -> Self

  /// eˣ. Overflows to +∞ above 709.78 (`Double`), 88.72 (`Float`); e⁻∞ = 0.
  static func exponential(_ x: Self) -> Self
  /// ln x. −∞ at ±0, NaN below 0, +∞ at +∞.
  static func logarithm(_ x: Self) -> Self
  /// ln(1 + x) without rounding 1 + x first. ±0 at ±0, −∞ at −1, NaN below −1.
  static func logarithmOfOnePlus(_ x: Self) -> Self
  /// tanh x. ±0 at ±0, ±1 at ±∞.
  static func hyperbolicTangent(_ x: Self) -> Self
  /// √x. −0 at −0, NaN below 0.
  static func squareRoot(_ x: Self) -> Self
  /// sin x. NaN at ±∞.
  static func sine(_ x: Self) -> Self
  /// cos x. NaN at ±∞.
  static func cosine(_ x: Self) -> Self
  /// xᵖ for a constant exponent. 1 at p = 0 whatever x is; NaN for x < 0 unless p is an integer.
  static func power(_ x: Self, _ p: Double) -> Self
}

extension Scalar {
  /// Multiplies in place.
  @inlinable
  public static func *= (_ u: inout Self, _ v: Self) { u = u * v }

  /// Divides in place.
  @inlinable
  public static func /= (_ u: inout Self, _ v: Self) { u = u / v }
}

extension Double: Scalar {
  /// eˣ by the platform's `exp`.
  public static func exponential(_ x: Double) -> Double { exp(x) }
  /// ln x by the platform's `log`.
  public static func logarithm(_ x: Double) -> Double { log(x) }
  /// ln(1 + x) by the platform's `log1p`.
  public static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
  /// tanh x by the platform's `tanh`.
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  /// √x, correctly rounded.
  @inlinable
  public static func squareRoot(_ x: Double) -> Double { x.squareRoot() }
  /// sin x by the platform's `sin`.
  public static func sine(_ x: Double) -> Double { sin(x) }
  /// cos x by the platform's `cos`.
  public static func cosine(_ x: Double) -> Double { cos(x) }
  /// xᵖ by the platform's `pow`.
  public static func power(_ x: Double, _ p: Double) -> Double { pow(x, p) }
}

extension Float: Scalar {
  /// eˣ by the platform's `expf`.
  public static func exponential(_ x: Float) -> Float { exp(x) }
  /// ln x by the platform's `logf`.
  public static func logarithm(_ x: Float) -> Float { log(x) }
  /// ln(1 + x) by the platform's `log1pf`.
  public static func logarithmOfOnePlus(_ x: Float) -> Float { log1p(x) }
  /// tanh x by the platform's `tanhf`.
  public static func hyperbolicTangent(_ x: Float) -> Float { tanh(x) }
  /// √x, correctly rounded.
  @inlinable
  public static func squareRoot(_ x: Float) -> Float { x.squareRoot() }
  /// sin x by the platform's `sinf`.
  public static func sine(_ x: Float) -> Float { sin(x) }
  /// cos x by the platform's `cosf`.
  public static func cosine(_ x: Float) -> Float { cos(x) }
  /// xᵖ by the platform's `pow`, since the exponent has the precision of a `Double`.
  public static func power(_ x: Float, _ p: Double) -> Float { Float(pow(Double(x), p)) }
}

#if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
  extension Float16: Scalar {
    /// eˣ in `Float`, rounded.
    public static func exponential(_ x: Float16) -> Float16 { Float16(exp(Float(x))) }
    /// ln x in `Float`, rounded.
    public static func logarithm(_ x: Float16) -> Float16 { Float16(log(Float(x))) }
    /// ln(1 + x) in `Float`, rounded.
    public static func logarithmOfOnePlus(_ x: Float16) -> Float16 { Float16(log1p(Float(x))) }
    /// tanh x in `Float`, rounded.
    public static func hyperbolicTangent(_ x: Float16) -> Float16 { Float16(tanh(Float(x))) }
    /// √x, correctly rounded.
    @inlinable
    public static func squareRoot(_ x: Float16) -> Float16 { x.squareRoot() }
    /// sin x in `Float`, rounded.
    public static func sine(_ x: Float16) -> Float16 { Float16(sin(Float(x))) }
    /// cos x in `Float`, rounded.
    public static func cosine(_ x: Float16) -> Float16 { Float16(cos(Float(x))) }
    /// xᵖ in `Double`, rounded.
    public static func power(_ x: Float16, _ p: Double) -> Float16 { Float16(pow(Double(x), p)) }
  }
#endif
