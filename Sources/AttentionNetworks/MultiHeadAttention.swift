public import ElementaryFunctions
public import TensorAlgebra

/// Several attentions side by side, each on its own part of the projected queries, keys and values.
///
/// A position is a row, so the weights stand on its right and are in × out, the transposes of the other chapters'.
public struct MultiHeadAttention<T: Scalar> {
  /// H, the number of heads; each has the width d/H.
  public let headCount: Int
  /// W_Q, W_K, W_V and W_O ∈ ℝᵈˣᵈ: 4 d² numbers. Head h has the columns h d/H ..< (h + 1) d/H of the first three.
  public let queryWeights, keyWeights, valueWeights, outputWeights: Matrix<T>

  /// What `backward` needs: the inputs, what was computed from them, and the result.
  public struct Pass {
    /// The inputs, positions in rows.
    public let queryInput, keyInput, valueInput: Matrix<T>
    /// The inputs times their weights, all heads side by side.
    public let queries, keys, values: Matrix<T>
    /// P of each head: a row for each position that attends.
    public let weights: [Matrix<T>]
    /// The heads' results side by side.
    public let concatenation: Matrix<T>
    /// Which positions each could attend to.
    public let mask: AttentionMask
    /// The result.
    public let value: Matrix<T>

    @usableFromInline
    init(
      inputs: (Matrix<T>, Matrix<T>, Matrix<T>), projections: (Matrix<T>, Matrix<T>, Matrix<T>),
      weights: [Matrix<T>], concatenation: Matrix<T>, mask: AttentionMask, value: Matrix<T>
    ) {
      (queryInput, keyInput, valueInput) = inputs
      (queries, keys, values) = projections
      (self.weights, self.concatenation, self.mask, self.value) = (weights, concatenation, mask, value)
    }
  }

  /// Multi-head attention with four weight matrices, without biases.
  ///
  /// - Precondition: the four are d × d with the same d; there is a head, and their number divides d.
  @inlinable
  public init(
    headCount: Int, queryWeights: Matrix<T>, keyWeights: Matrix<T>, valueWeights: Matrix<T>,
    outputWeights: Matrix<T>
  ) {
    let d = queryWeights.rows
    for W in [queryWeights, keyWeights, valueWeights, outputWeights] {
      precondition(
        W.rows == d && W.columns == d, "MultiHeadAttention: weights of \(W.rows) × \(W.columns), not \(d) × \(d)")
    }
    precondition(
      headCount > 0 && d % headCount == 0,
      "MultiHeadAttention: a width of \(d) cannot be shared evenly among \(headCount) heads")
    (self.headCount, self.queryWeights, self.keyWeights) = (headCount, queryWeights, keyWeights)
    (self.valueWeights, self.outputWeights) = (valueWeights, outputWeights)
  }

  /// Concat(head₁ … head_H) W_O with head_h = Attention(X_Q W_Q^h, X_K W_K^h, X_V W_V^h)
  ///
  /// Equation: multi-head-attention-forward
  ///
  /// In self-attention the three inputs are the same. Each head divides by the root of its own width, √(d/H).
  ///
  /// - Shapes: X_Q ∈ ℝⁿˣᵈ, X_K and X_V ∈ ℝᵐˣᵈ; the result is n × d.
  /// - Evaluated: one product for all heads, whose columns are then shared out; `ScaledDotProductAttention` for each.
  /// - Edge values: those of `ScaledDotProductAttention`.
  /// - Precondition: the inputs have d columns, X_K and X_V as many rows; the mask is n × m.
  @inlinable
  public func forward(
    queries X_Q: Matrix<T>, keys X_K: Matrix<T>, values X_V: Matrix<T>, mask: AttentionMask = .unmasked
  ) -> Pass {
    let Q = MatrixProduct.value(X_Q, queryWeights)
    let K = MatrixProduct.value(X_K, keyWeights)
    let V = MatrixProduct.value(X_V, valueWeights)
    let heads = (0..<headCount).map { h in
      ScaledDotProductAttention.forward(
        queries: part(h, of: Q), keys: part(h, of: K), values: part(h, of: V), mask: mask)
    }
    let concatenation = concatenated(heads.map(\.value))
    return Pass(
      inputs: (X_Q, X_K, X_V), projections: (Q, K, V), weights: heads.map(\.weights), concatenation: concatenation,
      mask: mask, value: MatrixProduct.value(concatenation, outputWeights))
  }

  /// The derivatives by the three inputs and the four weight matrices, for the cotangent Ȳ of the result
  ///
  /// Equation: multi-head-attention-backward
  ///
  /// C̄ = Ȳ W_Oᵀ and W̄_O = Cᵀ Ȳ for the concatenation C; each head's part of C̄ back through its attention to Q̄, K̄ and
  /// V̄; then W̄_Q = X_Qᵀ Q̄ and X̄_Q = Q̄ W_Qᵀ, and so for K and V.
  ///
  /// - Shapes: Ȳ is n × d; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written.
  /// - Edge values: those of `ScaledDotProductAttention.backward`.
  /// - Precondition: the cotangent has the shape of the result.
  @inlinable
  public func backward(
    _ cotangent: Matrix<T>, _ pass: Pass
  ) -> (
    queries: Matrix<T>, keys: Matrix<T>, values: Matrix<T>, queryWeights: Matrix<T>, keyWeights: Matrix<T>,
    valueWeights: Matrix<T>, outputWeights: Matrix<T>
  ) {
    let output = MatrixProduct.pullback(cotangent, at: pass.concatenation, outputWeights)
    let heads = (0..<headCount).map { h in
      ScaledDotProductAttention.backward(
        part(h, of: output.A), queries: part(h, of: pass.queries), keys: part(h, of: pass.keys),
        values: part(h, of: pass.values), weights: pass.weights[h], mask: pass.mask)
    }
    let Q = MatrixProduct.pullback(concatenated(heads.map(\.queries)), at: pass.queryInput, queryWeights)
    let K = MatrixProduct.pullback(concatenated(heads.map(\.keys)), at: pass.keyInput, keyWeights)
    let V = MatrixProduct.pullback(concatenated(heads.map(\.values)), at: pass.valueInput, valueWeights)
    return (
      queries: Q.A, keys: K.A, values: V.A, queryWeights: Q.B, keyWeights: K.B, valueWeights: V.B,
      outputWeights: output.B
    )
  }

  /// The columns of head h.
  @inlinable
  func part(_ h: Int, of M: Matrix<T>) -> Matrix<T> {
    let width = M.columns / headCount
    return M.columns(at: Array(h * width..<(h + 1) * width))
  }

  /// The heads' matrices side by side.
  @inlinable
  func concatenated(_ heads: [Matrix<T>]) -> Matrix<T> {
    let width = heads[0].columns
    return Matrix(rows: heads[0].rows, columns: width * headCount) { i, c in heads[c / width][i, c % width] }
  }
}

extension MultiHeadAttention: Sendable where T: Sendable {}
extension MultiHeadAttention.Pass: Sendable where T: Sendable {}
