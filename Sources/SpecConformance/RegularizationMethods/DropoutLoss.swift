internal import Backpropagation
internal import ElementaryFunctions
internal import ForwardPropagation
internal import RegularizationMethods
internal import TensorAlgebra

extension NamedTensors {
  /// The masks of a network's hidden layers, which lie below each other in one matrix.
  func masks(of shape: NetworkShape) -> [Matrix<T>] {
    let all = matrix("masks")
    var top = 0
    return shape.sizes.dropFirst().dropLast().map { n in
      defer { top += n }
      return Matrix(rows: n, columns: all.columns) { i, j in all[top + i, j] }
    }
  }
}

struct DropoutLossValue: Equation {
  let id = "dropout-loss-value"
  let concept = Concept("RegularizationMethods", "DropoutLoss")
  let statement = "J of a network with Ãˡ = drop(gˡ(Wˡ Ãˡ⁻¹ + bˡ), Mˡ) in each hidden layer"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-1"]
  let kernel = "DropoutLoss.value(_:inputs:targets:loss:dropout:masks:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("parameters", shape: ["P"]), Quantity.differentiable("inputs", shape: ["n⁰", "m"]),
    Quantity("targets", shape: ["nᴸ", "m"]), Quantity("masks", shape: ["n¹ + … + nᴸ⁻¹", "m"]),
  ]
  let outputs = [Quantity("value")]
  let attributeNames = ["sizes", "hidden", "output", "loss", "dropProbability", "variant"]

  var probes: [Probe] {
    let networks: [(sizes: [Int], m: Int, hidden: String, output: String, loss: String, variant: String, p: Double)] = [
      ([2, 3, 1], 4, "sigmoid", "sigmoid", "cross-entropy", "plain", 0.5),
      ([3, 4, 2], 1, "tanh", "softmax", "cross-entropy", "inverted", 0.3),
      ([2, 3, 4, 2], 5, "tanh", "identity", "mean-squared-error", "inverted", 0.5),
      ([4, 5, 3, 1], 3, "relu", "identity", "half-squared-error", "plain", 0.25),
      ([3, 2], 2, "identity", "softmax", "cross-entropy", "inverted", 0.5),
    ]
    var generator = Xoshiro256StarStar(seed: 42)
    return networks.map { sizes, m, hidden, output, loss, variant, p in
      let name = sizes.map(String.init).joined(separator: "-")
      let P = ParameterCount.network(sizes: sizes)
      // Off the grid of the inputs, so that no weighted sum of a ReLU is 0.
      let θ = Probe.sixteenths(P, within: 1, using: &generator).map { $0 + 1 / 128 }
      let (K, h) = (sizes[sizes.count - 1], sizes.dropFirst().dropLast().reduce(0, +))
      let y = (0..<K * m).map { k in output == "identity" ? Double(k % 5) - 1.5 : k % m % K == k / m ? 1.0 : 0 }
      return Probe(
        "\(name), \(hidden), \(loss) behind \(output), \(m) samples, \(variant)",
        [
          "parameters": Tensor(θ),
          "inputs": Tensor(
            shape: [sizes[0], m], elements: Probe.sixteenths(sizes[0] * m, within: 2, using: &generator)),
          "targets": Tensor(shape: [K, m], elements: y),
          // Not the same for all samples of a neuron, nor for all neurons of a sample.
          "masks": Tensor(shape: [h, m], elements: (0..<h * m).map { k in k * k % 5 < 2 ? 1.0 : k % 2 == 0 ? 0 : 1 }),
        ],
        [
          "sizes": .text(name), "hidden": .text(hidden), "output": .text(output), "loss": .text(loss),
          "dropProbability": .number(p), "variant": .text(variant),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    let J = DropoutLoss.value(
      network, inputs: inputs.matrix("inputs"), targets: inputs.matrix("targets"), loss: attributes.outputLoss,
      dropout: Dropout(attributes), masks: inputs.masks(of: network.shape))
    return ["value": Tensor(J)]
  }
}

struct DropoutLossGradient: Equation {
  let id = "dropout-loss-gradient"
  let concept = Concept("RegularizationMethods", "DropoutLoss")
  let statement = "∂J/∂θ and ∂J/∂X, with δˡ = drop(Wˡ⁺¹ᵀ δˡ⁺¹, Mˡ) ⊙ gˡ′(Zˡ)"
  let documents = "derived"
  let rows = ["REG-1"]
  let kernel = "DropoutLoss.gradient(_:inputs:targets:loss:dropout:masks:)"
  let form = EquationForm.gradient(of: "dropout-loss-value")
  let inputs = [
    Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"]),
    Quantity("targets", shape: ["nᴸ", "m"]), Quantity("masks", shape: ["n¹ + … + nᴸ⁻¹", "m"]),
  ]
  let outputs = [Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"])]
  let attributeNames = ["sizes", "hidden", "output", "loss", "dropProbability", "variant"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    let gradient = DropoutLoss.gradient(
      network, inputs: inputs.matrix("inputs"), targets: inputs.matrix("targets"), loss: attributes.outputLoss,
      dropout: Dropout(attributes), masks: inputs.masks(of: network.shape))
    return ["parameters": Tensor(gradient.parameters), "inputs": Tensor(gradient.inputs)]
  }
}
