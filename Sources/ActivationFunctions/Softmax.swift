public import ElementaryFunctions
public import TensorAlgebra

/// Turns raw scores into a probability distribution.
public enum Softmax {
  /// softmax(z)ᵢ = e^(zᵢ) / Σⱼ e^(zⱼ)
  ///
  /// Equation: softmax-value
  ///
  /// - Shapes: z and the result ∈ ℝᴷ.
  /// - Evaluated: with the largest element m subtracted from each, which changes nothing and lets no exponential
  ///   overflow.
  /// - Edge values: no elements give none; K = 1 gives 1; −∞ beside finite elements gives 0; +∞, NaN, or −∞ alone
  ///   give NaN everywhere. A small result rounds to 0, so the range [0, 1] is closed.
  @inlinable
  public static func value<T: Scalar>(_ z: [T]) -> [T] {
    guard let (m, _) = LogSumExp.largest(z) else { return [] }
    let e = z.map { T.exponential($0 - m) }
    let sum = Sum.over(e.indices) { j in e[j] }
    return e.map { $0 / sum }
  }

  /// ∂sᵢ/∂zⱼ = sᵢ ([i = j] − sⱼ), with s = softmax(z)
  ///
  /// Equation: softmax-jacobian
  ///
  /// - Shapes: z ∈ ℝᴷ; the result is K × K, symmetric.
  /// - Evaluated: on the diagonal as sᵢ times the sum of all others, since 1 − sᵢ loses the digits of what is left
  ///   beside a probability near 1.
  /// - Edge values: K = 1 gives 0; no elements give the empty matrix; NaN as for the value.
  @inlinable
  public static func jacobian<T: Scalar>(at z: [T]) -> Matrix<T> {
    let s = value(z)
    return Matrix(rows: s.count, columns: s.count) { i, j in
      i == j ? s[i] * Sum.over(s.indices) { k in k == i ? 0 : s[k] } : -s[i] * s[j]
    }
  }

  /// z̄ = s ⊙ (c − c · s), for the cotangent c of s = softmax(z)
  ///
  /// Equation: softmax-pullback
  ///
  /// - Shapes: c, z and z̄ ∈ ℝᴷ.
  /// - Evaluated: as written; the Jacobian is never formed.
  /// - Edge values: c with equal elements gives 0 up to rounding; NaN as for the value.
  /// - Precondition: c and z have the same length.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: [T], at z: [T]) -> [T] {
    let c = cotangent
    precondition(
      c.count == z.count, "Softmax.pullback: z has \(z.count) elements but the cotangent has \(c.count)")
    let s = value(z)
    let mean = DotProduct.value(c, s)
    return s.indices.map { i in s[i] * (c[i] - mean) }
  }
}
