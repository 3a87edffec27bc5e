internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct QuarterTurnValue: Equation {
  let id = "quarter-turn-value"
  let concept = Concept("RegularizationMethods", "QuarterTurn")
  let statement = "I′ᵢⱼ = I_{j, W − 1 − i}, once for each turn"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-9"]
  let kernel = "QuarterTurn.value(_:turns:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("image", shape: ["H", "W"])]
  let outputs = [Quantity("value", shape: nil)]
  let attributeNames = ["turns"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 46)
    return [(1, 1, 1), (2, 3, 1), (4, 2, 2), (3, 2, 3), (2, 5, -1), (2, 3, 0)].map { H, W, k in
      Probe(
        "\(H) × \(W), \(k) turns",
        ["image": Tensor(shape: [H, W], elements: Probe.sixteenths(H * W, using: &generator))],
        ["turns": .number(Double(k))])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(QuarterTurn.value(inputs.matrix("image"), turns: attributes.integer("turns")))]
  }
}

struct QuarterTurnPullback: Equation {
  let id = "quarter-turn-pullback"
  let concept = Concept("RegularizationMethods", "QuarterTurn")
  let statement = "Ī: C turned back"
  let documents = "derived"
  let rows = ["REG-9"]
  let kernel = "QuarterTurn.pullback(_:turns:)"
  let form = EquationForm.pullback(of: "quarter-turn-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: nil)]
  let outputs = [Quantity("image", shape: ["H", "W"])]
  let attributeNames = ["turns"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["image": Tensor(QuarterTurn.pullback(inputs.matrix("cotangent"), turns: attributes.integer("turns")))]
  }
}
