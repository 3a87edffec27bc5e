internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct BatchNormalizationForward: Equation {
  let id = "batch-normalization-forward"
  let concept = Concept("NormalizationLayers", "BatchNormalization")
  let statement = "x̂ᵢ = (xᵢ − μ)/√(σ² + ε), yᵢ = γ x̂ᵢ + β"
  let documents = "D4, Batch normalization (reconstructed)"
  let rows = ["BN-3", "BN-4"]
  let kernel = "BatchNormalization.forward(_:scale:shift:epsilon:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n", "m"]), Quantity.differentiable("scale", shape: ["n"]),
    Quantity.differentiable("shift", shape: ["n"]),
  ]
  let outputs = [
    Quantity("output", shape: ["n", "m"]), Quantity("normalized", shape: ["n", "m"]),
    Quantity("deviation", shape: ["n"]),
  ]
  let attributeNames = ["epsilon"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 35)
    let shapes = [(1, 1, 0.25), (1, 2, 0.5), (2, 3, 1), (3, 5, 1e-5), (2, 11, 0), (4, 2, 2)]
    return shapes.map { n, m, ε in
      Probe(
        "\(n) features of \(m) samples, ε = \(ε)",
        [
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, using: &generator)),
          "scale": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
          "shift": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
        ], ["epsilon": .number(ε)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let y = BatchNormalization.forward(
      inputs.matrix("inputs"), scale: inputs.vector("scale"), shift: inputs.vector("shift"),
      epsilon: T(attributes.number("epsilon")))
    return [
      "output": Tensor(y.output), "normalized": Tensor(y.normalized), "deviation": Tensor(y.deviation),
    ]
  }
}

struct BatchNormalizationBackward: Equation {
  let id = "batch-normalization-backward"
  let concept = Concept("NormalizationLayers", "BatchNormalization")
  let statement = "x̄ᵢ = γ/s (ȳᵢ − (1/m) Σⱼ ȳⱼ − x̂ᵢ (1/m) Σⱼ ȳⱼ x̂ⱼ), γ̄ = Σᵢ ȳᵢ x̂ᵢ, β̄ = Σᵢ ȳᵢ"
  let documents = "derived"
  let rows = ["BN-4", "BN-5"]
  let kernel = "BatchNormalization.backward(_:normalized:deviation:scale:)"
  let form = EquationForm.pullback(of: "batch-normalization-forward", cotangent: "output")
  let inputs = [
    Quantity("cotangent", shape: ["n", "m"]), Quantity("normalized", shape: ["n", "m"]),
    Quantity("deviation", shape: ["n"]), Quantity("scale", shape: ["n"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n", "m"]), Quantity("scale", shape: ["n"]), Quantity("shift", shape: ["n"]),
  ]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = BatchNormalization.backward(
      inputs.matrix("cotangent"), normalized: inputs.matrix("normalized"), deviation: inputs.vector("deviation"),
      scale: inputs.vector("scale"))
    return [
      "inputs": Tensor(gradient.inputs), "scale": Tensor(gradient.scale), "shift": Tensor(gradient.shift),
    ]
  }
}
