public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// One time step of an LSTM: gates decide what its cell forgets, what it takes in, and what of it the state shows.
public enum LSTMStep {
  /// i_t = σ(W_i [x_t; h_{t−1}] + b_i), f_t = σ(W_f [x_t; h_{t−1}] + b_f), o_t = σ(W_o [x_t; h_{t−1}] + b_o),
  /// g_t = tanh(W_g [x_t; h_{t−1}] + b_g), c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t and h_t = o_t ⊙ tanh c_t
  ///
  /// Equation: lstm-step-forward
  ///
  /// The gates' order is i, f, o, g throughout. PyTorch stacks its weights as i, f, g, o, and has two biases whose sum
  /// is ours.
  ///
  /// - Shapes: x_t ∈ ℝⁿˣᵐ with a sample in each column; h_{t−1}, c_{t−1}, each gate, g_t, c_t, h_t ∈ ℝʰˣᵐ; [x_t; h_{t−1}]
  ///   is x_t above h_{t−1}. Gates and candidate are in the trace, with the sums under them, because `backward` needs
  ///   them.
  /// - Evaluated: as written; each sum as `AffineColumns`, the gates as `Sigmoid`.
  /// - Edge values: f_t = 1 and i_t = 0 copy the cell exactly, f_t = 0 forgets it, unless it is infinite; o_t = 0 gives a
  ///   state of 0; |c_t| ≤ |c_{t−1}| + 1 and |h_t| ≤ 1; m = 0 gives empty matrices; NaN in a sample stays in that sample.
  /// - Precondition: x_t has n rows, h_{t−1} and c_{t−1} have h rows, and all have as many columns.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: Matrix<T>, previousState h: Matrix<T>, previousCell c: Matrix<T>, parameters p: LSTMParameters<T>
  ) -> (state: Matrix<T>, cell: Matrix<T>, trace: LSTMTrace<T>) {
    precondition(
      x.rows == p.inputCount && [h, c].allSatisfy { $0.rows == p.hiddenCount && $0.columns == x.columns },
      """
      LSTMStep.forward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got inputs of \
      \(x.rows) × \(x.columns), a state of \(h.rows) × \(h.columns) and a cell of \(c.rows) × \(c.columns)
      """)
    let xh = x.stacked(above: h)
    let a_i = AffineColumns.value(xh, weights: p.inputGateWeights, bias: p.inputGateBias)
    let a_f = AffineColumns.value(xh, weights: p.forgetGateWeights, bias: p.forgetGateBias)
    let a_o = AffineColumns.value(xh, weights: p.outputGateWeights, bias: p.outputGateBias)
    let a_g = AffineColumns.value(xh, weights: p.candidateWeights, bias: p.candidateBias)
    let i = a_i.map { a in Sigmoid.value(a) }
    let f = a_f.map { a in Sigmoid.value(a) }
    let o = a_o.map { a in Sigmoid.value(a) }
    let g = a_g.map { a in Tanh.value(a) }
    let c_t = f.multiplied(by: c).added(to: i.multiplied(by: g))
    let h_t = o.multiplied(by: c_t.map { c in Tanh.value(c) })
    return (
      state: h_t, cell: c_t,
      trace: LSTMTrace(
        inputs: x, previousState: h, previousCell: c, inputGateSum: a_i, inputGate: i, forgetGateSum: a_f,
        forgetGate: f, outputGateSum: a_o, outputGate: o, candidateSum: a_g, candidate: g, cell: c_t)
    )
  }

  /// s_t = c̄_t + h̄_t ⊙ o_t ⊙ tanh′(c_t) and c̄_{t−1} = s_t ⊙ f_t; then δ_i = s_t ⊙ g_t ⊙ σ′(a_i),
  /// δ_f = s_t ⊙ c_{t−1} ⊙ σ′(a_f), δ_o = h̄_t ⊙ tanh(c_t) ⊙ σ′(a_o), δ_g = s_t ⊙ i_t ⊙ tanh′(a_g); and for each gate k
  /// W̄_k = δ_k [x_t; h_{t−1}]ᵀ and b̄_k = δ_k 1, with [x̄_t; h̄_{t−1}] = Σ_k W_kᵀ δ_k
  ///
  /// Equation: lstm-step-backward
  ///
  /// Here h̄_t and c̄_t are the cotangents of h_t and c_t, and a_k the sums under gate k.
  ///
  /// - Shapes: h̄_t, c̄_t ∈ ℝʰˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, with σ′ and tanh′ at the sums of the trace and tanh′ at c_t, which keep the digits that
  ///   i (1 − i) and 1 − tanh² lose in saturation.
  /// - Edge values: with f_t = 1 the cell's cotangent passes unchanged; a gate of exactly 0 or 1 still has the tiny
  ///   derivative of its sum; m = 0 gives gradients of 0 for the parameters.
  /// - Precondition: h̄_t and c̄_t have the shape of the state, and the parameters are those of the trace's shapes.
  @inlinable
  public static func backward<T: Scalar>(
    state h̄: Matrix<T>, cell c̄: Matrix<T>, trace t: LSTMTrace<T>, parameters p: LSTMParameters<T>
  ) -> (parameters: LSTMParameters<T>, inputs: Matrix<T>, previousState: Matrix<T>, previousCell: Matrix<T>) {
    let (x, h) = (t.inputs, t.previousState)
    precondition(
      x.rows == p.inputCount && h.rows == p.hiddenCount,
      """
      LSTMStep.backward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got a trace of inputs of \
      \(x.rows) × \(x.columns) and of a state of \(h.rows) × \(h.columns)
      """)
    precondition(
      [h̄, c̄].allSatisfy { $0.rows == h.rows && $0.columns == h.columns },
      """
      LSTMStep.backward: the state is \(h.rows) × \(h.columns) but the cotangents are \(h̄.rows) × \(h̄.columns) \
      and \(c̄.rows) × \(c̄.columns)
      """)
    let s = c̄.added(to: h̄.multiplied(by: t.outputGate).multiplied(by: t.cell.map { c in Tanh.derivative(at: c) }))
    let δ_i = s.multiplied(by: t.candidate).multiplied(by: t.inputGateSum.map { a in Sigmoid.derivative(at: a) })
    let δ_f = s.multiplied(by: t.previousCell).multiplied(by: t.forgetGateSum.map { a in Sigmoid.derivative(at: a) })
    let δ_o = h̄.multiplied(by: t.cell.map { c in Tanh.value(c) })
      .multiplied(by: t.outputGateSum.map { a in Sigmoid.derivative(at: a) })
    let δ_g = s.multiplied(by: t.inputGate).multiplied(by: t.candidateSum.map { a in Tanh.derivative(at: a) })

    let xh = x.stacked(above: h)
    let ofInputGate = AffineColumns.pullback(δ_i, at: xh, weights: p.inputGateWeights)
    let ofForgetGate = AffineColumns.pullback(δ_f, at: xh, weights: p.forgetGateWeights)
    let ofOutputGate = AffineColumns.pullback(δ_o, at: xh, weights: p.outputGateWeights)
    let ofCandidate = AffineColumns.pullback(δ_g, at: xh, weights: p.candidateWeights)
    let x̄h̄ = ofInputGate.inputs.added(to: ofForgetGate.inputs)
      .added(to: ofOutputGate.inputs.added(to: ofCandidate.inputs))
    return (
      parameters: LSTMParameters(
        inputGateWeights: ofInputGate.weights, inputGateBias: ofInputGate.bias,
        forgetGateWeights: ofForgetGate.weights, forgetGateBias: ofForgetGate.bias,
        outputGateWeights: ofOutputGate.weights, outputGateBias: ofOutputGate.bias,
        candidateWeights: ofCandidate.weights, candidateBias: ofCandidate.bias),
      inputs: x̄h̄.rows(0..<x.rows), previousState: x̄h̄.rows(x.rows..<x.rows + h.rows),
      previousCell: s.multiplied(by: t.forgetGate)
    )
  }
}
