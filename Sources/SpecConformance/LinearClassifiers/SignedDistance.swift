internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct SignedDistanceValue: Equation {
  let id = "signed-distance-value"
  let concept = Concept("LinearClassifiers", "SignedDistance")
  let statement = "d = (w · x + b) / ‖w‖"
  let documents = "D4, The perceptron; D3, Key Concepts Summary (supplied)"
  let rows = ["CLS-13"]
  let kernel = "SignedDistance.value(_:weights:bias:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("inputs", shape: ["n"]), Quantity.differentiable("weights", shape: ["n"]),
    Quantity.differentiable("bias"),
  ]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 21)
    return [1, 2, 3, 5, 11].map { n in
      Probe(
        "\(n) inputs",
        [
          "inputs": Tensor(Probe.sixteenths(n, using: &generator)),
          "weights": Tensor(Probe.sixteenths(n, within: 2, using: &generator)), "bias": Tensor(-0.75),
        ])
    } + [
      Probe("on the boundary", ["inputs": Tensor([1, 2]), "weights": Tensor([3, -4]), "bias": Tensor(5)]),
      Probe("long weights", ["inputs": Tensor([1, 2]), "weights": Tensor([3e6, -4e6]), "bias": Tensor(1e6)]),
      Probe("short weights", ["inputs": Tensor([1, 2]), "weights": Tensor([3e-6, -4e-6]), "bias": Tensor(1e-6)]),
      Probe("two weights of one size", ["inputs": Tensor([1, 2]), "weights": Tensor([2, -2]), "bias": Tensor(1)]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let value = SignedDistance.value(
      inputs.vector("inputs"), weights: inputs.vector("weights"), bias: inputs.number("bias"))
    return ["value": Tensor(value)]
  }
}

struct SignedDistanceGradient: Equation {
  let id = "signed-distance-gradient"
  let concept = Concept("LinearClassifiers", "SignedDistance")
  let statement = "∂d/∂x = w/‖w‖, ∂d/∂w = (x − d w/‖w‖)/‖w‖, ∂d/∂b = 1/‖w‖"
  let documents = "derived from D4, The perceptron; D3, Key Concepts Summary (supplied)"
  let rows = ["CLS-13"]
  let kernel = "SignedDistance.gradient(at:weights:bias:)"
  let form = EquationForm.gradient(of: "signed-distance-value")
  let inputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let outputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = SignedDistance.gradient(
      at: inputs.vector("inputs"), weights: inputs.vector("weights"), bias: inputs.number("bias"))
    return [
      "inputs": Tensor(gradient.inputs), "weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias),
    ]
  }
}
