internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct LayerNormalizationForward: Equation {
  let id = "layer-normalization-forward"
  let concept = Concept("NormalizationLayers", "LayerNormalization")
  let statement = "x̂ = (x − μ)/√(v + ε), y = γ ⊙ x̂ + β"
  let documents = "supplied: Ba, Kiros and Hinton, 2016"
  let rows: [String] = []
  let kernel = "LayerNormalization.forward(_:scale:shift:epsilon:)"
  let form = EquationForm.value
  let inputs = ["input", "scale", "shift"].map { Quantity.differentiable($0, shape: ["d"]) }
  let outputs = [
    Quantity("value", shape: ["d"]), Quantity("normalized", shape: ["d"]), Quantity("deviation"),
  ]
  let attributeNames = ["epsilon"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 41)
    func numbers(_ n: Int, within bound: Int = 2) -> Tensor<Double> {
      Tensor(Probe.sixteenths(n, within: bound, using: &generator))
    }
    func probe(_ purpose: String, _ x: Tensor<Double>, _ ε: Double) -> Probe {
      let n = x.elements.count
      return Probe(purpose, ["input": x, "scale": numbers(n), "shift": numbers(n)], ["epsilon": .number(ε)])
    }
    return [
      probe("two elements", numbers(2), 0.125), probe("three elements, ε = 0", numbers(3), 0),
      probe("eleven elements", numbers(11), 1e-5),
      probe("a large common part", numbers(4).map { $0 + 4096 }, 1e-3),
      probe("a variance below ε", numbers(4).map { $0 / 1024 }, 1), probe("one element", numbers(1), 0.25),
      probe("equal elements", Tensor([0.75, 0.75, 0.75]), 0.5),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = LayerNormalization.forward(
      inputs.vector("input"), scale: inputs.vector("scale"), shift: inputs.vector("shift"),
      epsilon: T(attributes.number("epsilon")))
    return [
      "value": Tensor(layer.value), "normalized": Tensor(layer.normalized), "deviation": Tensor(layer.deviation),
    ]
  }
}

struct LayerNormalizationBackward: Equation {
  let id = "layer-normalization-backward"
  let concept = Concept("NormalizationLayers", "LayerNormalization")
  let statement = "x̄ = (g − mean(g) − x̂ mean(g ⊙ x̂))/s, g = γ ⊙ ȳ; γ̄ = ȳ ⊙ x̂; β̄ = ȳ"
  let documents = "derived"
  let rows: [String] = []
  let kernel = "LayerNormalization.backward(_:normalized:deviation:scale:)"
  let form = EquationForm.pullback(of: "layer-normalization-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["d"]), Quantity("normalized", shape: ["d"]), Quantity("deviation"),
    Quantity("scale", shape: ["d"]),
  ]
  let outputs = ["input", "scale", "shift"].map { Quantity($0, shape: ["d"]) }
  let attributeNames = ["epsilon"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = LayerNormalization.backward(
      inputs.vector("cotangent"), normalized: inputs.vector("normalized"), deviation: inputs.number("deviation"),
      scale: inputs.vector("scale"))
    return [
      "input": Tensor(gradient.input), "scale": Tensor(gradient.scale), "shift": Tensor(gradient.shift),
    ]
  }
}
