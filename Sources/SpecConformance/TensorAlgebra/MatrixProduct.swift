internal import ElementaryFunctions
internal import TensorAlgebra

struct MatrixProductValue: Equation {
  let id = "matrix-product-value"
  let concept = Concept("TensorAlgebra", "MatrixProduct")
  let statement = "(AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ"
  let documents = "D2 §1.3; D3, Why Matrices?"
  let rows: [String] = []
  let kernel = "MatrixProduct.value(_:_:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("A", shape: ["m", "k"]), Quantity.differentiable("B", shape: ["k", "n"]),
  ]
  let outputs = [Quantity("value", shape: ["m", "n"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 4)
    return [(1, 1, 1), (2, 3, 4), (3, 3, 3), (1, 9, 2)].map { m, k, n in
      Probe(
        "\(m) × \(k) times \(k) × \(n)",
        [
          "A": Tensor(shape: [m, k], elements: Probe.sixteenths(m * k, using: &generator)),
          "B": Tensor(shape: [k, n], elements: Probe.sixteenths(k * n, using: &generator)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(MatrixProduct.value(inputs.matrix("A"), inputs.matrix("B")))]
  }
}

struct MatrixProductPullback: Equation {
  let id = "matrix-product-pullback"
  let concept = Concept("TensorAlgebra", "MatrixProduct")
  let statement = "Ā = C Bᵀ, B̄ = Aᵀ C"
  let documents = "derived"
  let rows: [String] = []
  let kernel = "MatrixProduct.pullback(_:at:_:)"
  let form = EquationForm.pullback(of: "matrix-product-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["m", "n"]), Quantity("A", shape: ["m", "k"]),
    Quantity("B", shape: ["k", "n"]),
  ]
  let outputs = [Quantity("A", shape: ["m", "k"]), Quantity("B", shape: ["k", "n"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = MatrixProduct.pullback(
      inputs.matrix("cotangent"), at: inputs.matrix("A"), inputs.matrix("B"))
    return ["A": Tensor(gradient.A), "B": Tensor(gradient.B)]
  }
}
