internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct LSTMSequenceForward: Equation {
  let id = "lstm-sequence-forward"
  let concept = Concept("RecurrentNetworks", "LSTMSequence")
  let statement = "(h_t, c_t) = LSTM(x_t, h_{t−1}, c_{t−1}), t = 1 … T"
  let documents = "D4, Recurrent networks (named); D2, §5 (named)"
  let rows = ["LSTM-3"]
  let kernel = "LSTMSequence.forward(_:initialState:initialCell:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["T", "n", "m"]),
      Quantity.differentiable("initialState", shape: ["h", "m"]),
      Quantity.differentiable("initialCell", shape: ["h", "m"]),
    ] + LSTMQuantities.parameters
  /// The states in the order of time and then the last cell, so that one cotangent is theirs.
  let outputs = [Quantity("statesAndCell", shape: ["T + 1", "h", "m"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 75)
    return [(1, 1, 1, 1), (4, 1, 2, 3), (2, 2, 2, 1), (5, 2, 1, 1), (2, 1, 1, 2)].map { T, n, h, m in
      let inputs: NamedTensors<Double> = [
        "inputs": Tensor(shape: [T, n, m], elements: Probe.sixteenths(T * n * m, within: 1, using: &generator)),
        "initialState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
        "initialCell": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
      ]
      return Probe(
        "\(T) steps, \(n) inputs, \(h) hidden units, \(m) samples",
        NamedTensors(inputs.byName.merging(LSTMQuantities.probe(n, h, &generator).byName) { $1 }))
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let h_0 = inputs.matrix("initialState")
    let pass = LSTMSequence.forward(
      inputs["inputs"].sequence, initialState: h_0, initialCell: inputs.matrix("initialCell"),
      parameters: LSTMQuantities.parameters(inputs))
    return [
      "statesAndCell": Tensor(sequence: pass.states + [pass.finalCell], rows: h_0.rows, columns: h_0.columns)
    ]
  }
}

struct LSTMSequenceBackward: Equation {
  let id = "lstm-sequence-backward"
  let concept = Concept("RecurrentNetworks", "LSTMSequence")
  let statement = "(h̄_t + ĥ_t, ĉ_t) pulled back through step t, t = T … 1; θ̄ = Σ_t θ̂_t"
  let documents = "derived: D4, Recurrent networks, names the network"
  let rows = ["LSTM-5"]
  let kernel = "LSTMSequence.backward(_:finalCell:of:)"
  let form = EquationForm.pullback(of: "lstm-sequence-forward", cotangent: "statesAndCell")
  let inputs =
    [
      Quantity("cotangent", shape: ["T + 1", "h", "m"]), Quantity("inputs", shape: ["T", "n", "m"]),
      Quantity("initialState", shape: ["h", "m"]), Quantity("initialCell", shape: ["h", "m"]),
    ] + LSTMQuantities.gradients
  let outputs =
    [
      Quantity("inputs", shape: ["T", "n", "m"]), Quantity("initialState", shape: ["h", "m"]),
      Quantity("initialCell", shape: ["h", "m"]),
    ] + LSTMQuantities.gradients
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (h_0, parameters) = (inputs.matrix("initialState"), LSTMQuantities.parameters(inputs))
    let cotangents = inputs["cotangent"].sequence
    let pass = LSTMSequence.forward(
      inputs["inputs"].sequence, initialState: h_0, initialCell: inputs.matrix("initialCell"), parameters: parameters)
    precondition(!cotangents.isEmpty, "LSTMSequence.backward: no cotangent of the final cell")
    let last = cotangents.count - 1
    let gradient = LSTMSequence.backward(Array(cotangents[..<last]), finalCell: cotangents[last], of: pass)
    let results: NamedTensors<T> = [
      "inputs": Tensor(sequence: gradient.inputs, rows: parameters.inputCount, columns: h_0.columns),
      "initialState": Tensor(gradient.initialState), "initialCell": Tensor(gradient.initialCell),
    ]
    return NamedTensors(results.byName.merging(LSTMQuantities.named(gradient.parameters).byName) { $1 })
  }
}
