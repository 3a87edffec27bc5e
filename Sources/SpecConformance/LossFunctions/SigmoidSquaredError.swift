internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct SigmoidSquaredErrorValue: Equation {
  let id = "sigmoid-squared-error-value"
  let concept = Concept("LossFunctions", "SigmoidSquaredError")
  let statement = "J = (1/(2m)) Σᵢ (σ(zᵢ) − yᵢ)²"
  let documents = "D4, Loss functions (in words)"
  let rows = ["LOSS-17"]
  let kernel = "SigmoidSquaredError.value(logits:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("logits", shape: ["m"]), Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let moderate: [Double] = [0, -0.0, 1e-8, 0.5, -0.5, 2, -2, 5, -5]
    let everywhere = moderate.flatMap { z in [0, 1, 0.25].map { y in probe(z, y) } }
    let right = [20, 40, 100, 300].flatMap { z in [probe(z, 1), probe(-z, 0)] }
    let wrong = [20, 40, 300, 700].flatMap { z in
      [(z, 0), (-z, 1), (z, 0.25)].map { z, y in
        probe(z, y, undecidedBecause: "the loss is so near to a constant that its differences hold no digits")
      }
    }
    let flat = [1e4, 1e308].flatMap { z in [probe(z, 0), probe(-z, 1), probe(z, 0.25)] }
    let five: [(Double, Double)] = [(0.5, 0), (-1, 1), (2, 1), (-3, 0), (0.25, 0.5)]
    return everywhere + right + wrong + flat + [
      Probe("five samples", ["logits": Tensor(five.map(\.0)), "targets": Tensor(five.map(\.1))])
    ]
  }

  private func probe(_ z: Double, _ y: Double, undecidedBecause reason: String? = nil) -> Probe {
    Probe(
      "z = \(z), y = \(y)", ["logits": Tensor([z]), "targets": Tensor([y])], undecidedBecause: reason)
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (z, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["value": Tensor(SigmoidSquaredError.value(logits: z, targets: y))]
  }
}

struct SigmoidSquaredErrorGradient: Equation {
  let id = "sigmoid-squared-error-gradient"
  let concept = Concept("LossFunctions", "SigmoidSquaredError")
  let statement = "∂J/∂zᵢ = (1/m) (aᵢ − yᵢ) aᵢ (1 − aᵢ), aᵢ = σ(zᵢ)"
  let documents = "D4, Loss functions (in words)"
  let rows = ["LOSS-17"]
  let kernel = "SigmoidSquaredError.gradient(logits:targets:)"
  let form = EquationForm.gradient(of: "sigmoid-squared-error-value")
  let inputs = [Quantity("logits", shape: ["m"]), Quantity("targets", shape: ["m"], domain: 0...1)]
  let outputs = [Quantity("logits", shape: ["m"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (z, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["logits": Tensor(SigmoidSquaredError.gradient(logits: z, targets: y))]
  }
}
