internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct NeuronForward: Equation {
  let id = "neuron-forward"
  let concept = Concept("ForwardPropagation", "Neuron")
  let statement = "z = w · x + b, a = g(z)"
  let documents = "D1, Neural Networks; D3, The Network Structure; D4, The perceptron; D5, Neurons"
  let rows = ["NET-1", "LIN-2"]
  let kernel = "Neuron.forward(_:weights:bias:activation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n"]), Quantity.differentiable("weights", shape: ["n"]),
    Quantity.differentiable("bias"),
  ]
  let outputs = [Quantity("activation"), Quantity("preactivation")]
  let attributeNames = ["activation"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 7)
    return ["identity", "sigmoid", "tanh", "relu"].flatMap { activation in
      [1, 2, 3, 12].map { n in
        Probe(
          "\(activation) of \(n) inputs",
          [
            "inputs": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
            "weights": Tensor(Probe.sixteenths(n, within: 1, using: &generator)),
            "bias": Tensor(-0.375),
          ], ["activation": .text(activation)])
      } + [
        Probe(
          "\(activation) far to the left",
          ["inputs": Tensor([30, -2]), "weights": Tensor([-20, 12.5]), "bias": Tensor(1)],
          ["activation": .text(activation)])
      ]
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let neuron = Neuron.forward(
      inputs.vector("inputs"), weights: inputs.vector("weights"), bias: inputs.number("bias"),
      activation: attributes.activation())
    return [
      "activation": Tensor(neuron.activation), "preactivation": Tensor(neuron.preactivation),
    ]
  }
}

struct NeuronBackward: Equation {
  let id = "neuron-backward"
  let concept = Concept("ForwardPropagation", "Neuron")
  let statement = "δ = ā g′(z), x̄ = δ w, w̄ = δ x, b̄ = δ"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["BP-1", "NET-1"]
  let kernel = "Neuron.backward(_:inputs:weights:preactivation:activation:)"
  let form = EquationForm.pullback(of: "neuron-forward", cotangent: "activation")
  let inputs = [
    Quantity("cotangent"), Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]),
    Quantity("preactivation"),
  ]
  let outputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let attributeNames = ["activation"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = Neuron.backward(
      inputs.number("cotangent"), inputs: inputs.vector("inputs"), weights: inputs.vector("weights"),
      preactivation: inputs.number("preactivation"), activation: attributes.activation())
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
