public import ElementaryFunctions
public import TensorAlgebra

/// The logarithm of softmax, without taking the logarithm of a rounded probability.
public enum LogSoftmax {
  /// ln softmax(z)ᵢ = zᵢ − LSE(z)
  ///
  /// Equation: log-softmax-value
  ///
  /// - Shapes: z and the result ∈ ℝᴷ.
  /// - Evaluated: as (zᵢ − m) − (LSE(z) − m), with m the largest element, so that the two large numbers cancel before
  ///   they are rounded.
  /// - Edge values: no elements give none; K = 1 gives 0; −∞ beside finite elements gives −∞; +∞, NaN, or −∞ alone
  ///   give NaN everywhere.
  @inlinable
  public static func value<T: Scalar>(_ z: [T]) -> [T] {
    guard let (m, k) = LogSumExp.largest(z) else { return [] }
    let excess = LogSumExp.excess(z, over: m, at: k)
    return z.map { ($0 - m) - excess }
  }

  /// z̄ = c − softmax(z) Σⱼ cⱼ, for the cotangent c of ln softmax(z)
  ///
  /// Equation: log-softmax-pullback
  ///
  /// - Shapes: c, z and z̄ ∈ ℝᴷ.
  /// - Evaluated: as written.
  /// - Edge values: NaN as for the value of softmax.
  /// - Precondition: c and z have the same length.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: [T], at z: [T]) -> [T] {
    let c = cotangent
    precondition(
      c.count == z.count, "LogSoftmax.pullback: z has \(z.count) elements but the cotangent has \(c.count)")
    let s = Softmax.value(z)
    let sum = Sum.over(c.indices) { j in c[j] }
    return c.indices.map { i in c[i] - s[i] * sum }
  }
}
