internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct AffineRowsValue: Equation {
  let id = "affine-rows-value"
  let concept = Concept("ForwardPropagation", "AffineRows")
  let statement = "Z = X Wᵀ + 1 bᵀ"
  let documents = "D2, §7 (code)"
  let rows = ["LIN-8"]
  let kernel = "AffineRows.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["m", "n"]), Quantity.differentiable("weights", shape: ["o", "n"]),
    Quantity.differentiable("bias", shape: ["o"]),
  ]
  let outputs = [Quantity("value", shape: ["m", "o"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 12)
    return [(1, 1, 1), (2, 3, 4), (3, 3, 3), (1, 2, 4), (2, 9, 1)].map { m, n, o in
      Probe(
        "\(m) samples, \(o) × \(n) weights",
        [
          "inputs": Tensor(shape: [m, n], elements: Probe.sixteenths(m * n, using: &generator)),
          "weights": Tensor(shape: [o, n], elements: Probe.sixteenths(o * n, using: &generator)),
          "bias": Tensor(Probe.sixteenths(o, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let Z = AffineRows.value(
      inputs.matrix("inputs"), weights: inputs.matrix("weights"), bias: inputs.vector("bias"))
    return ["value": Tensor(Z)]
  }
}

struct AffineRowsPullback: Equation {
  let id = "affine-rows-pullback"
  let concept = Concept("ForwardPropagation", "AffineRows")
  let statement = "X̄ = C W, W̄ = Cᵀ X, b̄ = Cᵀ 1"
  let documents = "derived from D2, §7 (code)"
  let rows = ["LIN-8"]
  let kernel = "AffineRows.pullback(_:at:weights:)"
  let form = EquationForm.pullback(of: "affine-rows-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["m", "o"]), Quantity("inputs", shape: ["m", "n"]),
    Quantity("weights", shape: ["o", "n"]),
  ]
  let outputs = [
    Quantity("inputs", shape: ["m", "n"]), Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"]),
  ]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = AffineRows.pullback(
      inputs.matrix("cotangent"), at: inputs.matrix("inputs"), weights: inputs.matrix("weights"))
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
