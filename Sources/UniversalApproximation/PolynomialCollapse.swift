public import ElementaryFunctions

/// Why the activation must not be a polynomial: however wide, the network is a polynomial of the same degree.
public enum PolynomialCollapse {
  /// cᵢ = Σⱼ vⱼ Σₖ aₖ (k over i) wⱼⁱ bⱼᵏ⁻ⁱ: Σⱼ vⱼ σ(wⱼ x + bⱼ) = Σᵢ cᵢ xⁱ, for σ(z) = Σₖ aₖ zᵏ
  ///
  /// Equation: polynomial-collapse-value
  ///
  /// - Shapes: w, b, v ∈ ℝᴺ; a and c ∈ ℝᵈ⁺¹, the constant first.
  /// - Evaluated: each unit by Horner's scheme, p ← p (wⱼ x + bⱼ) + aₖ from k = d down to 0, with polynomials in x.
  /// - Edge values: N = 0 gives zeros; no coefficients a give none; NaN spoils what contains it.
  /// - Precondition: w, b and v have the same length.
  @inlinable
  public static func value<T: Scalar>(
    weights w: [T], biases b: [T], coefficients v: [T], activation a: [T]
  ) -> [T] {
    precondition(
      w.count == b.count && w.count == v.count,
      "PolynomialCollapse.value: \(w.count) weights, \(b.count) biases and \(v.count) coefficients")
    var c = [T](repeating: 0, count: a.count)
    for j in w.indices {
      var p = [T](repeating: 0, count: a.count)
      for k in a.indices.reversed() {
        // The highest powers of p are still 0: nothing is pushed out.
        p = p.indices.map { i in (i == 0 ? a[k] : p[i - 1] * w[j]) + p[i] * b[j] }
      }
      for i in c.indices { c[i] += v[j] * p[i] }
    }
    return c
  }
}
