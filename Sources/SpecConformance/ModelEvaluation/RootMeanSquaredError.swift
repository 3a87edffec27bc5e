internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct RootMeanSquaredErrorValue: Equation {
  let id = "root-mean-squared-error-value"
  let concept = Concept("ModelEvaluation", "RootMeanSquaredError")
  let statement = "RMSE = √((1/N) Σᵢ (yᵢ − ŷᵢ)²)"
  let documents = "D2 §6.2 (named)"
  let rows = ["MET-4"]
  let kernel = "RootMeanSquaredError.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 8)
    return [1, 2, 3, 17].map { n in
      Probe(
        "\(n) samples",
        [
          "predictions": Tensor(Probe.sixteenths(n, using: &generator)),
          "targets": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe(
        "a perfect fit, where there is a kink", ["predictions": Tensor([1.5, -2]), "targets": Tensor([1.5, -2])]),
      Probe("one perfect sample", ["predictions": Tensor([1.5, -2, 4]), "targets": Tensor([1.5, -1, 7])]),
      Probe("equal errors", ["predictions": Tensor([3.0, -1, 2]), "targets": Tensor([1.0, 1, 4])]),
      Probe("prices", ["predictions": Tensor([3.1e5, 1.2e6]), "targets": Tensor([2.9e5, 1.4e6])]),
      Probe("huge errors", ["predictions": Tensor([1e250, -2e250]), "targets": Tensor([-3e250, 4e249])]),
      Probe("tiny errors", ["predictions": Tensor([1e-240, -2e-240]), "targets": Tensor([3e-240, 0])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(RootMeanSquaredError.value(predictions: ŷ, targets: y))]
  }
}

struct RootMeanSquaredErrorGradient: Equation {
  let id = "root-mean-squared-error-gradient"
  let concept = Concept("ModelEvaluation", "RootMeanSquaredError")
  let statement = "∂RMSE/∂ŷᵢ = (ŷᵢ − yᵢ)/(N RMSE)"
  let documents = "derived"
  let rows = ["MET-4"]
  let kernel = "RootMeanSquaredError.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "root-mean-squared-error-value")
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("predictions", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(RootMeanSquaredError.gradient(predictions: ŷ, targets: y))]
  }
}
