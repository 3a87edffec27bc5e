internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LogisticLossValue: Equation {
  let id = "logistic-loss-value"
  let concept = Concept("LinearClassifiers", "LogisticLoss")
  let statement = "J(w, b) = −(1/m) Σᵢ [yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)]"
  let documents = "D4, The perceptron (in words)"
  let rows = ["CLS-16"]
  let kernel = "LogisticLoss.value(weights:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weights", shape: ["n"]), Quantity.differentiable("bias"),
    Quantity("inputs", shape: ["n", "m"]), Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 23)
    return [(1, 1), (1, 4), (2, 5), (3, 2), (5, 11)].map { n, m in
      Probe(
        "\(n) inputs, \(m) samples",
        [
          "weights": Tensor(Probe.sixteenths(n, within: 1, using: &generator)), "bias": Tensor(-0.5),
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
          "targets": Tensor((0..<m).map { $0 % 3 == 1 ? 1.0 : 0 }),
        ])
    } + [
      Probe(
        "AND, from 0",
        [
          "weights": Tensor([0, 0]), "bias": Tensor(0),
          "inputs": Tensor(shape: [2, 4], elements: [0, 0, 1, 1, 0, 1, 0, 1]), "targets": Tensor([0, 0, 0, 1]),
        ]),
      Probe(
        "targets between 0 and 1",
        [
          "weights": Tensor([1.5, -0.5]), "bias": Tensor(0.25),
          "inputs": Tensor(shape: [2, 3], elements: [1, 2, -1, 0.5, 3, 1]), "targets": Tensor([0.25, 0.5, 1]),
        ]),
      Probe(
        "separated widely",
        [
          "weights": Tensor([20]), "bias": Tensor(-30),
          "inputs": Tensor(shape: [1, 4], elements: [-1, 0.25, 2.5, 4]), "targets": Tensor([0, 0, 1, 1]),
        ]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let loss = LogisticLoss.value(
      weights: inputs.vector("weights"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return ["value": Tensor(loss)]
  }
}

struct LogisticLossGradient: Equation {
  let id = "logistic-loss-gradient"
  let concept = Concept("LinearClassifiers", "LogisticLoss")
  let statement = "∂J/∂w = (1/m) Σᵢ (ŷᵢ − yᵢ) xᵢ, ∂J/∂b = (1/m) Σᵢ (ŷᵢ − yᵢ)"
  let documents = "D4, The perceptron (in words)"
  let rows = ["CLS-16"]
  let kernel = "LogisticLoss.gradient(weights:bias:inputs:targets:)"
  let form = EquationForm.gradient(of: "logistic-loss-value")
  let inputs = [
    Quantity("weights", shape: ["n"]), Quantity("bias"), Quantity("inputs", shape: ["n", "m"]),
    Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("weights", shape: ["n"]), Quantity("bias")]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = LogisticLoss.gradient(
      weights: inputs.vector("weights"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return ["weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias)]
  }
}
