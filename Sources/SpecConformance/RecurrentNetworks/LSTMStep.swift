internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct LSTMStepForward: Equation {
  let id = "lstm-step-forward"
  let concept = Concept("RecurrentNetworks", "LSTMStep")
  let statement =
    "i, f, o = σ(W_{i,f,o} [x; h] + b_{i,f,o}), g = tanh(W_g [x; h] + b_g), c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′"
  let documents = "D4, Recurrent networks (named); D2, §5 (named)"
  let rows = ["LSTM-1", "LSTM-2", "LSTM-3", "LSTM-4"]
  let kernel = "LSTMStep.forward(_:previousState:previousCell:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["n", "m"]),
      Quantity.differentiable("previousState", shape: ["h", "m"]),
      Quantity.differentiable("previousCell", shape: ["h", "m"]),
    ] + LSTMQuantities.parameters
  /// State and cell are one array, the state first, so that one cotangent is theirs.
  let outputs = [
    Quantity("stateAndCell", shape: ["2", "h", "m"]), Quantity("inputGate", shape: ["h", "m"]),
    Quantity("forgetGate", shape: ["h", "m"]), Quantity("outputGate", shape: ["h", "m"]),
    Quantity("candidate", shape: ["h", "m"]),
  ]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 74)
    return [(1, 1, 1), (1, 2, 3), (2, 2, 2), (3, 2, 1)].map { n, h, m in
      let inputs: NamedTensors<Double> = [
        "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 1, using: &generator)),
        "previousState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
        "previousCell": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 2, using: &generator)),
      ]
      return Probe(
        "\(n) inputs, \(h) hidden units, \(m) samples",
        NamedTensors(inputs.byName.merging(LSTMQuantities.probe(n, h, &generator).byName) { $1 }))
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let h = inputs.matrix("previousState")
    let step = LSTMStep.forward(
      inputs.matrix("inputs"), previousState: h, previousCell: inputs.matrix("previousCell"),
      parameters: LSTMQuantities.parameters(inputs))
    return [
      "stateAndCell": Tensor(sequence: [step.state, step.cell], rows: h.rows, columns: h.columns),
      "inputGate": Tensor(step.trace.inputGate), "forgetGate": Tensor(step.trace.forgetGate),
      "outputGate": Tensor(step.trace.outputGate), "candidate": Tensor(step.trace.candidate),
    ]
  }
}

struct LSTMStepBackward: Equation {
  let id = "lstm-step-backward"
  let concept = Concept("RecurrentNetworks", "LSTMStep")
  let statement =
    "s = c̄′ + h̄′ ⊙ o ⊙ tanh′(c′), c̄ = s ⊙ f, δ_i = s ⊙ g ⊙ σ′, δ_f = s ⊙ c ⊙ σ′, δ_o = h̄′ ⊙ tanh(c′) ⊙ σ′, δ_g = s ⊙ i ⊙ tanh′"
  let documents = "derived: D4, Recurrent networks, names the network"
  let rows = ["LSTM-5"]
  let kernel = "LSTMStep.backward(state:cell:trace:parameters:)"
  let form = EquationForm.pullback(of: "lstm-step-forward", cotangent: "stateAndCell")
  let inputs =
    [
      Quantity("cotangent", shape: ["2", "h", "m"]), Quantity("inputs", shape: ["n", "m"]),
      Quantity("previousState", shape: ["h", "m"]), Quantity("previousCell", shape: ["h", "m"]),
    ] + LSTMQuantities.gradients
  let outputs =
    [
      Quantity("inputs", shape: ["n", "m"]), Quantity("previousState", shape: ["h", "m"]),
      Quantity("previousCell", shape: ["h", "m"]),
    ] + LSTMQuantities.gradients
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (parameters, cotangents) = (LSTMQuantities.parameters(inputs), inputs["cotangent"].sequence)
    let step = LSTMStep.forward(
      inputs.matrix("inputs"), previousState: inputs.matrix("previousState"),
      previousCell: inputs.matrix("previousCell"), parameters: parameters)
    precondition(
      cotangents.count == 2, "LSTMStep.backward: \(cotangents.count) cotangents, expected those of state and cell")
    let gradient = LSTMStep.backward(
      state: cotangents[0], cell: cotangents[1], trace: step.trace, parameters: parameters)
    let results: NamedTensors<T> = [
      "inputs": Tensor(gradient.inputs), "previousState": Tensor(gradient.previousState),
      "previousCell": Tensor(gradient.previousCell),
    ]
    return NamedTensors(results.byName.merging(LSTMQuantities.named(gradient.parameters).byName) { $1 })
  }
}
