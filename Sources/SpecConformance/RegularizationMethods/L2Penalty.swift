internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct L2PenaltyValue: Equation {
  let id = "l2-penalty-value"
  let concept = Concept("RegularizationMethods", "L2Penalty")
  let statement = "(λ/2) Σᵢ wᵢ²"
  let documents = "D4, Regularization; D2, §4.2, in words"
  let rows = ["REG-4"]
  let kernel = "L2Penalty.value(_:strength:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("weights", shape: ["n"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["strength"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 43)
    return [(1, 0.5), (2, 0.1), (5, 3), (17, 0.01)].map { n, λ in
      Probe(
        "\(n) weights, λ = \(λ)", ["weights": Tensor(Probe.sixteenths(n, using: &generator))],
        ["strength": .number(λ)])
    } + [
      Probe("a weight of 0", ["weights": Tensor([0.0, -2])], ["strength": .number(0.5)]),
      Probe("no penalty", ["weights": Tensor([1.5, -2])], ["strength": .number(0)]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let λ = T(attributes.number("strength"))
    return ["value": Tensor(L2Penalty.value(inputs.vector("weights"), strength: λ))]
  }
}

struct L2PenaltyGradient: Equation {
  let id = "l2-penalty-gradient"
  let concept = Concept("RegularizationMethods", "L2Penalty")
  let statement = "λ w"
  let documents = "derived"
  let rows = ["REG-4"]
  let kernel = "L2Penalty.gradient(_:strength:)"
  let form = EquationForm.gradient(of: "l2-penalty-value")
  let inputs = [Quantity("weights", shape: ["n"])]
  let outputs = [Quantity("weights", shape: ["n"])]
  let attributeNames = ["strength"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let λ = T(attributes.number("strength"))
    return ["weights": Tensor(L2Penalty.gradient(inputs.vector("weights"), strength: λ))]
  }
}
