public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// One step of a gated recurrent unit on a batch: the update gate decides how much of the state gives way to a
/// candidate, the reset gate how much of the state the candidate sees.
public enum GRUStep {
  /// z_t = σ(W_z [x_t; h_{t−1}] + b_z), r_t = σ(W_r [x_t; h_{t−1}] + b_r), h̃_t = tanh(W_c [x_t; r_t ⊙ h_{t−1}] + b_c)
  /// and h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ h̃_t
  ///
  /// Equation: gru-step-forward
  ///
  /// With `.afterProduct`, h̃_t = tanh(U x_t + b_c + r_t ⊙ (V h_{t−1} + b_V)) where W_c = [U V].
  ///
  /// Other texts and PyTorch write z_t for our 1 − z_t. Theirs is the same function with −W_z and −b_z.
  ///
  /// - Shapes: x_t ∈ ℝⁿˣᵐ with a sample in each column, h_{t−1}, h_t, z_t, r_t, h̃_t ∈ ℝʰˣᵐ; [x_t; h_{t−1}] is x_t above
  ///   h_{t−1}. The gates and the candidate are in the trace, with the sums under them, because `backward` needs them.
  /// - Evaluated: as written, but 1 − z_t as σ of the negative sum, which keeps the digits that 1 − z_t loses where z_t
  ///   approaches 1.
  /// - Edge values: z_t = 0 copies the state exactly and z_t = 1 replaces it exactly; r_t = 0 makes h̃_t independent of
  ///   h_{t−1}; m = 0 gives empty matrices; NaN in a sample stays in that sample.
  /// - Precondition: x_t has n rows, h_{t−1} has h rows and as many columns as x_t.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: Matrix<T>, previousState h: Matrix<T>, parameters p: GRUParameters<T>
  ) -> (state: Matrix<T>, trace: GRUTrace<T>) {
    precondition(
      x.rows == p.inputCount && h.rows == p.hiddenCount && x.columns == h.columns,
      """
      GRUStep.forward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got inputs of \(x.rows) × \(x.columns) \
      and a state of \(h.rows) × \(h.columns)
      """)
    let xh = x.stacked(above: h)
    let a_z = AffineColumns.value(xh, weights: p.updateWeights, bias: p.updateBias)
    let a_r = AffineColumns.value(xh, weights: p.resetWeights, bias: p.resetBias)
    let (z, r) = (a_z.map { a in Sigmoid.value(a) }, a_r.map { a in Sigmoid.value(a) })
    let (v, a_c): (Matrix<T>, Matrix<T>)
    switch p.reset {
    case .beforeProduct:
      v = h
      a_c = AffineColumns.value(
        x.stacked(above: r.multiplied(by: h)), weights: p.candidateWeights, bias: p.candidateBias)
    case .afterProduct:
      v = AffineColumns.value(h, weights: p.candidateStateWeights, bias: p.candidateStateBias)
      let u = AffineColumns.value(x, weights: p.candidateInputWeights, bias: p.candidateBias)
      a_c = u.added(to: r.multiplied(by: v))
    }
    let c = a_c.map { a in Tanh.value(a) }
    let kept = a_z.map { a in Sigmoid.value(-a) }
    let next = kept.multiplied(by: h).added(to: z.multiplied(by: c))
    return (
      state: next,
      trace: GRUTrace(
        inputs: x, previousState: h, updateSum: a_z, updateGate: z, resetSum: a_r, resetGate: r, resetTarget: v,
        candidateSum: a_c, candidate: c)
    )
  }

  /// δ_z = h̄_t ⊙ (h̃_t − h_{t−1}) ⊙ σ′(a_z), δ_c = h̄_t ⊙ z_t ⊙ tanh′(a_c), δ_r = q ⊙ v_t ⊙ σ′(a_r), and from them
  /// W̄_z = δ_z [x_t; h_{t−1}]ᵀ, W̄_r = δ_r [x_t; h_{t−1}]ᵀ, W̄_c = δ_c [x_t; r_t ⊙ h_{t−1}]ᵀ, x̄_t and h̄_{t−1}, for the
  /// cotangent h̄_t of h_t
  ///
  /// Equation: gru-step-backward
  ///
  /// Here q is the cotangent of the product r_t ⊙ v_t: the lower rows of W_cᵀ δ_c with `.beforeProduct`, where v_t is
  /// h_{t−1}, and δ_c itself with `.afterProduct`, where v_t is V h_{t−1} + b_V and V̄ = (q ⊙ r_t) h_{t−1}ᵀ.
  ///
  /// - Shapes: h̄_t ∈ ℝʰˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, with σ′ and tanh′ at the sums of the trace, which keep the digits that z (1 − z) and
  ///   1 − h̃² lose in saturation; the parameters' gradients add up over the samples.
  /// - Edge values: a saturated gate has a derivative of 0 and passes nothing on; m = 0 gives gradients of 0.
  /// - Precondition: h̄_t has the shape of the state, and the parameters are those of the trace's shapes.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, trace t: GRUTrace<T>, parameters p: GRUParameters<T>
  ) -> (parameters: GRUParameters<T>, inputs: Matrix<T>, previousState: Matrix<T>) {
    let (x, h) = (t.inputs, t.previousState)
    precondition(
      x.rows == p.inputCount && h.rows == p.hiddenCount,
      """
      GRUStep.backward: \(p.hiddenCount) hidden units with \(p.inputCount) inputs got a trace of inputs of \(x.rows) × \(x.columns) \
      and of a state of \(h.rows) × \(h.columns)
      """)
    precondition(
      cotangent.rows == h.rows && cotangent.columns == h.columns,
      """
      GRUStep.backward: the state is \(h.rows) × \(h.columns) \
      but the cotangent is \(cotangent.rows) × \(cotangent.columns)
      """)
    let (n, r) = (x.rows, t.resetGate)
    let δ_z = cotangent.multiplied(by: t.candidate.added(to: h.map { -$0 }))
      .multiplied(by: t.updateSum.map { a in Sigmoid.derivative(at: a) })
    let δ_c = cotangent.multiplied(by: t.updateGate)
      .multiplied(by: t.candidateSum.map { a in Tanh.derivative(at: a) })

    // The candidate: q is the cotangent of r ⊙ v.
    let (W̄_c, b̄_c, b̄_V, x̄_c, h̄_c, q): (Matrix<T>, [T], [T], Matrix<T>, Matrix<T>, Matrix<T>)
    switch p.reset {
    case .beforeProduct:
      let gradient = AffineColumns.pullback(
        δ_c, at: x.stacked(above: r.multiplied(by: h)), weights: p.candidateWeights)
      q = gradient.inputs.rows(n..<n + h.rows)
      (W̄_c, b̄_c, b̄_V) = (gradient.weights, gradient.bias, [])
      (x̄_c, h̄_c) = (gradient.inputs.rows(0..<n), q.multiplied(by: r))
    case .afterProduct:
      q = δ_c
      let ofInputs = AffineColumns.pullback(δ_c, at: x, weights: p.candidateInputWeights)
      let ofState = AffineColumns.pullback(q.multiplied(by: r), at: h, weights: p.candidateStateWeights)
      (W̄_c, b̄_c) = (ofInputs.weights.joined(before: ofState.weights), ofInputs.bias)
      (b̄_V, x̄_c, h̄_c) = (ofState.bias, ofInputs.inputs, ofState.inputs)
    }
    let δ_r = q.multiplied(by: t.resetTarget).multiplied(by: t.resetSum.map { a in Sigmoid.derivative(at: a) })

    let xh = x.stacked(above: h)
    let update = AffineColumns.pullback(δ_z, at: xh, weights: p.updateWeights)
    let reset = AffineColumns.pullback(δ_r, at: xh, weights: p.resetWeights)
    let ofGates = update.inputs.added(to: reset.inputs)
    let h̄ = cotangent.multiplied(by: t.updateSum.map { a in Sigmoid.value(-a) })
      .added(to: h̄_c).added(to: ofGates.rows(n..<n + h.rows))
    return (
      parameters: GRUParameters(
        reset: p.reset, updateWeights: update.weights, updateBias: update.bias, resetWeights: reset.weights,
        resetBias: reset.bias, candidateWeights: W̄_c, candidateBias: b̄_c, candidateStateBias: b̄_V),
      inputs: x̄_c.added(to: ofGates.rows(0..<n)), previousState: h̄
    )
  }
}

extension GRUParameters {
  /// U, the candidate's weights of the input.
  @inlinable var candidateInputWeights: Matrix<T> { candidateWeights.columns(at: Array(0..<inputCount)) }
  /// V, the candidate's weights of the state.
  @inlinable var candidateStateWeights: Matrix<T> {
    candidateWeights.columns(at: Array(inputCount..<inputCount + hiddenCount))
  }
}
