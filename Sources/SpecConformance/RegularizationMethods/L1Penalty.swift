internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct L1PenaltyValue: Equation {
  let id = "l1-penalty-value"
  let concept = Concept("RegularizationMethods", "L1Penalty")
  let statement = "λ Σᵢ |wᵢ|"
  let documents = "D2, §4.2 (in words)"
  let rows = ["REG-6"]
  let kernel = "L1Penalty.value(_:strength:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("weights", shape: ["n"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["strength"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 44)
    return [(1, 0.5), (2, 0.1), (5, 3), (17, 0.01)].map { n, λ in
      Probe(
        "\(n) weights, λ = \(λ)", ["weights": Tensor(Probe.sixteenths(n, using: &generator))],
        ["strength": .number(λ)])
    } + [
      Probe("weights of 0", ["weights": Tensor([0.0, -2, 0])], ["strength": .number(0.5)]),
      Probe("no penalty", ["weights": Tensor([1.5, -2])], ["strength": .number(0)]),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let λ = T(attributes.number("strength"))
    return ["value": Tensor(L1Penalty.value(inputs.vector("weights"), strength: λ))]
  }
}

struct L1PenaltyGradient: Equation {
  let id = "l1-penalty-gradient"
  let concept = Concept("RegularizationMethods", "L1Penalty")
  let statement = "λ sign(w), with sign(0) = 0"
  let documents = "derived"
  let rows = ["REG-6"]
  let kernel = "L1Penalty.gradient(_:strength:)"
  let form = EquationForm.gradient(of: "l1-penalty-value")
  let inputs = [Quantity("weights", shape: ["n"])]
  let outputs = [Quantity("weights", shape: ["n"])]
  let attributeNames = ["strength"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let λ = T(attributes.number("strength"))
    return ["weights": Tensor(L1Penalty.gradient(inputs.vector("weights"), strength: λ))]
  }
}
