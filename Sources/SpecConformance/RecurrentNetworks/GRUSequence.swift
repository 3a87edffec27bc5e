internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct GRUSequenceForward: Equation {
  let id = "gru-sequence-forward"
  let concept = Concept("RecurrentNetworks", "GRUSequence")
  let statement = "h_t = GRU(x_t, h_{t−1}), t = 1, …, T"
  let documents = "D4, Recurrent networks (named); D2, §5 (named)"
  let rows = ["GRU-3"]
  let kernel = "GRUSequence.forward(_:initialState:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["T", "n", "m"]),
      Quantity.differentiable("initialState", shape: ["h", "m"]),
    ] + GRUQuantities.parameters
  let outputs = [Quantity("states", shape: ["T", "h", "m"]), Quantity("finalState", shape: ["h", "m"])]
  let attributeNames = ["reset"]

  var probes: [Probe] {
    GRUReset.allCases.enumerated().flatMap { place, reset in
      [(3, 2, 1, 2), (2, 1, 2, 1)].map { T, n, h, m in
        var generator = Xoshiro256StarStar(seed: UInt64(41 + place))
        let inputs: NamedTensors<Double> = [
          "inputs": Tensor(shape: [T, n, m], elements: Probe.sixteenths(T * n * m, within: 2, using: &generator)),
          "initialState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
        ]
        return Probe(
          "\(T) steps, \(n) inputs, \(h) units, \(m) samples, \(reset)",
          NamedTensors(
            inputs.byName.merging(GRUQuantities.probe(n, h, reset, &generator).byName) { $1 }),
          ["reset": .text("\(reset)")])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let initialState = inputs.matrix("initialState")
    let pass = GRUSequence.forward(
      inputs["inputs"].sequence, initialState: initialState,
      parameters: GRUQuantities.parameters(inputs, attributes))
    return [
      "states": Tensor(sequence: pass.states, rows: initialState.rows, columns: initialState.columns),
      "finalState": Tensor(pass.finalState),
    ]
  }
}

struct GRUSequenceBackward: Equation {
  let id = "gru-sequence-backward"
  let concept = Concept("RecurrentNetworks", "GRUSequence")
  let statement = "g_t = h̄_t + (the state's cotangent of step t + 1), θ̄ = Σ_t θ̄_t, for t = T, …, 1"
  let documents = "derived: D4, Recurrent networks, names the unit"
  let rows = ["GRU-4"]
  let kernel = "GRUSequence.backward(_:of:)"
  let form = EquationForm.pullback(of: "gru-sequence-forward", cotangent: "states")
  let inputs =
    [
      Quantity("cotangent", shape: ["T", "h", "m"]), Quantity("inputs", shape: ["T", "n", "m"]),
      Quantity("initialState", shape: ["h", "m"]),
    ] + GRUQuantities.gradients
  let outputs =
    [Quantity("inputs", shape: ["T", "n", "m"]), Quantity("initialState", shape: ["h", "m"])] + GRUQuantities.gradients
  let attributeNames = ["reset"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (X, initialState) = (inputs["inputs"].sequence, inputs.matrix("initialState"))
    let parameters = GRUQuantities.parameters(inputs, attributes)
    let pass = GRUSequence.forward(X, initialState: initialState, parameters: parameters)
    let gradient = GRUSequence.backward(
      inputs["cotangent"].sequence, of: pass)
    let results: NamedTensors<T> = [
      "inputs": Tensor(sequence: gradient.inputs, rows: parameters.inputCount, columns: initialState.columns),
      "initialState": Tensor(gradient.initialState),
    ]
    return NamedTensors(
      results.byName.merging(GRUQuantities.named(gradient.parameters).byName) { $1 })
  }
}
