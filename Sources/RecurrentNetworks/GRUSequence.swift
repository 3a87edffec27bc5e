public import ElementaryFunctions
public import TensorAlgebra

/// A gated recurrent unit along a sequence: the same parameters in every step, each step's state the next one's.
public enum GRUSequence {
  /// h_t = GRU(x_t, h_{t−1}) for t = 1 … T
  ///
  /// Equation: gru-sequence-forward
  ///
  /// - Shapes: T inputs x_t ∈ ℝⁿˣᵐ in the order of time, h_0 ∈ ℝʰˣᵐ; T states h_t ∈ ℝʰˣᵐ.
  /// - Evaluated: `GRUStep` at each time, in order.
  /// - Edge values: an empty sequence has no states, and h_0 is its final one.
  /// - Precondition: each input has n rows, h_0 has h, and all have as many columns.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: [Matrix<T>], initialState h_0: Matrix<T>, parameters: GRUParameters<T>
  ) -> GRUPass<T> {
    precondition(
      h_0.rows == parameters.hiddenCount,
      "GRUSequence.forward: the initial state has \(h_0.rows) rows for \(parameters.hiddenCount) hidden units")
    var (h, states, traces): (Matrix<T>, [Matrix<T>], [GRUTrace<T>]) = (h_0, [], [])
    for x_t in x {
      let step = GRUStep.forward(x_t, previousState: h, parameters: parameters)
      h = step.state
      states.append(h)
      traces.append(step.trace)
    }
    return GRUPass(parameters: parameters, initialState: h_0, traces: traces, states: states)
  }

  /// g_t = h̄_t + ĥ_{t+1} for t = T … 1, with ĥ_{T+1} = 0, where (θ̂_t, x̄_t, ĥ_t) is g_t pulled back through step t to
  /// the parameters, x_t and h_{t−1}; then θ̄ = Σ_t θ̂_t and h̄_0 = ĥ_1: back-propagation through time
  ///
  /// Equation: gru-sequence-backward
  ///
  /// - Shapes: one cotangent h̄_t ∈ ℝʰˣᵐ for each state. It is the derivative by h_t directly, without what h_t does to
  ///   later states. Where only h_T counts, the others are 0.
  /// - Evaluated: `GRUStep.backward` from the last step to the first; the steps' gradients by the parameters are added
  ///   in pairs.
  /// - Edge values: an empty sequence has gradients of 0, that by h_0 too.
  /// - Precondition: there is one cotangent for each state, of its shape.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangents: [Matrix<T>], of pass: GRUPass<T>
  ) -> (parameters: GRUParameters<T>, inputs: [Matrix<T>], initialState: Matrix<T>) {
    let (p, h_0) = (pass.parameters, pass.initialState)
    precondition(
      cotangents.count == pass.states.count,
      "GRUSequence.backward: there are \(pass.states.count) states but \(cotangents.count) cotangents")
    for (t, h̄) in zip(1..., cotangents) {
      precondition(
        h̄.rows == h_0.rows && h̄.columns == h_0.columns,
        "GRUSequence.backward: state \(t) is \(h_0.rows) × \(h_0.columns) but its cotangent \(h̄.rows) × \(h̄.columns)")
    }
    // What step t + 1 adds to the derivative by h_t.
    var later = h_0.map { _ in 0 as T }
    var (inputs, ofSteps) = ([Matrix<T>](), [[T]]())
    for (h̄, trace) in zip(cotangents, pass.traces).reversed() {
      let step = GRUStep.backward(h̄.added(to: later), trace: trace, parameters: p)
      later = step.previousState
      inputs.append(step.inputs)
      ofSteps.append(step.parameters.parameters)
    }
    let total = p.parameters.indices.map { i in Sum.over(ofSteps.indices) { t in ofSteps[t][i] } }
    return (
      parameters: GRUParameters(
        inputCount: p.inputCount, hiddenCount: p.hiddenCount, reset: p.reset, parameters: total),
      inputs: inputs.reversed(), initialState: later
    )
  }
}
