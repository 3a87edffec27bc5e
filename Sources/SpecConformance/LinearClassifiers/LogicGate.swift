internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LogicGateAnd: Equation {
  let id = "logic-gate-and"
  let concept = Concept("LinearClassifiers", "LogicGate")
  let statement = "x₁ ∧ x₂ = H(x₁ + x₂ − 3/2)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-8"]
  let kernel = "LogicGate.and(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("x1"), Quantity("x2")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogicGate.and(inputs.number("x1"), inputs.number("x2")))]
  }
}

struct LogicGateOr: Equation {
  let id = "logic-gate-or"
  let concept = Concept("LinearClassifiers", "LogicGate")
  let statement = "x₁ ∨ x₂ = H(x₁ + x₂ − ½)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-9"]
  let kernel = "LogicGate.or(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("x1"), Quantity("x2")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogicGate.or(inputs.number("x1"), inputs.number("x2")))]
  }
}

struct LogicGateNot: Equation {
  let id = "logic-gate-not"
  let concept = Concept("LinearClassifiers", "LogicGate")
  let statement = "¬x = H(½ − x)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-10"]
  let kernel = "LogicGate.not(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("x")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogicGate.not(inputs.number("x")))]
  }
}
