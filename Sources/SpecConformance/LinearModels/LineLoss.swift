internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LineLossValue: Equation {
  let id = "line-loss-value"
  let concept = Concept("LinearModels", "LineLoss")
  let statement = "L(w, b) = (1/N) Σᵢ (Yᵢ − (w Xᵢ + b))²"
  let documents = "D1, Gradient Descent"
  let rows = ["LOSS-4", "FN-13"]
  let kernel = "LineLoss.value(weight:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weight"), Quantity.differentiable("bias"),
    Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 6)
    return [1, 2, 5, 17].map { n in
      Probe(
        "\(n) points",
        [
          "weight": Tensor(1.25), "bias": Tensor(-0.5),
          "inputs": Tensor(Probe.sixteenths(n, using: &generator)),
          "targets": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe(
        "houses",
        [
          "weight": Tensor(496.714153), "bias": Tensor(-138.264301),
          "inputs": Tensor([76.5, 120, 188.25, 251.5, 300.5]),
          "targets": Tensor([255_000, 310_500, 702_000, 795_000, 1_105_000]),
        ])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (w, b) = (inputs.number("weight"), inputs.number("bias"))
    let (X, Y) = (inputs.vector("inputs"), inputs.vector("targets"))
    return ["value": Tensor(LineLoss.value(weight: w, bias: b, inputs: X, targets: Y))]
  }
}

struct LineLossGradient: Equation {
  let id = "line-loss-gradient"
  let concept = Concept("LinearModels", "LineLoss")
  let statement = "∂L/∂w = −(2/N) Σᵢ (Yᵢ − Ŷᵢ) Xᵢ, ∂L/∂b = −(2/N) Σᵢ (Yᵢ − Ŷᵢ)"
  let documents = "D1, Gradient Descent; D3, Gradients"
  let rows = ["GD-1", "GD-2", "GD-5"]
  let kernel = "LineLoss.gradient(weight:bias:inputs:targets:)"
  let form = EquationForm.gradient(of: "line-loss-value")
  let inputs = [
    Quantity("weight"), Quantity("bias"), Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weight"), Quantity("bias")]
  let ulps = 6.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (w, b) = (inputs.number("weight"), inputs.number("bias"))
    let (X, Y) = (inputs.vector("inputs"), inputs.vector("targets"))
    let gradient = LineLoss.gradient(weight: w, bias: b, inputs: X, targets: Y)
    return ["weight": Tensor(gradient.weight), "bias": Tensor(gradient.bias)]
  }
}
