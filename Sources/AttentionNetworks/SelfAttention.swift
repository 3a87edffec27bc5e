public import ElementaryFunctions
public import TensorAlgebra

/// Attention of a sequence to itself: queries, keys and values are three linear maps of the same positions.
///
/// A position is a row, so the weights stand on its right and are in × out, the transposes of the other chapters'.
public struct SelfAttention<T: Scalar> {
  /// W_Q and W_K ∈ ℝᵈˣᵏ, W_V ∈ ℝᵈˣᵛ.
  public let queryWeights, keyWeights, valueWeights: Matrix<T>

  /// What `backward` needs: the input, what was computed from it, and the result.
  public struct Pass {
    /// X, the positions in rows.
    public let input: Matrix<T>
    /// Q, K and V.
    public let queries, keys, values: Matrix<T>
    /// P, the attention weights: a row for each position that attends.
    public let weights: Matrix<T>
    /// Which positions each could attend to.
    public let mask: AttentionMask
    /// The result.
    public let value: Matrix<T>

    @usableFromInline
    init(
      input: Matrix<T>, queries: Matrix<T>, keys: Matrix<T>, values: Matrix<T>, weights: Matrix<T>,
      mask: AttentionMask, value: Matrix<T>
    ) {
      (self.input, self.queries, self.keys, self.values) = (input, queries, keys, values)
      (self.weights, self.mask, self.value) = (weights, mask, value)
    }
  }

  /// Self-attention with three weight matrices, without biases.
  ///
  /// - Precondition: the three have as many rows, W_Q and W_K as many columns.
  @inlinable
  public init(queryWeights: Matrix<T>, keyWeights: Matrix<T>, valueWeights: Matrix<T>) {
    precondition(
      queryWeights.rows == keyWeights.rows && queryWeights.columns == keyWeights.columns
        && queryWeights.rows == valueWeights.rows,
      """
      SelfAttention: the query weights are \(queryWeights.rows) × \(queryWeights.columns), the key weights \
      \(keyWeights.rows) × \(keyWeights.columns) and the value weights \(valueWeights.rows) × \(valueWeights.columns)
      """)
    (self.queryWeights, self.keyWeights, self.valueWeights) = (queryWeights, keyWeights, valueWeights)
  }

  /// Q = X W_Q, K = X W_K, V = X W_V and softmax(Q Kᵀ/√d_k) V
  ///
  /// Equation: self-attention-forward
  ///
  /// - Shapes: X ∈ ℝⁿˣᵈ, the result n × v.
  /// - Evaluated: three matrix products, then `ScaledDotProductAttention`.
  /// - Edge values: n = 1 gives X W_V; n = 0 an empty matrix; those of `ScaledDotProductAttention`.
  /// - Precondition: X has as many columns as the weights have rows; the mask is n × n.
  @inlinable
  public func forward(_ X: Matrix<T>, mask: AttentionMask = .unmasked) -> Pass {
    let Q = MatrixProduct.value(X, queryWeights)
    let K = MatrixProduct.value(X, keyWeights)
    let V = MatrixProduct.value(X, valueWeights)
    let attention = ScaledDotProductAttention.forward(queries: Q, keys: K, values: V, mask: mask)
    return Pass(
      input: X, queries: Q, keys: K, values: V, weights: attention.weights, mask: mask, value: attention.value)
  }

  /// W̄_Q = Xᵀ Q̄, W̄_K = Xᵀ K̄, W̄_V = Xᵀ V̄ and X̄ = Q̄ W_Qᵀ + K̄ W_Kᵀ + V̄ W_Vᵀ, for the cotangent of the result
  ///
  /// Equation: self-attention-backward
  ///
  /// - Shapes: the cotangent is n × v; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: Q̄, K̄ and V̄ by `ScaledDotProductAttention.backward`, then three pullbacks of matrix products.
  /// - Edge values: n = 1 gives Q̄ = K̄ = 0; n = 0 gives gradients of 0.
  /// - Precondition: the cotangent has the shape of the result.
  @inlinable
  public func backward(
    _ cotangent: Matrix<T>, _ pass: Pass
  ) -> (input: Matrix<T>, queryWeights: Matrix<T>, keyWeights: Matrix<T>, valueWeights: Matrix<T>) {
    let gradient = ScaledDotProductAttention.backward(
      cotangent, queries: pass.queries, keys: pass.keys, values: pass.values, weights: pass.weights, mask: pass.mask)
    let Q = MatrixProduct.pullback(gradient.queries, at: pass.input, queryWeights)
    let K = MatrixProduct.pullback(gradient.keys, at: pass.input, keyWeights)
    let V = MatrixProduct.pullback(gradient.values, at: pass.input, valueWeights)
    let X̄ = pass.input.elements.indices.map { i in Q.A.elements[i] + K.A.elements[i] + V.A.elements[i] }
    return (
      input: Matrix(rows: pass.input.rows, columns: pass.input.columns, elements: X̄), queryWeights: Q.B,
      keyWeights: K.B, valueWeights: V.B
    )
  }
}

extension SelfAttention: Sendable where T: Sendable {}
extension SelfAttention.Pass: Sendable where T: Sendable {}
