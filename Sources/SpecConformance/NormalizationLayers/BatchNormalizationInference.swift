internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct BatchNormalizationInferenceForward: Equation {
  let id = "batch-normalization-inference-forward"
  let concept = Concept("NormalizationLayers", "BatchNormalizationInference")
  let statement = "x̂ = (x − μ)/√(σ² + ε), y = γ x̂ + β, with remembered μ and σ²"
  let documents = "supplied, against erratum C-60"
  let rows = ["BN-6"]
  let kernel = "BatchNormalizationInference.forward(_:statistics:scale:shift:epsilon:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n", "m"]), Quantity("mean", shape: ["n"]),
    Quantity("variance", shape: ["n"]), Quantity.differentiable("scale", shape: ["n"]),
    Quantity.differentiable("shift", shape: ["n"]),
  ]
  let outputs = [
    Quantity("output", shape: ["n", "m"]), Quantity("normalized", shape: ["n", "m"]),
    Quantity("deviation", shape: ["n"]),
  ]
  let attributeNames = ["epsilon"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 34)
    return [(1, 1, 0.25), (2, 3, 1e-5), (3, 5, 0), (4, 1, 2)].map { n, m, ε in
      Probe(
        "\(n) features of \(m) samples, ε = \(ε)",
        [
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, using: &generator)),
          "mean": Tensor(Probe.sixteenths(n, using: &generator)),
          "variance": Tensor(Probe.sixteenths(n, using: &generator).map { $0 * $0 }),
          "scale": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
          "shift": Tensor(Probe.sixteenths(n, within: 2, using: &generator)),
        ], ["epsilon": .number(ε)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let y = BatchNormalizationInference.forward(
      inputs.matrix("inputs"),
      statistics: RunningStatistics(mean: inputs.vector("mean"), variance: inputs.vector("variance")),
      scale: inputs.vector("scale"), shift: inputs.vector("shift"), epsilon: T(attributes.number("epsilon")))
    return [
      "output": Tensor(y.output), "normalized": Tensor(y.normalized), "deviation": Tensor(y.deviation),
    ]
  }
}

struct BatchNormalizationInferenceBackward: Equation {
  let id = "batch-normalization-inference-backward"
  let concept = Concept("NormalizationLayers", "BatchNormalizationInference")
  let statement = "x̄ = γ/s ȳ, γ̄ = Σᵢ ȳᵢ x̂ᵢ, β̄ = Σᵢ ȳᵢ"
  let documents = "derived"
  let rows = ["BN-6"]
  let kernel = "BatchNormalizationInference.backward(_:normalized:deviation:scale:)"
  let form = EquationForm.pullback(of: "batch-normalization-inference-forward", cotangent: "output")
  let inputs = [
    Quantity("cotangent", shape: ["n", "m"]), Quantity("normalized", shape: ["n", "m"]),
    Quantity("deviation", shape: ["n"]), Quantity("scale", shape: ["n"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["n", "m"]), Quantity("scale", shape: ["n"]), Quantity("shift", shape: ["n"]),
  ]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = BatchNormalizationInference.backward(
      inputs.matrix("cotangent"), normalized: inputs.matrix("normalized"), deviation: inputs.vector("deviation"),
      scale: inputs.vector("scale"))
    return [
      "inputs": Tensor(gradient.inputs), "scale": Tensor(gradient.scale), "shift": Tensor(gradient.shift),
    ]
  }
}
