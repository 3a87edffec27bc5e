public import ElementaryFunctions
public import TensorAlgebra

/// An LSTM along a sequence: the same parameters in every step, each step's state and cell the next one's.
public enum LSTMSequence {
  /// (h_t, c_t) = LSTM(x_t, h_{t−1}, c_{t−1}) for t = 1 … T
  ///
  /// Equation: lstm-sequence-forward
  ///
  /// - Shapes: T inputs x_t ∈ ℝⁿˣᵐ in the order of time, h_0, c_0 ∈ ℝʰˣᵐ; T states h_t ∈ ℝʰˣᵐ.
  /// - Evaluated: `LSTMStep` at each time, in order.
  /// - Edge values: an empty sequence has no states, and h_0 and c_0 are its final ones; a cell grows by at most 1 at
  ///   each step, linearly in t.
  /// - Precondition: each input has n rows, h_0 and c_0 have h, and all have as many columns.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: [Matrix<T>], initialState h_0: Matrix<T>, initialCell c_0: Matrix<T>, parameters: LSTMParameters<T>
  ) -> LSTMPass<T> {
    precondition(
      h_0.rows == parameters.hiddenCount && c_0.rows == h_0.rows && c_0.columns == h_0.columns,
      """
      LSTMSequence.forward: the initial state is \(h_0.rows) × \(h_0.columns) and the initial cell \
      \(c_0.rows) × \(c_0.columns) for \(parameters.hiddenCount) hidden units
      """)
    var (h, c, states, traces): (Matrix<T>, Matrix<T>, [Matrix<T>], [LSTMTrace<T>]) = (h_0, c_0, [], [])
    for x_t in x {
      let step = LSTMStep.forward(x_t, previousState: h, previousCell: c, parameters: parameters)
      (h, c) = (step.state, step.cell)
      states.append(h)
      traces.append(step.trace)
    }
    return LSTMPass(parameters: parameters, initialState: h_0, initialCell: c_0, traces: traces, states: states)
  }

  /// (θ̂_t, x̄_t, ĥ_{t−1}, ĉ_{t−1}) is (h̄_t + ĥ_t, ĉ_t) pulled back through step t, for t = T … 1, with ĥ_T = 0 and
  /// ĉ_T = c̄_T; then θ̄ = Σ_t θ̂_t, h̄_0 = ĥ_0 and c̄_0 = ĉ_0: back-propagation through time
  ///
  /// Equation: lstm-sequence-backward
  ///
  /// - Shapes: one cotangent h̄_t ∈ ℝʰˣᵐ for each state, the derivative by h_t directly, without what h_t does to later
  ///   states; and one of the last cell, c̄_T ∈ ℝʰˣᵐ, 0 where nothing but the states counts.
  /// - Evaluated: `LSTMStep.backward` from the last step to the first; the steps' gradients by the parameters are added
  ///   in pairs.
  /// - Edge values: an empty sequence has gradients of 0, but c̄_T by c_0, which is its last cell.
  /// - Precondition: there is one cotangent for each state, of its shape, and c̄_T has the same shape.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangents: [Matrix<T>], finalCell c̄_T: Matrix<T>, of pass: LSTMPass<T>
  ) -> (
    parameters: LSTMParameters<T>, inputs: [Matrix<T>], initialState: Matrix<T>, initialCell: Matrix<T>
  ) {
    let (p, h_0) = (pass.parameters, pass.initialState)
    precondition(
      cotangents.count == pass.states.count,
      "LSTMSequence.backward: there are \(pass.states.count) states but \(cotangents.count) cotangents")
    for (t, h̄) in zip(1..., cotangents) {
      precondition(
        h̄.rows == h_0.rows && h̄.columns == h_0.columns,
        "LSTMSequence.backward: state \(t) is \(h_0.rows) × \(h_0.columns) but its cotangent \(h̄.rows) × \(h̄.columns)")
    }
    precondition(
      c̄_T.rows == h_0.rows && c̄_T.columns == h_0.columns,
      "LSTMSequence.backward: the cell is \(h_0.rows) × \(h_0.columns) but its cotangent \(c̄_T.rows) × \(c̄_T.columns)")
    // What later steps add to the derivatives by h_t and c_t.
    var (ĥ, ĉ) = (h_0.map { _ in 0 as T }, c̄_T)
    var (inputs, ofSteps) = ([Matrix<T>](), [[T]]())
    for (h̄, trace) in zip(cotangents, pass.traces).reversed() {
      let step = LSTMStep.backward(state: h̄.added(to: ĥ), cell: ĉ, trace: trace, parameters: p)
      (ĥ, ĉ) = (step.previousState, step.previousCell)
      inputs.append(step.inputs)
      ofSteps.append(step.parameters.parameters)
    }
    let total = p.parameters.indices.map { k in Sum.over(ofSteps.indices) { t in ofSteps[t][k] } }
    return (
      parameters: LSTMParameters(inputCount: p.inputCount, hiddenCount: p.hiddenCount, parameters: total),
      inputs: inputs.reversed(), initialState: ĥ, initialCell: ĉ
    )
  }
}
