public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// What an RNN says at each time step: an affine map of its state, the same at every step.
public enum RNNOutput {
  /// y_t = W_hy h_t + b_y 1ᵀ for t = 1 … T
  ///
  /// Equation: rnn-output-value
  ///
  /// - Shapes: T states of h × m, W_hy ∈ ℝᵒˣʰ, b_y ∈ ℝᵒ; T outputs of o × m.
  /// - Evaluated: `AffineColumns` at each time.
  /// - Edge values: no states give no outputs.
  /// - Precondition: each state has as many rows as W_hy has columns, and b_y as many elements as W_hy has rows.
  @inlinable
  public static func value<T: Scalar>(
    _ h: [Matrix<T>], weights W_hy: Matrix<T>, bias b_y: [T]
  ) -> [Matrix<T>] {
    h.map { h_t in AffineColumns.value(h_t, weights: W_hy, bias: b_y) }
  }

  /// W̄_hy = Σ_t ȳ_t h_tᵀ, b̄_y = Σ_t ȳ_t 1 and h̄_t = W_hyᵀ ȳ_t, for the cotangents ȳ_t of y_t
  ///
  /// Equation: rnn-output-pullback
  ///
  /// - Shapes: one cotangent of o × m for each state; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: the pullback of `AffineColumns` at each time, then the sums over time in pairs.
  /// - Edge values: no states give gradients of 0.
  /// - Precondition: there is one cotangent for each state, with the shape of its output.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangents: [Matrix<T>], at h: [Matrix<T>], weights W_hy: Matrix<T>
  ) -> (states: [Matrix<T>], weights: Matrix<T>, bias: [T]) {
    precondition(
      cotangents.count == h.count,
      "RNNOutput.pullback: there are \(h.count) states but \(cotangents.count) cotangents")
    let steps = zip(cotangents, h).map { ȳ, h_t in AffineColumns.pullback(ȳ, at: h_t, weights: W_hy) }
    return (
      states: steps.map(\.inputs),
      weights: Matrix(rows: W_hy.rows, columns: W_hy.columns) { i, k in
        Sum.over(steps.indices) { t in steps[t].weights[i, k] }
      },
      bias: (0..<W_hy.rows).map { i in Sum.over(steps.indices) { t in steps[t].bias[i] } }
    )
  }
}
