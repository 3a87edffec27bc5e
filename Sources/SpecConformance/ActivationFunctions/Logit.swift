internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct LogitValue: Equation {
  let id = "logit-value"
  let concept = Concept("ActivationFunctions", "Logit")
  let statement = "logit p = ln(p / (1 − p))"
  let documents = "D4, Activation functions (“logits”, named)"
  let rows = ["ACT-14"]
  let kernel = "Logit.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("p", shape: nil, domain: 0...1)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    let points: [Double] = [
      1e-300, 1e-8, 0.1, 0.24, 0.25, 0.26, 0.4999, 0.5, 0.5 + 0x1p-40, 0.6, 0.75, 0.76, 0.9, 0.999,
    ]
    return points.map { Probe("p = \($0)", ["p": Tensor($0)]) }
      + [
        Probe(
          "the last number below 1", ["p": Tensor(1 - 0x1p-53)],
          undecidedBecause: "the logit is infinite one number further, and no step stays clear of that"),
        Probe("several elements", ["p": Tensor([0.25, 0.5, 0.875])]),
      ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["p"].map { Logit.value($0) }]
  }
}

struct LogitDerivative: Equation {
  let id = "logit-derivative"
  let concept = Concept("ActivationFunctions", "Logit")
  let statement = "logit′ p = 1 / (p (1 − p))"
  let documents = "derived"
  let rows = ["ACT-14"]
  let kernel = "Logit.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "logit-value")
  let inputs = [Quantity("p", shape: nil, domain: 0...1)]
  let outputs = [Quantity("derivative", shape: nil)]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["p"].map { Logit.derivative(at: $0) }]
  }
}
