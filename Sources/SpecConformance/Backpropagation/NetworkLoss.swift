internal import Backpropagation
internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct NetworkLossValue: Equation {
  let id = "network-loss-value"
  let concept = Concept("Backpropagation", "NetworkLoss")
  let statement = "J = (1/m) Σᵢ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾)"
  let documents = "D4, Loss functions (reconstructed)"
  let rows: [String] = []
  let kernel = "NetworkLoss.value(_:inputs:targets:loss:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("parameters", shape: ["P"]), Quantity.differentiable("inputs", shape: ["n⁰", "m"]),
    Quantity("targets", shape: ["nᴸ", "m"]),
  ]
  let outputs = [Quantity("value")]
  let attributeNames = ["sizes", "hidden", "output", "loss"]

  var probes: [Probe] {
    let networks: [(sizes: [Int], m: Int, hidden: String, output: String, loss: String)] = [
      ([1, 1], 1, "identity", "identity", "half-squared-error"),
      ([3, 2], 4, "identity", "sigmoid", "cross-entropy"),
      ([2, 3, 1], 4, "sigmoid", "sigmoid", "cross-entropy"),
      ([2, 4, 3], 1, "tanh", "softmax", "cross-entropy"),
      ([3, 2, 4], 5, "tanh", "identity", "mean-squared-error"),
      ([2, 2, 2], 2, "sigmoid", "softmax", "half-squared-error"),
      ([4, 3, 2, 1], 6, "relu", "sigmoid", "cross-entropy"),
      ([1, 4, 3, 1], 5, "relu", "identity", "mean-squared-error"),
      ([4, 5, 3, 2], 1, "tanh", "softmax", "cross-entropy"),
    ]
    var generator = Xoshiro256StarStar(seed: 16)
    return networks.map { sizes, m, hidden, output, loss in
      let name = sizes.map(String.init).joined(separator: "-")
      let P = ParameterCount.network(sizes: sizes)
      // Off the grid of the inputs, so that no weighted sum of a ReLU is 0.
      let θ = Probe.sixteenths(P, within: 1, using: &generator).map { $0 + 1 / 128 }
      let K = sizes[sizes.count - 1]
      let y = (0..<K * m).map { k in output == "identity" ? Double(k % 5) - 1.5 : k % m % K == k / m ? 1.0 : 0 }
      return Probe(
        "\(name), \(hidden), \(loss) behind \(output), \(m) samples",
        [
          "parameters": Tensor(θ),
          "inputs": Tensor(
            shape: [sizes[0], m], elements: Probe.sixteenths(sizes[0] * m, within: 2, using: &generator)),
          "targets": Tensor(shape: [K, m], elements: y),
        ],
        ["sizes": .text(name), "hidden": .text(hidden), "output": .text(output), "loss": .text(loss)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    let J = NetworkLoss.value(
      network, inputs: inputs.matrix("inputs"), targets: inputs.matrix("targets"), loss: attributes.outputLoss)
    return ["value": Tensor(J)]
  }
}

struct NetworkLossGradient: Equation {
  let id = "network-loss-gradient"
  let concept = Concept("Backpropagation", "NetworkLoss")
  let statement = "∂J/∂θ and ∂J/∂X, by backpropagation"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["BP-16", "BP-17", "NET-7", "NET-17", "NET-18"]
  let kernel = "NetworkLoss.gradient(_:inputs:targets:loss:)"
  let form = EquationForm.gradient(of: "network-loss-value")
  let inputs = [
    Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"]),
    Quantity("targets", shape: ["nᴸ", "m"]),
  ]
  let outputs = [Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"])]
  let attributeNames = ["sizes", "hidden", "output", "loss"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    let gradient = NetworkLoss.gradient(
      network, inputs: inputs.matrix("inputs"), targets: inputs.matrix("targets"), loss: attributes.outputLoss)
    return ["parameters": Tensor(gradient.parameters), "inputs": Tensor(gradient.inputs)]
  }
}
