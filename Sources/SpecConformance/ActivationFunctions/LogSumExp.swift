internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct LogSumExpValue: Equation {
  let id = "log-sum-exp-value"
  let concept = Concept("ActivationFunctions", "LogSumExp")
  let statement = "LSE(z) = ln Σⱼ e^(zⱼ)"
  let documents = "derived from D4, Activation functions"
  let rows = ["ACT-11"]
  let kernel = "LogSumExp.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: ["K"])]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 8)
    return [1, 2, 3, 11].map { n in
      Probe("\(n) scores", ["z": Tensor(Probe.sixteenths(n, using: &generator))])
    } + [
      Probe("equal scores", ["z": Tensor([0.5, 0.5, 0.5])]),
      Probe("far from 0", ["z": Tensor([1000.25, 1001, 999.5])]),
      Probe("far below 0", ["z": Tensor([-1e4, -1e4 + 2])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogSumExp.value(inputs.vector("z")))]
  }
}

struct LogSumExpGradient: Equation {
  let id = "log-sum-exp-gradient"
  let concept = Concept("ActivationFunctions", "LogSumExp")
  let statement = "∂LSE/∂zᵢ = softmax(z)ᵢ"
  let documents = "derived"
  let rows = ["ACT-11"]
  let kernel = "LogSumExp.gradient(at:)"
  let form = EquationForm.gradient(of: "log-sum-exp-value")
  let inputs = [Quantity("z", shape: ["K"])]
  let outputs = [Quantity("z", shape: ["K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["z": Tensor(LogSumExp.gradient(at: inputs.vector("z")))]
  }
}
