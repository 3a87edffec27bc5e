internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct ImageScoreValue: Equation {
  let id = "image-score-value"
  let concept = Concept("LinearModels", "ImageScore")
  let statement = "f(p) = Σⱼ Σᵢ wᵢⱼ pᵢⱼ + b"
  let documents = "D1, Linear Approximation"
  let rows = ["LIN-4"]
  let kernel = "ImageScore.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("image", shape: ["m", "n"]), Quantity.differentiable("weights", shape: ["m", "n"]),
    Quantity.differentiable("bias"),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 8)
    return [(1, 1), (2, 2), (3, 4), (5, 2)].map { m, n in
      Probe(
        "\(m) × \(n) pixels",
        [
          "image": Tensor(shape: [m, n], elements: Probe.sixteenths(m * n, using: &generator)),
          "weights": Tensor(shape: [m, n], elements: Probe.sixteenths(m * n, using: &generator)),
          "bias": Tensor(-0.375),
        ])
    } + [
      Probe(
        "a black image",
        [
          "image": Tensor(shape: [2, 3], elements: [Double](repeating: 0, count: 6)),
          "weights": Tensor(shape: [2, 3], elements: Probe.sixteenths(6, using: &generator)), "bias": Tensor(1.5),
        ])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let score = ImageScore.value(
      inputs.matrix("image"), weights: inputs.matrix("weights"), bias: inputs.number("bias"))
    return ["value": Tensor(score)]
  }
}

struct ImageScorePullback: Equation {
  let id = "image-score-pullback"
  let concept = Concept("LinearModels", "ImageScore")
  let statement = "p̄ᵢⱼ = c wᵢⱼ, w̄ᵢⱼ = c pᵢⱼ, b̄ = c"
  let documents = "derived"
  let rows = ["LIN-4"]
  let kernel = "ImageScore.pullback(_:at:weights:)"
  let form = EquationForm.pullback(of: "image-score-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent"), Quantity("image", shape: ["m", "n"]), Quantity("weights", shape: ["m", "n"]),
  ]
  let outputs = [Quantity("image", shape: ["m", "n"]), Quantity("weights", shape: ["m", "n"]), Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = ImageScore.pullback(
      inputs.number("cotangent"), at: inputs.matrix("image"), weights: inputs.matrix("weights"))
    return [
      "image": Tensor(gradient.image), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
