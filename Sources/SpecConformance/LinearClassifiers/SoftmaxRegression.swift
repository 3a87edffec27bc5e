internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct SoftmaxRegressionValue: Equation {
  let id = "softmax-regression-value"
  let concept = Concept("LinearClassifiers", "SoftmaxRegression")
  let statement = "Ŷ = softmax(W X + b 1ᵀ), each column by itself"
  let documents = "D4, Layers (in words)"
  let rows = ["CLS-17"]
  let kernel = "SoftmaxRegression.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n", "m"]), Quantity.differentiable("weights", shape: ["K", "n"]),
    Quantity.differentiable("bias", shape: ["K"]),
  ]
  let outputs = [Quantity("value", shape: ["K", "m"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 124)
    return [(1, 1, 1), (2, 1, 3), (3, 2, 1), (2, 3, 5), (4, 3, 2)].map { K, n, m in
      Probe(
        "\(K) classes, \(n) inputs, \(m) samples",
        [
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
          "weights": Tensor(shape: [K, n], elements: Probe.sixteenths(K * n, within: 1, using: &generator)),
          "bias": Tensor(Probe.sixteenths(K, within: 1, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let probabilities = SoftmaxRegression.value(
      inputs.matrix("inputs"), weights: inputs.matrix("weights"), bias: inputs.vector("bias"))
    return ["value": Tensor(probabilities)]
  }
}

struct SoftmaxRegressionPullback: Equation {
  let id = "softmax-regression-pullback"
  let concept = Concept("LinearClassifiers", "SoftmaxRegression")
  let statement = "W̄ = D Xᵀ, b̄ = D 1, X̄ = Wᵀ D, with dᵢ = ŷᵢ ⊙ (cᵢ − cᵢ · ŷᵢ)"
  let documents = "derived from D4, Layers"
  let rows = ["CLS-17"]
  let kernel = "SoftmaxRegression.pullback(_:at:weights:bias:)"
  let form = EquationForm.pullback(of: "softmax-regression-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["K", "m"]), Quantity("inputs", shape: ["n", "m"]),
    Quantity("weights", shape: ["K", "n"]), Quantity("bias", shape: ["K"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n", "m"]), Quantity("weights", shape: ["K", "n"]), Quantity("bias", shape: ["K"]),
  ]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = SoftmaxRegression.pullback(
      inputs.matrix("cotangent"), at: inputs.matrix("inputs"), weights: inputs.matrix("weights"),
      bias: inputs.vector("bias"))
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
