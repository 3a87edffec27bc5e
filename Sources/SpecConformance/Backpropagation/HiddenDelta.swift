internal import Backpropagation
internal import ElementaryFunctions
internal import TensorAlgebra

struct HiddenDeltaForward: Equation {
  let id = "hidden-delta-forward"
  let concept = Concept("Backpropagation", "HiddenDelta")
  let statement = "Zˡ⁺¹ = Wˡ⁺¹ gˡ(Zˡ) + bˡ⁺¹ 1ᵀ"
  let documents = "D4, Forward propagation (reconstructed)"
  let rows = ["BP-9"]
  let kernel = "HiddenDelta.forward(_:activation:nextWeights:nextBias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("preactivation", shape: ["n", "m"]), Quantity("nextWeights", shape: ["k", "n"]),
    Quantity("nextBias", shape: ["k"]),
  ]
  let outputs = [Quantity("nextPreactivation", shape: ["k", "m"])]
  let attributeNames = ["activation"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 15)
    return ["identity", "sigmoid", "tanh", "relu"].flatMap { activation in
      [(1, 1, 1), (2, 3, 4), (3, 3, 3), (4, 2, 1)].map { k, n, m in
        Probe(
          "\(activation), \(k) × \(n) weights, \(m) samples",
          [
            "preactivation": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, within: 2, using: &generator)),
            "nextWeights": Tensor(shape: [k, n], elements: Probe.sixteenths(k * n, within: 1, using: &generator)),
            "nextBias": Tensor(Probe.sixteenths(k, within: 1, using: &generator)),
          ], ["activation": .text(activation)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let Z = HiddenDelta.forward(
      inputs.matrix("preactivation"), activation: attributes.activation(),
      nextWeights: inputs.matrix("nextWeights"), nextBias: inputs.vector("nextBias"))
    return ["nextPreactivation": Tensor(Z)]
  }
}

struct HiddenDeltaValue: Equation {
  let id = "hidden-delta-value"
  let concept = Concept("Backpropagation", "HiddenDelta")
  let statement = "δˡ = (Wˡ⁺¹ᵀ δˡ⁺¹) ⊙ gˡ′(Zˡ)"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["BP-3", "BP-9"]
  let kernel = "HiddenDelta.value(_:nextWeights:preactivation:activation:)"
  let form = EquationForm.pullback(of: "hidden-delta-forward", cotangent: "nextPreactivation")
  let inputs = [
    Quantity("cotangent", shape: ["k", "m"]), Quantity("preactivation", shape: ["n", "m"]),
    Quantity("nextWeights", shape: ["k", "n"]),
  ]
  let outputs = [Quantity("preactivation", shape: ["n", "m"])]
  let attributeNames = ["activation"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let δ = HiddenDelta.value(
      inputs.matrix("cotangent"), nextWeights: inputs.matrix("nextWeights"),
      preactivation: inputs.matrix("preactivation"), activation: attributes.activation())
    return ["preactivation": Tensor(δ)]
  }
}
