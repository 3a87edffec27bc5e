internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct AffineColumnsValue: Equation {
  let id = "affine-columns-value"
  let concept = Concept("ForwardPropagation", "AffineColumns")
  let statement = "Z = W X + b 1ᵀ"
  let documents = "D2, §1.3 and §2.1; D3, The Network Structure; D4, Forward propagation (reconstructed)"
  let rows = ["LIN-7", "NET-3", "NET-8"]
  let kernel = "AffineColumns.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("weights", shape: ["o", "n"]), Quantity.differentiable("inputs", shape: ["n", "m"]),
    Quantity.differentiable("bias", shape: ["o"]),
  ]
  let outputs = [Quantity("value", shape: ["o", "m"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 11)
    return [(1, 1, 1), (2, 3, 4), (3, 3, 3), (4, 2, 1), (1, 9, 2)].map { o, n, m in
      Probe(
        "\(o) × \(n) weights, \(m) samples",
        [
          "weights": Tensor(shape: [o, n], elements: Probe.sixteenths(o * n, using: &generator)),
          "inputs": Tensor(shape: [n, m], elements: Probe.sixteenths(n * m, using: &generator)),
          "bias": Tensor(Probe.sixteenths(o, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let Z = AffineColumns.value(
      inputs.matrix("inputs"), weights: inputs.matrix("weights"), bias: inputs.vector("bias"))
    return ["value": Tensor(Z)]
  }
}

struct AffineColumnsPullback: Equation {
  let id = "affine-columns-pullback"
  let concept = Concept("ForwardPropagation", "AffineColumns")
  let statement = "W̄ = C Xᵀ, X̄ = Wᵀ C, b̄ = C 1"
  let documents = "derived from D2, §1.3; D4, Backpropagation (reconstructed)"
  let rows = ["LIN-7"]
  let kernel = "AffineColumns.pullback(_:at:weights:)"
  let form = EquationForm.pullback(of: "affine-columns-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["o", "m"]), Quantity("weights", shape: ["o", "n"]),
    Quantity("inputs", shape: ["n", "m"]),
  ]
  let outputs = [
    Quantity("weights", shape: ["o", "n"]), Quantity("inputs", shape: ["n", "m"]), Quantity("bias", shape: ["o"]),
  ]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = AffineColumns.pullback(
      inputs.matrix("cotangent"), at: inputs.matrix("inputs"), weights: inputs.matrix("weights"))
    return [
      "weights": Tensor(gradient.weights), "inputs": Tensor(gradient.inputs), "bias": Tensor(gradient.bias),
    ]
  }
}
