internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct HorizontalFlipValue: Equation {
  let id = "horizontal-flip-value"
  let concept = Concept("RegularizationMethods", "HorizontalFlip")
  let statement = "I′ᵢⱼ = I_{i, W − 1 − j}"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-8"]
  let kernel = "HorizontalFlip.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("image", shape: ["H", "W"])]
  let outputs = [Quantity("value", shape: ["H", "W"])]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 45)
    return [(1, 1), (2, 3), (4, 2)].map { H, W in
      Probe("\(H) × \(W)", ["image": Tensor(shape: [H, W], elements: Probe.sixteenths(H * W, using: &generator))])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(HorizontalFlip.value(inputs.matrix("image")))]
  }
}

struct HorizontalFlipPullback: Equation {
  let id = "horizontal-flip-pullback"
  let concept = Concept("RegularizationMethods", "HorizontalFlip")
  let statement = "Īᵢⱼ = C_{i, W − 1 − j}"
  let documents = "derived"
  let rows = ["REG-8"]
  let kernel = "HorizontalFlip.pullback(_:)"
  let form = EquationForm.pullback(of: "horizontal-flip-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["H", "W"])]
  let outputs = [Quantity("image", shape: ["H", "W"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["image": Tensor(HorizontalFlip.pullback(inputs.matrix("cotangent")))]
  }
}
