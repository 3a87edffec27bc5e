internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct MeanLossValue: Equation {
  let id = "mean-loss-value"
  let concept = Concept("LossFunctions", "MeanLoss")
  let statement = "J = (1/m) Σᵢ Lᵢ"
  let documents = "D1, Loss function"
  let rows = ["LOSS-1", "LOSS-16"]
  let kernel = "MeanLoss.value(losses:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("losses", shape: ["m"])]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 20)
    return [1, 2, 3, 17].map { m in
      Probe("\(m) samples", ["losses": Tensor(Probe.sixteenths(m, using: &generator))])
    } + [
      Probe("no loss at all", ["losses": Tensor([0, 0, 0])]),
      Probe("squared prices", ["losses": Tensor([4e8, 4e10, 1e6])]),
      Probe("losses of confident answers", ["losses": Tensor([1e-40, 3e-17, 690, 0.7])]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(MeanLoss.value(losses: inputs.vector("losses")))]
  }
}

struct MeanLossGradient: Equation {
  let id = "mean-loss-gradient"
  let concept = Concept("LossFunctions", "MeanLoss")
  let statement = "∂J/∂Lᵢ = 1/m"
  let documents = "derived"
  let rows = ["LOSS-1", "LOSS-16"]
  let kernel = "MeanLoss.gradient(losses:)"
  let form = EquationForm.gradient(of: "mean-loss-value")
  let inputs = [Quantity("losses", shape: ["m"])]
  let outputs = [Quantity("losses", shape: ["m"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["losses": Tensor(MeanLoss.gradient(losses: inputs.vector("losses")))]
  }
}
