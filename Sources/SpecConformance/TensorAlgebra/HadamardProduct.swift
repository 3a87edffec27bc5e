internal import ElementaryFunctions
internal import TensorAlgebra

struct HadamardProductValue: Equation {
  let id = "hadamard-product-value"
  let concept = Concept("TensorAlgebra", "HadamardProduct")
  let statement = "(u ⊙ v)ᵢ = uᵢ vᵢ"
  let documents = "D4, Backpropagation"
  let rows = ["BP-8"]
  let kernel = "HadamardProduct.value(_:_:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("u", shape: ["n"]), Quantity.differentiable("v", shape: ["n"]),
  ]
  let outputs = [Quantity("value", shape: ["n"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 3)
    return [1, 2, 5].map { n in
      Probe(
        "\(n) products",
        [
          "u": Tensor(Probe.sixteenths(n, using: &generator)),
          "v": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe("very different sizes", ["u": Tensor([1e300, 1e-300]), "v": Tensor([3e-300, 2e300])])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(HadamardProduct.value(inputs.vector("u"), inputs.vector("v")))]
  }
}

struct HadamardProductPullback: Equation {
  let id = "hadamard-product-pullback"
  let concept = Concept("TensorAlgebra", "HadamardProduct")
  let statement = "ū = c ⊙ v, v̄ = c ⊙ u"
  let documents = "derived"
  let rows = ["BP-8"]
  let kernel = "HadamardProduct.pullback(_:at:_:)"
  let form = EquationForm.pullback(of: "hadamard-product-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n"]), Quantity("u", shape: ["n"]), Quantity("v", shape: ["n"]),
  ]
  let outputs = [Quantity("u", shape: ["n"]), Quantity("v", shape: ["n"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = HadamardProduct.pullback(
      inputs.vector("cotangent"), at: inputs.vector("u"), inputs.vector("v"))
    return ["u": Tensor(gradient.u), "v": Tensor(gradient.v)]
  }
}
