public import ElementaryFunctions

/// w · x, the sum of the products of equal places.
public enum DotProduct {
  /// w · x = Σᵢ wᵢ xᵢ
  ///
  /// Equation: dot-product-value
  ///
  /// - Shapes: w, x ∈ ℝⁿ; the result is one number.
  /// - Evaluated: as written, the products added in pairs (`Sum`); the error is at most (2 + log₂ n) ε Σ|wᵢxᵢ|.
  /// - Edge values: n = 0 gives 0; ∞ · 0 and ∞ − ∞ give NaN; a product can overflow although
  ///   the exact result is finite.
  /// - Precondition: w and x have the same length.
  @inlinable
  public static func value<T: Scalar>(_ w: [T], _ x: [T]) -> T {
    precondition(
      w.count == x.count, "DotProduct.value: w has \(w.count) elements but x has \(x.count)")
    return Sum.over(w.indices) { i in w[i] * x[i] }
  }

  /// w̄ = c x and x̄ = c w, for the cotangent c of w · x
  ///
  /// Equation: dot-product-pullback
  ///
  /// - Shapes: c is one number; w, x, w̄, x̄ ∈ ℝⁿ.
  /// - Evaluated: as written; each element is correctly rounded.
  /// - Edge values: n = 0 gives empty gradients; c = 0 gives 0 except at ∞ and NaN.
  /// - Precondition: w and x have the same length.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: T, at w: [T], _ x: [T]) -> (w: [T], x: [T]) {
    precondition(
      w.count == x.count, "DotProduct.pullback: w has \(w.count) elements but x has \(x.count)")
    let c = cotangent
    return (w: x.map { c * $0 }, x: w.map { c * $0 })
  }
}
