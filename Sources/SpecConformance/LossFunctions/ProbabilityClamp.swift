internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct ProbabilityClampValue: Equation {
  let id = "probability-clamp-value"
  let concept = Concept("LossFunctions", "ProbabilityClamp")
  let statement = "clamp(p) = min(max(p, ε), 1 − ε)"
  let documents = "none; a guard for the logarithms of D2, §3.1, and D4, Loss functions"
  let rows = ["LOSS-14"]
  let kernel = "ProbabilityClamp.value(_:epsilon:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("p", shape: nil, domain: 0...1)]
  let outputs = [Quantity("value", shape: nil)]
  let attributeNames = ["epsilon"]

  var probes: [Probe] {
    var points: [(p: Double, ε: Double)] = [(0.875, 0.125), (0.5625, 0.4375)]
    for ε in [0.01, 0.125, 0.4375] {
      let around: [Double] = [0, ε / 2, 0.999 * ε, ε, 1.001 * ε, 0.45, 0.5, 1 - ε / 2, 1]
      points += around.map { (p: $0, ε: ε) }
    }
    for p in [1e-300, 5e-13, 1e-12, 2e-12, 0.5] { points.append((p: p, ε: 1e-12)) }
    return points.map { p, ε in
      Probe("p = \(p), ε = \(ε)", ["p": Tensor(p)], ["epsilon": .number(ε)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let ε = T(attributes.number("epsilon"))
    return ["value": inputs["p"].map { ProbabilityClamp.value($0, epsilon: ε) }]
  }
}

struct ProbabilityClampDerivative: Equation {
  let id = "probability-clamp-derivative"
  let concept = Concept("LossFunctions", "ProbabilityClamp")
  let statement = "clamp′(p) = 1 for ε < p < 1 − ε, 0 for p < ε and p > 1 − ε"
  let documents = "derived"
  let rows = ["LOSS-14"]
  let kernel = "ProbabilityClamp.derivative(at:epsilon:)"
  let form = EquationForm.elementwiseDerivative(of: "probability-clamp-value")
  let inputs = [Quantity("p", shape: nil, domain: 0...1)]
  let outputs = [Quantity("derivative", shape: nil)]
  let attributeNames = ["epsilon"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let ε = T(attributes.number("epsilon"))
    return ["derivative": inputs["p"].map { ProbabilityClamp.derivative(at: $0, epsilon: ε) }]
  }
}
