internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct BinaryCrossEntropyWithLogitsValue: Equation {
  let id = "binary-cross-entropy-with-logits-value"
  let concept = Concept("LossFunctions", "BinaryCrossEntropyWithLogits")
  let statement = "J = (1/m) Σᵢ [max(zᵢ, 0) − zᵢ yᵢ + ln(1 + e^(−|zᵢ|))]"
  let documents = "derived from D4, Loss functions and Activation functions"
  let rows = ["LOSS-12"]
  let kernel = "BinaryCrossEntropyWithLogits.value(logits:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("logits", shape: ["m"]), Quantity("targets", shape: ["m"], domain: 0...1),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let logits: [Double] = [
      0, -0.0, 1e-300, 1e-8, 0.5, -0.5, 2, -2, 20, -20, 40, -40, 300, -300, 700, -700, 1e4, -1e4, 1e300, -1e308,
    ]
    return logits.flatMap { z in
      [0, 1, 0.25].map { y in
        Probe("z = \(z), y = \(y)", ["logits": Tensor([z]), "targets": Tensor([y])])
      }
    } + [
      Probe("five samples", ["logits": Tensor([0.5, -1, 2, -3, 0.25]), "targets": Tensor([0, 1, 1, 0, 0.5])])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (z, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["value": Tensor(BinaryCrossEntropyWithLogits.value(logits: z, targets: y))]
  }
}

struct BinaryCrossEntropyWithLogitsGradient: Equation {
  let id = "binary-cross-entropy-with-logits-gradient"
  let concept = Concept("LossFunctions", "BinaryCrossEntropyWithLogits")
  let statement = "∂J/∂zᵢ = (1/m) (σ(zᵢ) − yᵢ)"
  let documents = "D4, Loss functions (reconstructed)"
  let rows = ["LOSS-12", "LOSS-18"]
  let kernel = "BinaryCrossEntropyWithLogits.gradient(logits:targets:)"
  let form = EquationForm.gradient(of: "binary-cross-entropy-with-logits-value")
  let inputs = [Quantity("logits", shape: ["m"]), Quantity("targets", shape: ["m"], domain: 0...1)]
  let outputs = [Quantity("logits", shape: ["m"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (z, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["logits": Tensor(BinaryCrossEntropyWithLogits.gradient(logits: z, targets: y))]
  }
}
