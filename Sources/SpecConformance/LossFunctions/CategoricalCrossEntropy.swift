internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct CategoricalCrossEntropyValue: Equation {
  let id = "categorical-cross-entropy-value"
  let concept = Concept("LossFunctions", "CategoricalCrossEntropy")
  let statement = "L = −Σₖ yₖ ln ŷₖ"
  let documents = "D2 §3.1; D4, Loss functions (reconstructed)"
  let rows = ["LOSS-7", "LOSS-11"]
  let kernel = "CategoricalCrossEntropy.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("predictions", shape: ["K"], domain: 0...1),
    Quantity("targets", shape: ["K"], domain: 0...1),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let samples: [(purpose: String, ŷ: [Double], y: [Double])] = [
      ("one class", [1], [1]), ("the right one of two", [0.25, 0.75], [0, 1]),
      ("three, soft labels", [0.2, 0.5, 0.3], [0.25, 0.625, 0.125]), ("a probability of 0", [0, 1], [0, 1]),
      ("a tiny probability", [1e-300, 0.5, 0.5], [1, 0, 0]),
      ("five classes", [0.1, 0.2, 0.3, 0.15, 0.25], [0, 0, 0, 1, 0]),
    ]
    return samples.map { purpose, ŷ, y in Probe(purpose, ["predictions": Tensor(ŷ), "targets": Tensor(y)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["value": Tensor(CategoricalCrossEntropy.value(predictions: p, targets: y))]
  }
}

struct CategoricalCrossEntropyGradient: Equation {
  let id = "categorical-cross-entropy-gradient"
  let concept = Concept("LossFunctions", "CategoricalCrossEntropy")
  let statement = "∂L/∂ŷₖ = −yₖ / ŷₖ"
  let documents = "derived"
  let rows = ["LOSS-7", "LOSS-11"]
  let kernel = "CategoricalCrossEntropy.gradient(predictions:targets:)"
  let form = EquationForm.gradient(of: "categorical-cross-entropy-value")
  let inputs = [Quantity("predictions", shape: ["K"], domain: 0...1), Quantity("targets", shape: ["K"], domain: 0...1)]
  let outputs = [Quantity("predictions", shape: ["K"], domain: 0...1)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("predictions"), inputs.vector("targets"))
    return ["predictions": Tensor(CategoricalCrossEntropy.gradient(predictions: p, targets: y))]
  }
}
