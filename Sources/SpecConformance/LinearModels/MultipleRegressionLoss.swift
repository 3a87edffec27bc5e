internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct MultipleRegressionLossValue: Equation {
  let id = "multiple-regression-loss-value"
  let concept = Concept("LinearModels", "MultipleRegressionLoss")
  let statement = "L(w, b) = (1/N) Σᵢ (Yᵢ − (w · Xᵢ + b))²"
  let documents = "D1, Number of inputs"
  let rows = ["GD-6"]
  let kernel = "MultipleRegressionLoss.value(weights:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weights", shape: ["n"]), Quantity.differentiable("bias"),
    Quantity("inputs", shape: ["n", "N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 12)
    return [(1, 1), (1, 4), (2, 5), (3, 2), (5, 11)].map { n, N in
      Probe(
        "\(n) inputs, \(N) samples",
        [
          "weights": Tensor(Probe.sixteenths(n, within: 2, using: &generator)), "bias": Tensor(-0.5),
          "inputs": Tensor(shape: [n, N], elements: Probe.sixteenths(n * N, using: &generator)),
          "targets": Tensor(Probe.sixteenths(N, using: &generator)),
        ])
    } + [
      Probe(
        "houses with rooms",
        [
          "weights": Tensor([2500, 14000]), "bias": Tensor(12_500),
          "inputs": Tensor(shape: [2, 4], elements: [76.5, 120, 188.25, 300.5, 3, 4, 4, 9]),
          "targets": Tensor([255_000, 310_500, 702_000, 1_105_000]),
        ])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let loss = MultipleRegressionLoss.value(
      weights: inputs.vector("weights"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return ["value": Tensor(loss)]
  }
}

struct MultipleRegressionLossGradient: Equation {
  let id = "multiple-regression-loss-gradient"
  let concept = Concept("LinearModels", "MultipleRegressionLoss")
  let statement = "∂L/∂wₖ = −(2/N) Σᵢ (Yᵢ − Ŷᵢ) Xₖᵢ, ∂L/∂b = −(2/N) Σᵢ (Yᵢ − Ŷᵢ)"
  let documents = "D1, Number of inputs and Linearity (named)"
  let rows = ["GD-6", "GD-7"]
  let kernel = "MultipleRegressionLoss.gradient(weights:bias:inputs:targets:)"
  let form = EquationForm.gradient(of: "multiple-regression-loss-value")
  let inputs = [
    Quantity("weights", shape: ["n"]), Quantity("bias"), Quantity("inputs", shape: ["n", "N"]),
    Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weights", shape: ["n"]), Quantity("bias")]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = MultipleRegressionLoss.gradient(
      weights: inputs.vector("weights"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return ["weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias)]
  }
}
