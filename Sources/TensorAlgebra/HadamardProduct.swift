public import ElementaryFunctions

/// u ⊙ v, the product of equal places.
public enum HadamardProduct {
  /// (u ⊙ v)ᵢ = uᵢ vᵢ
  ///
  /// Equation: hadamard-product-value
  ///
  /// - Shapes: u, v, u ⊙ v ∈ ℝⁿ; a matrix is multiplied as its row-major elements.
  /// - Evaluated: as written; each element is correctly rounded.
  /// - Edge values: n = 0 gives no elements; ∞ · 0 gives NaN; (−0) · 1 is −0.
  /// - Precondition: u and v have the same length.
  @inlinable
  public static func value<T: Scalar>(_ u: [T], _ v: [T]) -> [T] {
    precondition(
      u.count == v.count, "HadamardProduct.value: u has \(u.count) elements but v has \(v.count)")
    return u.indices.map { i in u[i] * v[i] }
  }

  /// ū = c ⊙ v and v̄ = c ⊙ u, for the cotangent c of u ⊙ v
  ///
  /// Equation: hadamard-product-pullback
  ///
  /// - Shapes: c, u, v, ū, v̄ ∈ ℝⁿ.
  /// - Evaluated: as written; each element is correctly rounded.
  /// - Edge values: as for the value.
  /// - Precondition: c, u and v have the same length.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: [T], at u: [T], _ v: [T]) -> (u: [T], v: [T]) {
    precondition(
      u.count == v.count && u.count == cotangent.count,
      """
      HadamardProduct.pullback: u has \(u.count) elements, v has \(v.count) \
      and the cotangent has \(cotangent.count)
      """)
    return (u: value(cotangent, v), v: value(cotangent, u))
  }
}
