public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// Attention: each query takes a mean of the values, weighted by how well their keys match it. Positions are rows.
public enum ScaledDotProductAttention {
  /// Attention(Q, K, V) = softmax(Q Kᵀ/√d_k) V
  ///
  /// Equation: scaled-dot-product-attention-forward
  ///
  /// The softmax goes over the keys, in each row by itself. A mask sets the scores that it forbids to −∞, so that
  /// their weights are exactly 0.
  ///
  /// - Shapes: Q ∈ ℝⁿˣᵏ with k = d_k, K ∈ ℝᵐˣᵏ, V ∈ ℝᵐˣᵛ; the value is n × v, and the weights
  ///   P = softmax(Q Kᵀ/√d_k), which `backward` needs, are n × m.
  /// - Evaluated: as written, with the largest score of a row subtracted (`Softmax`). In P V what the mask forbids is
  ///   left out instead of multiplied by 0, so that not even NaN passes it.
  /// - Edge values: a query that may attend to no key, as where m = 0, has the weights 0 and the value 0: the sum of
  ///   nothing. NaN in a query, or in a key or value that it may attend to, gives NaN in its row.
  /// - Precondition: Q and K have the same number of columns, not 0; K and V the same number of rows; the mask has a
  ///   row for each query and a column for each key.
  @inlinable
  public static func forward<T: Scalar>(
    queries Q: Matrix<T>, keys K: Matrix<T>, values V: Matrix<T>, mask: AttentionMask = .unmasked
  ) -> (value: Matrix<T>, weights: Matrix<T>) {
    precondition(
      Q.columns == K.columns && K.rows == V.rows && Q.columns > 0,
      """
      ScaledDotProductAttention.forward: the queries are \(Q.rows) × \(Q.columns), the keys \(K.rows) × \(K.columns) \
      and the values \(V.rows) × \(V.columns)
      """)
    precondition(
      mask.fits(queries: Q.rows, keys: K.rows),
      "ScaledDotProductAttention.forward: the mask does not fit \(Q.rows) queries and \(K.rows) keys")
    let root_d_k: T = .squareRoot(T(Q.columns))
    let S = MatrixProduct.value(Q, K.transposed).map { $0 / root_d_k }
    let P = weights(S, mask)
    return (value: product(P, V) { i, j in mask.allows(query: i, key: j) }, weights: P)
  }

  /// V̄ = Pᵀ Ō; P̄ = Ō Vᵀ, S̄ = P ⊙ (P̄ − rowsum(P̄ ⊙ P)), Q̄ = S̄ K/√d_k and K̄ = S̄ᵀ Q/√d_k, for the cotangent Ō
  ///
  /// Equation: scaled-dot-product-attention-backward
  ///
  /// - Shapes: Ō ∈ ℝⁿˣᵛ, P ∈ ℝⁿˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, from the P that `forward` returned; what the mask forbids is left out of every sum.
  /// - Edge values: a query that may attend to no key, or to one alone, has the gradient 0 and gives 0 to the keys.
  /// - Precondition: the shapes are those of `forward`.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, queries Q: Matrix<T>, keys K: Matrix<T>, values V: Matrix<T>, weights P: Matrix<T>,
    mask: AttentionMask = .unmasked
  ) -> (queries: Matrix<T>, keys: Matrix<T>, values: Matrix<T>) {
    precondition(
      Q.columns == K.columns && K.rows == V.rows && P.rows == Q.rows && P.columns == K.rows
        && cotangent.rows == Q.rows && cotangent.columns == V.columns,
      """
      ScaledDotProductAttention.backward: the queries are \(Q.rows) × \(Q.columns), the keys \
      \(K.rows) × \(K.columns), the values \(V.rows) × \(V.columns), the weights \(P.rows) × \(P.columns) \
      and the cotangent is \(cotangent.rows) × \(cotangent.columns)
      """)
    precondition(
      mask.fits(queries: Q.rows, keys: K.rows),
      "ScaledDotProductAttention.backward: the mask does not fit \(Q.rows) queries and \(K.rows) keys")
    func allows(_ i: Int, _ j: Int) -> Bool { mask.allows(query: i, key: j) }
    let root_d_k: T = .squareRoot(T(Q.columns))
    let P̄ = Matrix(rows: P.rows, columns: P.columns) { i, j in
      allows(i, j) ? Sum.over(0..<V.columns) { c in cotangent[i, c] * V[j, c] } : 0
    }
    let rowsum = (0..<P.rows).map { i in Sum.over(0..<P.columns) { j in P̄[i, j] * P[i, j] } }
    let S̄ = Matrix(rows: P.rows, columns: P.columns) { i, j in P[i, j] * (P̄[i, j] - rowsum[i]) }
    return (
      queries: product(S̄, K, where: allows).map { $0 / root_d_k },
      keys: product(S̄.transposed, Q) { j, i in allows(i, j) }.map { $0 / root_d_k },
      values: product(P.transposed, cotangent) { j, i in allows(i, j) }
    )
  }

  /// softmax of each row of S, with −∞ in place of what the mask forbids; zeros where it forbids everything.
  @inlinable
  static func weights<T: Scalar>(_ S: Matrix<T>, _ mask: AttentionMask) -> Matrix<T> {
    let rows = (0..<S.rows).map { i in
      let allowed = (0..<S.columns).map { j in mask.allows(query: i, key: j) }
      return allowed.contains(true)
        ? Softmax.value(allowed.indices.map { j in allowed[j] ? S[i, j] : T(-Double.infinity) })
        : allowed.map { _ in 0 }
    }
    return Matrix(rows: S.rows, columns: S.columns, elements: rows.flatMap { $0 })
  }

  /// A B without the terms Aᵢₖ Bₖⱼ that a mask forbids.
  @inlinable
  static func product<T: Scalar>(
    _ A: Matrix<T>, _ B: Matrix<T>, where allows: (_ i: Int, _ k: Int) -> Bool
  ) -> Matrix<T> {
    Matrix(rows: A.rows, columns: B.columns) { i, j in
      Sum.over(0..<A.columns) { k in allows(i, k) ? A[i, k] * B[k, j] : 0 }
    }
  }
}
