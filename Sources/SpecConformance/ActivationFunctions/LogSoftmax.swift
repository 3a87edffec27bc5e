internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct LogSoftmaxValue: Equation {
  let id = "log-softmax-value"
  let concept = Concept("ActivationFunctions", "LogSoftmax")
  let statement = "ln softmax(z)ᵢ = zᵢ − LSE(z)"
  let documents = "derived from D4, Activation functions"
  let rows = ["ACT-11"]
  let kernel = "LogSoftmax.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: ["K"])]
  let outputs = [Quantity("value", shape: ["K"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 10)
    return [1, 2, 3, 11].map { n in
      Probe("\(n) scores", ["z": Tensor(Probe.sixteenths(n, using: &generator))])
    } + [
      Probe("equal scores", ["z": Tensor([0.5, 0.5, 0.5])]),
      Probe("far from 0", ["z": Tensor([1000.25, 1001, 999.5])]),
      Probe("far below 0", ["z": Tensor([-1e4, -1e4 + 2])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogSoftmax.value(inputs.vector("z")))]
  }
}

struct LogSoftmaxPullback: Equation {
  let id = "log-softmax-pullback"
  let concept = Concept("ActivationFunctions", "LogSoftmax")
  let statement = "z̄ = c − softmax(z) Σⱼ cⱼ"
  let documents = "derived"
  let rows = ["ACT-11"]
  let kernel = "LogSoftmax.pullback(_:at:)"
  let form = EquationForm.pullback(of: "log-softmax-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["K"]), Quantity("z", shape: ["K"])]
  let outputs = [Quantity("z", shape: ["K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["z": Tensor(LogSoftmax.pullback(inputs.vector("cotangent"), at: inputs.vector("z")))]
  }
}
