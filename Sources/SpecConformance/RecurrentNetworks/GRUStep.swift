internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct GRUStepForward: Equation {
  let id = "gru-step-forward"
  let concept = Concept("RecurrentNetworks", "GRUStep")
  let statement = """
    z = σ(W_z [x; h] + b_z), r = σ(W_r [x; h] + b_r), h̃ = tanh(W_c [x; r ⊙ h] + b_c), h′ = (1 − z) ⊙ h + z ⊙ h̃
    """
  let documents = "D4, Recurrent networks (named); D2, §5 (named)"
  let rows = ["GRU-1", "GRU-2", "GRU-3"]
  let kernel = "GRUStep.forward(_:previousState:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["n", "m"]),
      Quantity.differentiable("previousState", shape: ["h", "m"]),
    ] + GRUQuantities.parameters
  let outputs = [
    Quantity("state", shape: ["h", "m"]), Quantity("updateGate", shape: ["h", "m"]),
    Quantity("resetGate", shape: ["h", "m"]), Quantity("candidate", shape: ["h", "m"]),
  ]
  let attributeNames = ["reset"]

  var probes: [Probe] {
    GRUReset.allCases.enumerated().flatMap { place, reset in
      [(2, 3, 1), (1, 2, 3), (1, 1, 1)].map { n, h, m in
        var generator = Xoshiro256StarStar(seed: UInt64(31 + place))
        let inputs: NamedTensors<Double> = [
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
          "previousState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
        ]
        return Probe(
          "\(n) inputs, \(h) units, \(m) samples, \(reset)",
          NamedTensors(
            inputs.byName.merging(GRUQuantities.probe(n, h, reset, &generator).byName) { $1 }),
          ["reset": .text("\(reset)")])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let step = GRUStep.forward(
      inputs.matrix("inputs"), previousState: inputs.matrix("previousState"),
      parameters: GRUQuantities.parameters(inputs, attributes))
    return [
      "state": Tensor(step.state), "updateGate": Tensor(step.trace.updateGate),
      "resetGate": Tensor(step.trace.resetGate), "candidate": Tensor(step.trace.candidate),
    ]
  }
}

struct GRUStepBackward: Equation {
  let id = "gru-step-backward"
  let concept = Concept("RecurrentNetworks", "GRUStep")
  let statement = """
    δ_z = h̄′ ⊙ (h̃ − h) ⊙ σ′, δ_c = h̄′ ⊙ z ⊙ tanh′, δ_r = q ⊙ v ⊙ σ′; W̄ = δ [x; h]ᵀ; x̄ and h̄ from Wᵀ δ and h̄′ ⊙ (1 − z)
    """
  let documents = "derived: D4, Recurrent networks, names the unit"
  let rows = ["GRU-4"]
  let kernel = "GRUStep.backward(_:trace:parameters:)"
  let form = EquationForm.pullback(of: "gru-step-forward", cotangent: "state")
  let inputs =
    [
      Quantity("cotangent", shape: ["h", "m"]), Quantity("inputs", shape: ["n", "m"]),
      Quantity("previousState", shape: ["h", "m"]),
    ] + GRUQuantities.gradients
  let outputs =
    [Quantity("inputs", shape: ["n", "m"]), Quantity("previousState", shape: ["h", "m"])] + GRUQuantities.gradients
  let attributeNames = ["reset"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let parameters = GRUQuantities.parameters(inputs, attributes)
    let step = GRUStep.forward(
      inputs.matrix("inputs"), previousState: inputs.matrix("previousState"), parameters: parameters)
    let gradient = GRUStep.backward(inputs.matrix("cotangent"), trace: step.trace, parameters: parameters)
    let results: NamedTensors<T> = ["inputs": Tensor(gradient.inputs), "previousState": Tensor(gradient.previousState)]
    return NamedTensors(
      results.byName.merging(GRUQuantities.named(gradient.parameters).byName) { $1 })
  }
}
