internal import ElementaryFunctions
internal import TensorAlgebra

struct DotProductValue: Equation {
  let id = "dot-product-value"
  let concept = Concept("TensorAlgebra", "DotProduct")
  let statement = "w · x = Σᵢ wᵢ xᵢ"
  let documents = "D1, Neural Networks"
  let rows = ["LIN-3"]
  let kernel = "DotProduct.value(_:_:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("w", shape: ["n"]), Quantity.differentiable("x", shape: ["n"]),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 2)
    return [1, 2, 3, 17].map { n in
      Probe(
        "\(n) products",
        [
          "w": Tensor(Probe.sixteenths(n, using: &generator)),
          "x": Tensor(Probe.sixteenths(n, using: &generator)),
        ])
    } + [
      Probe("large times small", ["w": Tensor([1e300, -3e300]), "x": Tensor([2e-300, 5e-301])]),
      Probe("near the largest number", ["w": Tensor([1e308]), "x": Tensor([0.5])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(DotProduct.value(inputs.vector("w"), inputs.vector("x")))]
  }
}

struct DotProductPullback: Equation {
  let id = "dot-product-pullback"
  let concept = Concept("TensorAlgebra", "DotProduct")
  let statement = "w̄ = c x, x̄ = c w"
  let documents = "derived"
  let rows = ["LIN-3"]
  let kernel = "DotProduct.pullback(_:at:_:)"
  let form = EquationForm.pullback(of: "dot-product-value", cotangent: "value")
  let inputs = [Quantity("cotangent"), Quantity("w", shape: ["n"]), Quantity("x", shape: ["n"])]
  let outputs = [Quantity("w", shape: ["n"]), Quantity("x", shape: ["n"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = DotProduct.pullback(
      inputs.number("cotangent"), at: inputs.vector("w"), inputs.vector("x"))
    return ["w": Tensor(gradient.w), "x": Tensor(gradient.x)]
  }
}
