internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct DenseLayerForward: Equation {
  let id = "dense-layer-forward"
  let concept = Concept("ForwardPropagation", "DenseLayer")
  let statement = "Z = W X + b 1ᵀ, A = g(Z)"
  let documents = "D3, Why Matrices?; D4, Forward propagation (reconstructed)"
  let rows = ["NET-2", "NET-3", "NET-4", "NET-5", "NET-8", "NET-9"]
  let kernel = "DenseLayer.forward(_:weights:bias:activation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n", "m"]), Quantity.differentiable("weights", shape: ["o", "n"]),
    Quantity.differentiable("bias", shape: ["o"]),
  ]
  let outputs = [Quantity("activation", shape: ["o", "m"]), Quantity("preactivation", shape: ["o", "m"])]
  let attributeNames = ["activation"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 13)
    return ["identity", "sigmoid", "tanh", "relu"].flatMap { activation in
      [(1, 1, 1), (2, 3, 4), (3, 3, 3), (4, 2, 1)].map { o, n, m in
        Probe(
          "\(activation), \(o) × \(n) weights, \(m) samples",
          [
            "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
            "weights": Tensor(shape: [o, n], elements: Probe.sixteenths(o * n, within: 1, using: &generator)),
            "bias": Tensor(Probe.sixteenths(o, within: 1, using: &generator).map { $0 + 0.03125 }),
          ], ["activation": .text(activation)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = DenseLayer.forward(
      inputs.matrix("inputs"), weights: inputs.matrix("weights"), bias: inputs.vector("bias"),
      activation: attributes.activation())
    return ["activation": Tensor(layer.activation), "preactivation": Tensor(layer.preactivation)]
  }
}

struct DenseLayerBackward: Equation {
  let id = "dense-layer-backward"
  let concept = Concept("ForwardPropagation", "DenseLayer")
  let statement = "δ = Ā ⊙ g′(Z), X̄ = Wᵀ δ, W̄ = δ Xᵀ, b̄ = δ 1"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["NET-2", "NET-5", "BP-4", "BP-5", "BP-16"]
  let kernel = "DenseLayer.backward(_:inputs:weights:preactivation:activation:)"
  let form = EquationForm.pullback(of: "dense-layer-forward", cotangent: "activation")
  let inputs = [
    Quantity("cotangent", shape: ["o", "m"]), Quantity("inputs", shape: ["n", "m"]),
    Quantity("weights", shape: ["o", "n"]), Quantity("preactivation", shape: ["o", "m"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n", "m"]), Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"]),
  ]
  let attributeNames = ["activation"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = DenseLayer.backward(
      inputs.matrix("cotangent"), inputs: inputs.matrix("inputs"), weights: inputs.matrix("weights"),
      preactivation: inputs.matrix("preactivation"), activation: attributes.activation())
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
