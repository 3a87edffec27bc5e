internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct RNNSequenceForward: Equation {
  let id = "rnn-sequence-forward"
  let concept = Concept("RecurrentNetworks", "RNNSequence")
  let statement = "h_t = tanh(W_hh h_{t−1} + W_xh x_t + b_h), t = 1, …, T"
  let documents = "D4, Recurrent networks (reconstructed)"
  let rows = ["RNN-1"]
  let kernel = "RNNSequence.forward(_:initialState:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["T", "n", "m"]),
      Quantity.differentiable("initialState", shape: ["h", "m"]),
    ] + RNNQuantities.parameters
  let outputs = [Quantity("states", shape: ["T", "h", "m"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 72)
    return [(1, 1, 1, 1), (5, 2, 3, 4), (2, 2, 2, 2), (6, 3, 2, 1), (1, 1, 4, 2), (4, 2, 1, 3)].map { T, n, h, m in
      let inputs: NamedTensors<Double> = [
        "inputs": Tensor(shape: [T, n, m], elements: Probe.sixteenths(T * n * m, within: 1, using: &generator)),
        "initialState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
      ]
      return Probe(
        "\(T) steps, \(n) inputs, \(h) hidden units, \(m) samples",
        NamedTensors(inputs.byName.merging(RNNQuantities.probe(n, h, &generator).byName) { $1 }))
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let initialState = inputs.matrix("initialState")
    let pass = RNNSequence.forward(
      inputs["inputs"].sequence, initialState: initialState, parameters: RNNQuantities.parameters(inputs))
    return ["states": Tensor(sequence: pass.states, rows: initialState.rows, columns: initialState.columns)]
  }
}

struct RNNSequenceBackward: Equation {
  let id = "rnn-sequence-backward"
  let concept = Concept("RecurrentNetworks", "RNNSequence")
  let statement =
    "δ_t = (h̄_t + W_hhᵀ δ_{t+1}) ⊙ tanh′(z_t); W̄_xh = Σ_t δ_t x_tᵀ, W̄_hh = Σ_t δ_t h_{t−1}ᵀ, b̄_h = Σ_t δ_t 1"
  let documents = "derived: D4, Recurrent networks, names the network"
  let rows = ["RNN-3"]
  let kernel = "RNNSequence.backward(_:of:)"
  let form = EquationForm.pullback(of: "rnn-sequence-forward", cotangent: "states")
  let inputs =
    [
      Quantity("cotangent", shape: ["T", "h", "m"]), Quantity("inputs", shape: ["T", "n", "m"]),
      Quantity("initialState", shape: ["h", "m"]),
    ] + RNNQuantities.gradients
  let outputs =
    [Quantity("inputs", shape: ["T", "n", "m"]), Quantity("initialState", shape: ["h", "m"])] + RNNQuantities.gradients
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (initialState, parameters) = (inputs.matrix("initialState"), RNNQuantities.parameters(inputs))
    let pass = RNNSequence.forward(inputs["inputs"].sequence, initialState: initialState, parameters: parameters)
    let gradient = RNNSequence.backward(inputs["cotangent"].sequence, of: pass)
    let results: NamedTensors<T> = [
      "inputs": Tensor(sequence: gradient.inputs, rows: parameters.inputCount, columns: initialState.columns),
      "initialState": Tensor(gradient.initialState),
    ]
    return NamedTensors(results.byName.merging(RNNQuantities.named(gradient.parameters).byName) { $1 })
  }
}
