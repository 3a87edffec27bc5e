internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct RNNStepForward: Equation {
  let id = "rnn-step-forward"
  let concept = Concept("RecurrentNetworks", "RNNStep")
  let statement = "h_t = tanh(W_hh h_{t−1} + W_xh x_t + b_h)"
  let documents = "D4, Recurrent networks (reconstructed)"
  let rows = ["RNN-1"]
  let kernel = "RNNStep.forward(_:previousState:parameters:)"
  let form = EquationForm.value
  let inputs =
    [
      Quantity.differentiable("inputs", shape: ["n", "m"]),
      Quantity.differentiable("previousState", shape: ["h", "m"]),
    ] + RNNQuantities.parameters
  let outputs = [Quantity("state", shape: ["h", "m"]), Quantity("preactivation", shape: ["h", "m"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 71)
    return [(1, 1, 1), (2, 3, 4), (3, 3, 3), (3, 2, 1), (1, 4, 2)].map { n, h, m in
      let inputs: NamedTensors<Double> = [
        "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 1, using: &generator)),
        "previousState": Tensor(shape: [h, m], elements: Probe.sixteenths(h * m, within: 1, using: &generator)),
      ]
      return Probe(
        "\(n) inputs, \(h) hidden units, \(m) samples",
        NamedTensors(inputs.byName.merging(RNNQuantities.probe(n, h, &generator).byName) { $1 }))
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let step = RNNStep.forward(
      inputs.matrix("inputs"), previousState: inputs.matrix("previousState"),
      parameters: RNNQuantities.parameters(inputs))
    return ["state": Tensor(step.state), "preactivation": Tensor(step.trace.preactivation)]
  }
}

struct RNNStepBackward: Equation {
  let id = "rnn-step-backward"
  let concept = Concept("RecurrentNetworks", "RNNStep")
  let statement = "δ = h̄_t ⊙ tanh′(z_t), W̄_hh = δ h_{t−1}ᵀ, W̄_xh = δ x_tᵀ, b̄_h = δ 1, x̄_t = W_xhᵀ δ, h̄_{t−1} = W_hhᵀ δ"
  let documents = "derived: D4, Recurrent networks, names the network"
  let rows = ["RNN-1"]
  let kernel = "RNNStep.backward(_:trace:parameters:)"
  let form = EquationForm.pullback(of: "rnn-step-forward", cotangent: "state")
  let inputs =
    [
      Quantity("cotangent", shape: ["h", "m"]), Quantity("inputs", shape: ["n", "m"]),
      Quantity("previousState", shape: ["h", "m"]),
    ] + RNNQuantities.gradients
  let outputs =
    [Quantity("inputs", shape: ["n", "m"]), Quantity("previousState", shape: ["h", "m"])] + RNNQuantities.gradients
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let parameters = RNNQuantities.parameters(inputs)
    let step = RNNStep.forward(
      inputs.matrix("inputs"), previousState: inputs.matrix("previousState"), parameters: parameters)
    let gradient = RNNStep.backward(inputs.matrix("cotangent"), trace: step.trace, parameters: parameters)
    let results: NamedTensors<T> = ["inputs": Tensor(gradient.inputs), "previousState": Tensor(gradient.previousState)]
    return NamedTensors(results.byName.merging(RNNQuantities.named(gradient.parameters).byName) { $1 })
  }
}
