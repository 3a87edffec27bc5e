internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct QuadraticModelValue: Equation {
  let id = "quadratic-model-value"
  let concept = Concept("LinearModels", "QuadraticModel")
  let statement = "f(x₀, x₁) = w₀ x₀ + w₁ x₁ + w₀₁ x₀ x₁ + w₀₀ x₀² + w₁₁ x₁² + b"
  let documents = "D1, Linearity"
  let rows = ["LIN-5"]
  let kernel = "QuadraticModel.value(_:_:weights:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("x0"), Quantity.differentiable("x1"), Quantity.differentiable("weights", shape: ["6"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 9)
    let points: [(purpose: String, x0: Double, x1: Double)] = [
      ("an ordinary point", 1.5, -2.25), ("x₀ = 0", 0, 3), ("x₁ = 0", -0.75, 0), ("the origin", 0, 0),
      ("a large point", 1000, -750), ("a small point", 0.03125, 0.0625),
    ]
    return points.map { purpose, x0, x1 in
      Probe(
        purpose, ["x0": Tensor(x0), "x1": Tensor(x1), "weights": Tensor(Probe.sixteenths(6, using: &generator))])
    } + [
      Probe("exclusive or", ["x0": Tensor(1), "x1": Tensor(1), "weights": Tensor([1, 1, -2, 0, 0, 0])]),
      Probe("no squares", ["x0": Tensor(0.5), "x1": Tensor(-3), "weights": Tensor([1.5, -2, 0, 0, 0, 0.25])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let weights = QuadraticModel.Weights(parameters: inputs.vector("weights"))
    return ["value": Tensor(QuadraticModel.value(inputs.number("x0"), inputs.number("x1"), weights: weights))]
  }
}

struct QuadraticModelPullback: Equation {
  let id = "quadratic-model-pullback"
  let concept = Concept("LinearModels", "QuadraticModel")
  let statement = "x̄₀ = c (w₀ + w₀₁ x₁ + 2 w₀₀ x₀), x̄₁ alike, w̄ = c (x₀, x₁, x₀ x₁, x₀², x₁², 1)"
  let documents = "derived"
  let rows = ["LIN-5"]
  let kernel = "QuadraticModel.pullback(_:at:_:weights:)"
  let form = EquationForm.pullback(of: "quadratic-model-value", cotangent: "value")
  let inputs = [Quantity("cotangent"), Quantity("x0"), Quantity("x1"), Quantity("weights", shape: ["6"])]
  let outputs = [Quantity("x0"), Quantity("x1"), Quantity("weights", shape: ["6"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = QuadraticModel.pullback(
      inputs.number("cotangent"), at: inputs.number("x0"), inputs.number("x1"),
      weights: QuadraticModel.Weights(parameters: inputs.vector("weights")))
    return [
      "x0": Tensor(gradient.x0), "x1": Tensor(gradient.x1), "weights": Tensor(gradient.weights.parameters),
    ]
  }
}
