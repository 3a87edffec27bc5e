internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct BinaryCrossEntropyValue: Equation {
  let id = "binary-cross-entropy-value"
  let concept = Concept("LossFunctions", "BinaryCrossEntropy")
  let statement = "J = −(1/m) Σᵢ [yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)]"
  let documents = "D4, Loss functions (reconstructed)"
  let rows = ["LOSS-8", "LOSS-9", "LOSS-10"]
  let kernel = "BinaryCrossEntropy.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["m"], domain: 0...1),
    Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let single: [(ŷ: Double, y: Double)] = [
      (0.5, 1), (0.5, 0), (0.25, 1), (0.25, 0), (0.999, 1), (0.999, 0), (1e-8, 1), (1e-8, 0),
      (1e-300, 1), (1e-300, 0), (1e-300, 0.5), (1, 1), (0, 0), (0.3, 0.25), (0.7, 0.7), (0x1.fffffffffffffp-1, 1),
    ]
    return single.map { ŷ, y in
      Probe("ŷ = \(ŷ), y = \(y)", ["predictions": Tensor([ŷ]), "targets": Tensor([y])])
    } + [
      Probe(
        "both labels and soft ones",
        ["predictions": Tensor([0.125, 0.5, 0.75, 0.9, 0.2]), "targets": Tensor([0, 1, 1, 0, 0.5])]),
      Probe("two samples", ["predictions": Tensor([0.4, 0.6]), "targets": Tensor([1, 0])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(BinaryCrossEntropy.value(predictions: ŷ, targets: y))]
  }
}

struct BinaryCrossEntropyGradient: Equation {
  let id = "binary-cross-entropy-gradient"
  let concept = Concept("LossFunctions", "BinaryCrossEntropy")
  let statement = "∂J/∂ŷᵢ = (1/m) (ŷᵢ − yᵢ) / (ŷᵢ (1 − ŷᵢ))"
  let documents = "derived"
  let rows = ["LOSS-8", "LOSS-9", "LOSS-10"]
  let kernel = "BinaryCrossEntropy.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "binary-cross-entropy-value")
  let inputs = [
    Quantity("predictions", shape: ["m"], domain: 0...1), Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("predictions", shape: ["m"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(BinaryCrossEntropy.gradient(predictions: ŷ, targets: y))]
  }
}
