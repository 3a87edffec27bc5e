public import ElementaryFunctions
public import TensorAlgebra

/// Gives the elements of one vector the mean 0 and the variance 1, then a scale and a shift that are learned.
///
/// Every vector is normalized by itself: unlike batch normalization it knows no batch and no training mode.
public enum LayerNormalization {
  /// x̂ = (x − μ)/√(v + ε) and y = γ ⊙ x̂ + β, with μ and v the mean and the variance of the elements of x
  ///
  /// Equation: layer-normalization-forward
  ///
  /// - Shapes: x, γ, β, y, x̂ ∈ ℝᵈ; ε is a number. x̂ and s = √(v + ε) are returned beside y because `backward` needs
  ///   them.
  /// - Evaluated: from differences to the first element, so that equal elements give exactly 0 and a large common
  ///   part costs no digits; in units of a power of two as large as x or √ε, so that no square overflows or vanishes.
  ///   The variance divides by d, not by d − 1.
  /// - Edge values: one element, or equal ones, give x̂ = 0 and y = β; with ε = 0 they give 0/0, NaN. NaN or an
  ///   infinity among the elements gives NaN everywhere.
  /// - Precondition: there is an element, γ and β have as many, and ε ≥ 0.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: [T], scale γ: [T], shift β: [T], epsilon ε: T
  ) -> (value: [T], normalized: [T], deviation: T) {
    precondition(
      !x.isEmpty && γ.count == x.count && β.count == x.count,
      "LayerNormalization.forward: x has \(x.count) elements, the scale \(γ.count) and the shift \(β.count)")
    precondition(ε >= 0, "LayerNormalization.forward: ε must be at least 0, not \(ε)")
    let unit = BinaryScale.of(x + [.squareRoot(ε)])
    let fromFirst = x.map { $0 / unit - x[0] / unit }
    let μ = Mean.over(x.indices) { i in fromFirst[i] }
    let centred = fromFirst.map { $0 - μ }
    let v = Mean.over(x.indices) { i in centred[i] * centred[i] }
    let s: T = .squareRoot(v + ε / unit / unit)
    let x̂ = centred.map { $0 / s }
    return (value: x.indices.map { i in γ[i] * x̂[i] + β[i] }, normalized: x̂, deviation: unit * s)
  }

  /// x̄ = (g − mean(g) − x̂ mean(g ⊙ x̂))/s with g = γ ⊙ ȳ, γ̄ = ȳ ⊙ x̂ and β̄ = ȳ, for the cotangent ȳ of y
  ///
  /// Equation: layer-normalization-backward
  ///
  /// - Shapes: ȳ, x̂, γ and each gradient ∈ ℝᵈ; s is a number.
  /// - Evaluated: as written, from the x̂ and the s that `forward` returned.
  /// - Edge values: one element gives x̄ = 0; equal elements give (g − mean(g))/√ε. NaN as it comes.
  /// - Precondition: there is an element; ȳ, x̂ and γ have as many.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: [T], normalized x̂: [T], deviation s: T, scale γ: [T]
  ) -> (input: [T], scale: [T], shift: [T]) {
    precondition(
      !x̂.isEmpty && cotangent.count == x̂.count && γ.count == x̂.count,
      """
      LayerNormalization.backward: x̂ has \(x̂.count) elements, the cotangent \(cotangent.count) \
      and the scale \(γ.count)
      """)
    let g = HadamardProduct.value(γ, cotangent)
    let mean = Mean.over(g.indices) { i in g[i] }
    let projection = Mean.over(g.indices) { i in g[i] * x̂[i] }
    return (
      input: g.indices.map { i in (g[i] - mean - x̂[i] * projection) / s },
      scale: HadamardProduct.value(cotangent, x̂), shift: cotangent
    )
  }

  /// `forward` for each row of a matrix, with one scale and one shift for all of them.
  ///
  /// - Shapes: X, Y and X̂ ∈ ℝⁿˣᵈ; one s for each row.
  /// - Precondition: as for each row.
  @inlinable
  public static func forward<T: Scalar>(
    rows X: Matrix<T>, scale γ: [T], shift β: [T], epsilon ε: T
  ) -> (value: Matrix<T>, normalized: Matrix<T>, deviations: [T]) {
    let rows = (0..<X.rows).map { i in forward(X.row(i), scale: γ, shift: β, epsilon: ε) }
    return (
      value: Matrix(rows: X.rows, columns: X.columns, elements: rows.flatMap(\.value)),
      normalized: Matrix(rows: X.rows, columns: X.columns, elements: rows.flatMap(\.normalized)),
      deviations: rows.map(\.deviation)
    )
  }

  /// `backward` for each row of a matrix; the gradients of scale and shift are added up over the rows.
  ///
  /// - Shapes: Ȳ, X̂ and X̄ ∈ ℝⁿˣᵈ; one s for each row; γ, γ̄, β̄ ∈ ℝᵈ.
  /// - Precondition: as for each row; Ȳ and X̂ have as many rows as there are s.
  @inlinable
  public static func backward<T: Scalar>(
    rows cotangent: Matrix<T>, normalized X̂: Matrix<T>, deviations s: [T], scale γ: [T]
  ) -> (inputs: Matrix<T>, scale: [T], shift: [T]) {
    precondition(
      cotangent.rows == X̂.rows && s.count == X̂.rows,
      """
      LayerNormalization.backward: X̂ has \(X̂.rows) rows, the cotangent \(cotangent.rows) \
      and there are \(s.count) deviations
      """)
    let rows = s.indices.map { i in
      backward(cotangent.row(i), normalized: X̂.row(i), deviation: s[i], scale: γ)
    }
    return (
      inputs: Matrix(rows: X̂.rows, columns: X̂.columns, elements: rows.flatMap(\.input)),
      scale: γ.indices.map { k in Sum.over(rows.indices) { i in rows[i].scale[k] } },
      shift: γ.indices.map { k in Sum.over(rows.indices) { i in rows[i].shift[k] } }
    )
  }
}
