internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct CoefficientOfDeterminationValue: Equation {
  let id = "coefficient-of-determination-value"
  let concept = Concept("ModelEvaluation", "CoefficientOfDetermination")
  let statement = "R² = 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)²"
  let documents = "D2 §6.2 (named)"
  let rows = ["MET-5"]
  let kernel = "CoefficientOfDetermination.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 9)
    return [2, 3, 17].map { n in
      Probe(
        "\(n) samples",
        [
          "predictions": Tensor(Probe.sixteenths(n, using: &generator)),
          "targets": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe("a perfect fit", ["predictions": Tensor([1.5, -2]), "targets": Tensor([1.5, -2])]),
      Probe("the mean", ["predictions": Tensor([2.0, 2, 2]), "targets": Tensor([1.0, 4, 1])]),
      Probe(
        "prices",
        ["predictions": Tensor([3.1e5, 1.2e6, 5e5]), "targets": Tensor([2.9e5, 1.4e6, 4.75e5])]),
      Probe("huge", ["predictions": Tensor([1e250, -2e250]), "targets": Tensor([-3e250, 4e249])]),
      Probe("tiny", ["predictions": Tensor([1e-140, -2e-140]), "targets": Tensor([3e-140, 0])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(CoefficientOfDetermination.value(predictions: ŷ, targets: y))]
  }
}

struct CoefficientOfDeterminationGradient: Equation {
  let id = "coefficient-of-determination-gradient"
  let concept = Concept("ModelEvaluation", "CoefficientOfDetermination")
  let statement = "∂R²/∂ŷᵢ = 2 (yᵢ − ŷᵢ) / Σⱼ (yⱼ − ȳ)²"
  let documents = "derived"
  let rows = ["MET-5"]
  let kernel = "CoefficientOfDetermination.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "coefficient-of-determination-value")
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("predictions", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(CoefficientOfDetermination.gradient(predictions: ŷ, targets: y))]
  }
}
