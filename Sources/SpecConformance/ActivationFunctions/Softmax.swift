internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct SoftmaxValue: Equation {
  let id = "softmax-value"
  let concept = Concept("ActivationFunctions", "Softmax")
  let statement = "softmax(z)ᵢ = e^(zᵢ) / Σⱼ e^(zⱼ)"
  let documents = "D2 §2.2 and D3, Activation Functions (named); D4, Activation functions (reconstructed)"
  let rows = ["ACT-5"]
  let kernel = "Softmax.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: ["K"])]
  let outputs = [Quantity("value", shape: ["K"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 9)
    return [1, 2, 3, 11].map { n in
      Probe("\(n) scores", ["z": Tensor(Probe.sixteenths(n, using: &generator))])
    } + [
      Probe("equal scores", ["z": Tensor([0.5, 0.5, 0.5])]),
      Probe("far from 0", ["z": Tensor([1000.25, 1001, 999.5])]),
      Probe("far below 0", ["z": Tensor([-1e4, -1e4 + 2])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(Softmax.value(inputs.vector("z")))]
  }
}

struct SoftmaxJacobian: Equation {
  let id = "softmax-jacobian"
  let concept = Concept("ActivationFunctions", "Softmax")
  let statement = "∂sᵢ/∂zⱼ = sᵢ ([i = j] − sⱼ)"
  let documents = "derived"
  let rows = ["ACT-10"]
  let kernel = "Softmax.jacobian(at:)"
  let form = EquationForm.jacobian(of: "softmax-value")
  let inputs = [Quantity("z", shape: ["K"])]
  let outputs = [Quantity("jacobian", shape: ["K", "K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["jacobian": Tensor(Softmax.jacobian(at: inputs.vector("z")))]
  }
}

struct SoftmaxPullback: Equation {
  let id = "softmax-pullback"
  let concept = Concept("ActivationFunctions", "Softmax")
  let statement = "z̄ = s ⊙ (c − c · s)"
  let documents = "derived"
  let rows = ["ACT-10"]
  let kernel = "Softmax.pullback(_:at:)"
  let form = EquationForm.pullback(of: "softmax-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["K"]), Quantity("z", shape: ["K"])]
  let outputs = [Quantity("z", shape: ["K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["z": Tensor(Softmax.pullback(inputs.vector("cotangent"), at: inputs.vector("z")))]
  }
}
