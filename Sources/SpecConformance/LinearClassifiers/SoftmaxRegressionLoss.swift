internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct SoftmaxRegressionLossValue: Equation {
  let id = "softmax-regression-loss-value"
  let concept = Concept("LinearClassifiers", "SoftmaxRegressionLoss")
  let statement = "J(W, b) = −(1/m) Σᵢ Σₖ yₖᵢ ln ŷₖᵢ"
  let documents = "D4, Layers (in words)"
  let rows = ["CLS-17"]
  let kernel = "SoftmaxRegressionLoss.value(weights:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weights", shape: ["K", "n"]), Quantity.differentiable("bias", shape: ["K"]),
    Quantity("inputs", shape: ["n", "m"]), Quantity("targets", shape: ["K", "m"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 25)
    let sizes = [(1, 1, 1), (2, 1, 3), (3, 2, 1), (2, 3, 4), (4, 3, 5), (3, 2, 11)]
    return sizes.map { K, n, m in
      Probe(
        "\(K) classes, \(n) inputs, \(m) samples",
        [
          "weights": Tensor(shape: [K, n], elements: Probe.sixteenths(K * n, within: 1, using: &generator)),
          "bias": Tensor(Probe.sixteenths(K, within: 1, using: &generator)),
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
          "targets": Tensor(shape: [K, m], elements: (0..<K * m).map { $0 % m % K == $0 / m ? 1.0 : 0 }),
        ])
    } + [
      Probe(
        "targets between 0 and 1",
        [
          "weights": Tensor(shape: [3, 1], elements: [1, -0.5, 0.25]), "bias": Tensor([0.5, 0, -1]),
          "inputs": Tensor(shape: [1, 2], elements: [2, -1.5]),
          "targets": Tensor(shape: [3, 2], elements: [0.25, 0, 0.625, 0.5, 0.125, 0.5]),
        ])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let loss = SoftmaxRegressionLoss.value(
      weights: inputs.matrix("weights"), bias: inputs.vector("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.matrix("targets"))
    return ["value": Tensor(loss)]
  }
}

struct SoftmaxRegressionLossGradient: Equation {
  let id = "softmax-regression-loss-gradient"
  let concept = Concept("LinearClassifiers", "SoftmaxRegressionLoss")
  let statement = "∂J/∂W = (1/m) (Ŷ − Y) Xᵀ, ∂J/∂b = (1/m) (Ŷ − Y) 1"
  let documents = "D4, Layers (in words)"
  let rows = ["CLS-17"]
  let kernel = "SoftmaxRegressionLoss.gradient(weights:bias:inputs:targets:)"
  let form = EquationForm.gradient(of: "softmax-regression-loss-value")
  let inputs = [
    Quantity("weights", shape: ["K", "n"]), Quantity("bias", shape: ["K"]), Quantity("inputs", shape: ["n", "m"]),
    Quantity("targets", shape: ["K", "m"]),
  ]
  let outputs = [Quantity("weights", shape: ["K", "n"]), Quantity("bias", shape: ["K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = SoftmaxRegressionLoss.gradient(
      weights: inputs.matrix("weights"), bias: inputs.vector("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.matrix("targets"))
    return ["weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias)]
  }
}
