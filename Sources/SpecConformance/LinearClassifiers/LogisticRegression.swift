internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LogisticRegressionValue: Equation {
  let id = "logistic-regression-value"
  let concept = Concept("LinearClassifiers", "LogisticRegression")
  let statement = "ŷ = σ(w · x + b)"
  let documents = "D4, The perceptron (reconstructed)"
  let rows = ["CLS-14"]
  let kernel = "LogisticRegression.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n"]), Quantity.differentiable("weights", shape: ["n"]),
    Quantity.differentiable("bias"),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 22)
    return [1, 2, 3, 5, 11].map { n in
      Probe(
        "\(n) inputs",
        [
          "inputs": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
          "weights": Tensor(Probe.sixteenths(n, within: 1, using: &generator)), "bias": Tensor(-0.75),
        ])
    } + [
      Probe("on the boundary", ["inputs": Tensor([1, 2]), "weights": Tensor([3, -4]), "bias": Tensor(5)]),
      Probe(
        "saturated at 1", ["inputs": Tensor([5, 2]), "weights": Tensor([6, 3]), "bias": Tensor(4)],
        undecidedBecause: "ŷ rounds to 1, and its differences to 0"),
      Probe("saturated at 0", ["inputs": Tensor([5, 2]), "weights": Tensor([-6, -3]), "bias": Tensor(-4)]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let value = LogisticRegression.value(
      inputs.vector("inputs"), weights: inputs.vector("weights"), bias: inputs.number("bias"))
    return ["value": Tensor(value)]
  }
}

struct LogisticRegressionGradient: Equation {
  let id = "logistic-regression-gradient"
  let concept = Concept("LinearClassifiers", "LogisticRegression")
  let statement = "∂ŷ/∂x = ŷ (1 − ŷ) w, ∂ŷ/∂w = ŷ (1 − ŷ) x, ∂ŷ/∂b = ŷ (1 − ŷ)"
  let documents = "derived from D4, The perceptron (reconstructed)"
  let rows = ["CLS-14"]
  let kernel = "LogisticRegression.gradient(at:weights:bias:)"
  let form = EquationForm.gradient(of: "logistic-regression-value")
  let inputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let outputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = LogisticRegression.gradient(
      at: inputs.vector("inputs"), weights: inputs.vector("weights"), bias: inputs.number("bias"))
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
