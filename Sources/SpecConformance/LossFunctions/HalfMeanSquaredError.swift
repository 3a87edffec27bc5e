internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct HalfMeanSquaredErrorValue: Equation {
  let id = "half-mean-squared-error-value"
  let concept = Concept("LossFunctions", "HalfMeanSquaredError")
  let statement = "J = (1/(2m)) Σᵢ (yᵢ − ŷᵢ)²"
  let documents = "another reading of D4, Loss functions"
  let rows = ["LOSS-6"]
  let kernel = "HalfMeanSquaredError.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("predictions", shape: ["m"]), Quantity("targets", shape: ["m"])]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 12)
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
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(HalfMeanSquaredError.value(predictions: p, targets: y))]
  }
}

struct HalfMeanSquaredErrorGradient: Equation {
  let id = "half-mean-squared-error-gradient"
  let concept = Concept("LossFunctions", "HalfMeanSquaredError")
  let statement = "∂J/∂ŷᵢ = (1/m) (ŷᵢ − yᵢ)"
  let documents = "derived"
  let rows = ["LOSS-6"]
  let kernel = "HalfMeanSquaredError.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "half-mean-squared-error-value")
  let inputs = [Quantity("predictions", shape: ["m"]), Quantity("targets", shape: ["m"])]
  let outputs = [Quantity("predictions", shape: ["m"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(HalfMeanSquaredError.gradient(predictions: p, targets: y))]
  }
}
