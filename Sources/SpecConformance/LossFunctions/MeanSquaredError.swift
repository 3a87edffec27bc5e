internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct MeanSquaredErrorValue: Equation {
  let id = "mean-squared-error-value"
  let concept = Concept("LossFunctions", "MeanSquaredError")
  let statement = "MSE = (1/N) Σᵢ (yᵢ − ŷᵢ)²"
  let documents = "D1, Loss function; D2 §3.1; D3, Training; D4, Loss functions (reconstructed)"
  let rows = ["LOSS-3", "LOSS-5", "LOSS-22"]
  let kernel = "MeanSquaredError.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 5)
    return [1, 2, 3, 17].map { n in
      Probe(
        "\(n) samples",
        [
          "predictions": Tensor(Probe.sixteenths(n, using: &generator)),
          "targets": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe("a perfect fit", ["predictions": Tensor([1.5, -2]), "targets": Tensor([1.5, -2])]),
      Probe("prices", ["predictions": Tensor([3.1e5, 1.2e6]), "targets": Tensor([2.9e5, 1.4e6])]),
      Probe("large errors", ["predictions": Tensor([1e150, -2e150]), "targets": Tensor([-3e150, 4e149])]),
      Probe("small errors", ["predictions": Tensor([1e-140, -2e-140]), "targets": Tensor([3e-140, 0])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(MeanSquaredError.value(predictions: ŷ, targets: y))]
  }
}

struct MeanSquaredErrorGradient: Equation {
  let id = "mean-squared-error-gradient"
  let concept = Concept("LossFunctions", "MeanSquaredError")
  let statement = "∂MSE/∂ŷᵢ = (2/N) (ŷᵢ − yᵢ)"
  let documents = "derived"
  let rows = ["LOSS-3", "LOSS-5"]
  let kernel = "MeanSquaredError.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "mean-squared-error-value")
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("predictions", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(MeanSquaredError.gradient(predictions: ŷ, targets: y))]
  }
}
