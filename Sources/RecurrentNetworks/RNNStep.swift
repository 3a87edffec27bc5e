public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// One time step of a vanilla RNN, Elman's network: the state before it and an input make the state after it.
public enum RNNStep {
  /// z_t = W_hh h_{t−1} + W_xh x_t + b_h 1ᵀ and h_t = tanh z_t
  ///
  /// Equation: rnn-step-forward
  ///
  /// - Shapes: x_t ∈ ℝⁿˣᵐ with a sample in each column; h_{t−1}, z_t, h_t ∈ ℝʰˣᵐ. z_t is in the trace, because
  ///   `backward` needs it.
  /// - Evaluated: W_hh h_{t−1} as `MatrixProduct`, W_xh x_t + b_h as `AffineColumns`, then their sum and `Tanh`.
  /// - Edge values: h_t is exactly ±1 from |z_t| ≈ 19.06 (`Float`: 9.01); n = 0 leaves the state to itself; m = 0 gives
  ///   empty matrices; NaN in a sample stays in that sample.
  /// - Precondition: x_t has n rows, h_{t−1} has h rows and as many columns as x_t.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: Matrix<T>, previousState h: Matrix<T>, parameters p: RNNParameters<T>
  ) -> (state: Matrix<T>, trace: RNNTrace<T>) {
    precondition(
      x.rows == p.inputCount && h.rows == p.hiddenCount && x.columns == h.columns,
      """
      RNNStep.forward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got inputs of \(x.rows) × \(x.columns) \
      and a state of \(h.rows) × \(h.columns)
      """)
    let z = MatrixProduct.value(p.stateWeights, h)
      .added(to: AffineColumns.value(x, weights: p.inputWeights, bias: p.bias))
    return (state: z.map { z in Tanh.value(z) }, trace: RNNTrace(inputs: x, previousState: h, preactivation: z))
  }

  /// δ_t = h̄_t ⊙ tanh′(z_t), then W̄_hh = δ_t h_{t−1}ᵀ, W̄_xh = δ_t x_tᵀ, b̄_h = δ_t 1, x̄_t = W_xhᵀ δ_t and
  /// h̄_{t−1} = W_hhᵀ δ_t, for the cotangent h̄_t of h_t
  ///
  /// Equation: rnn-step-backward
  ///
  /// - Shapes: h̄_t ∈ ℝʰˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, with tanh′ at the z_t of the trace. The textbook's 1 − h_t² loses its digits as h_t
  ///   approaches ±1 and is exactly 0 where h_t has rounded to ±1.
  /// - Edge values: a saturated unit passes next to nothing on; m = 0 gives gradients of 0 for the parameters.
  /// - Precondition: h̄_t has the shape of the state, and the parameters are those of the trace's shapes.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, trace: RNNTrace<T>, parameters p: RNNParameters<T>
  ) -> (parameters: RNNParameters<T>, inputs: Matrix<T>, previousState: Matrix<T>) {
    let (x, h) = (trace.inputs, trace.previousState)
    precondition(
      x.rows == p.inputCount && h.rows == p.hiddenCount,
      """
      RNNStep.backward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got a trace of inputs of \(x.rows) × \(x.columns) \
      and of a state of \(h.rows) × \(h.columns)
      """)
    precondition(
      cotangent.rows == h.rows && cotangent.columns == h.columns,
      """
      RNNStep.backward: the state is \(h.rows) × \(h.columns) \
      but the cotangent is \(cotangent.rows) × \(cotangent.columns)
      """)
    let δ = cotangent.multiplied(by: trace.preactivation.map { z in Tanh.derivative(at: z) })
    let ofState = MatrixProduct.pullback(δ, at: p.stateWeights, h)
    let ofInputs = AffineColumns.pullback(δ, at: x, weights: p.inputWeights)
    return (
      parameters: RNNParameters(inputWeights: ofInputs.weights, stateWeights: ofState.A, bias: ofInputs.bias),
      inputs: ofInputs.inputs, previousState: ofState.B
    )
  }
}
