internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LogLineLossValue: Equation {
  let id = "log-line-loss-value"
  let concept = Concept("LinearModels", "LogLineLoss")
  let statement = "log₁₀ L(w, b)"
  let documents = "D1, Gradient Descent"
  let rows = ["LOSS-20"]
  let kernel = "LogLineLoss.value(weight:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weight"), Quantity.differentiable("bias"),
    Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 11)
    return [1, 2, 5, 17].map { n in
      Probe(
        "\(n) points",
        [
          "weight": Tensor(1.25), "bias": Tensor(-0.53),
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
    return ["value": Tensor(LogLineLoss.value(weight: w, bias: b, inputs: X, targets: Y))]
  }
}

struct LogLineLossGradient: Equation {
  let id = "log-line-loss-gradient"
  let concept = Concept("LinearModels", "LogLineLoss")
  let statement = "∇ log₁₀ L = ∇L / (L ln 10)"
  let documents = "derived"
  let rows = ["LOSS-20"]
  let kernel = "LogLineLoss.gradient(weight:bias:inputs:targets:)"
  let form = EquationForm.gradient(of: "log-line-loss-value")
  let inputs = [
    Quantity("weight"), Quantity("bias"), Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weight"), Quantity("bias")]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (w, b) = (inputs.number("weight"), inputs.number("bias"))
    let (X, Y) = (inputs.vector("inputs"), inputs.vector("targets"))
    let gradient = LogLineLoss.gradient(weight: w, bias: b, inputs: X, targets: Y)
    return ["weight": Tensor(gradient.weight), "bias": Tensor(gradient.bias)]
  }
}
