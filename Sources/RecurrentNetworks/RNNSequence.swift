public import ElementaryFunctions
public import TensorAlgebra

/// A vanilla RNN along a sequence: the same parameters in every step, each step's state the next one's.
public enum RNNSequence {
  /// h_t = tanh(W_hh h_{t−1} + W_xh x_t + b_h) for t = 1 … T
  ///
  /// Equation: rnn-sequence-forward
  ///
  /// - Shapes: T inputs x_t ∈ ℝⁿˣᵐ in the order of time, h_0 ∈ ℝʰˣᵐ; T states h_t ∈ ℝʰˣᵐ.
  /// - Evaluated: `RNNStep` at each time, in order.
  /// - Edge values: an empty sequence has no states, and h_0 is its final one.
  /// - Precondition: each input has n rows, h_0 has h, and all have as many columns.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: [Matrix<T>], initialState h_0: Matrix<T>, parameters: RNNParameters<T>
  ) -> RNNPass<T> {
    precondition(
      h_0.rows == parameters.hiddenCount,
      "RNNSequence.forward: the initial state has \(h_0.rows) rows for \(parameters.hiddenCount) hidden units")
    var (h, states, traces): (Matrix<T>, [Matrix<T>], [RNNTrace<T>]) = (h_0, [], [])
    for x_t in x {
      let step = RNNStep.forward(x_t, previousState: h, parameters: parameters)
      h = step.state
      states.append(h)
      traces.append(step.trace)
    }
    return RNNPass(parameters: parameters, initialState: h_0, traces: traces, states: states)
  }

  /// δ_t = (h̄_t + W_hhᵀ δ_{t+1}) ⊙ tanh′(z_t) for t = T … 1, with δ_{T+1} = 0; then W̄_xh = Σ_t δ_t x_tᵀ,
  /// W̄_hh = Σ_t δ_t h_{t−1}ᵀ, b̄_h = Σ_t δ_t 1, x̄_t = W_xhᵀ δ_t and h̄_0 = W_hhᵀ δ_1: back-propagation through time
  ///
  /// Equation: rnn-sequence-backward
  ///
  /// - Shapes: one cotangent h̄_t ∈ ℝʰˣᵐ for each state. It is the derivative by h_t directly, without what h_t does to
  ///   later states. Where only h_T counts, the others are 0.
  /// - Evaluated: `RNNStep.backward` from the last step to the first; the steps' gradients by the parameters are added
  ///   in pairs.
  /// - Edge values: an empty sequence has gradients of 0, that by h_0 too.
  /// - Precondition: there is one cotangent for each state, of its shape.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangents: [Matrix<T>], of pass: RNNPass<T>
  ) -> (parameters: RNNParameters<T>, inputs: [Matrix<T>], initialState: Matrix<T>) {
    let (p, h_0) = (pass.parameters, pass.initialState)
    precondition(
      cotangents.count == pass.states.count,
      "RNNSequence.backward: there are \(pass.states.count) states but \(cotangents.count) cotangents")
    for (t, h̄) in zip(1..., cotangents) {
      precondition(
        h̄.rows == h_0.rows && h̄.columns == h_0.columns,
        "RNNSequence.backward: state \(t) is \(h_0.rows) × \(h_0.columns) but its cotangent \(h̄.rows) × \(h̄.columns)")
    }
    // W_hhᵀ δ_{t+1}, what later steps add to the derivative by h_t.
    var later = h_0.map { _ in 0 as T }
    var (inputs, ofSteps) = ([Matrix<T>](), [[T]]())
    for (h̄, trace) in zip(cotangents, pass.traces).reversed() {
      let step = RNNStep.backward(h̄.added(to: later), trace: trace, parameters: p)
      later = step.previousState
      inputs.append(step.inputs)
      ofSteps.append(step.parameters.parameters)
    }
    let total = p.parameters.indices.map { i in Sum.over(ofSteps.indices) { t in ofSteps[t][i] } }
    return (
      parameters: RNNParameters(inputCount: p.inputCount, hiddenCount: p.hiddenCount, parameters: total),
      inputs: inputs.reversed(), initialState: later
    )
  }
}
