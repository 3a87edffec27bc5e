internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct MeanAbsoluteErrorValue: Equation {
  let id = "mean-absolute-error-value"
  let concept = Concept("LossFunctions", "MeanAbsoluteError")
  let statement = "MAE = (1/N) Σᵢ |yᵢ − ŷᵢ|"
  let documents = "D1, Loss function (in words)"
  let rows = ["LOSS-2"]
  let kernel = "MeanAbsoluteError.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 11)
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
    return ["value": Tensor(MeanAbsoluteError.value(predictions: p, targets: y))]
  }
}

struct MeanAbsoluteErrorGradient: Equation {
  let id = "mean-absolute-error-gradient"
  let concept = Concept("LossFunctions", "MeanAbsoluteError")
  let statement = "∂MAE/∂ŷᵢ = (1/N) sign(ŷᵢ − yᵢ)"
  let documents = "derived"
  let rows = ["LOSS-2"]
  let kernel = "MeanAbsoluteError.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "mean-absolute-error-value")
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("predictions", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(MeanAbsoluteError.gradient(predictions: p, targets: y))]
  }
}
