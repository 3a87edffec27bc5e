internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct ExclusiveOrReLU: Equation {
  let id = "exclusive-or-relu"
  let concept = Concept("LinearClassifiers", "ExclusiveOr")
  let statement = "x₁ ⊕ x₂ = ReLU(x₁ + x₂) − 2 ReLU(x₁ + x₂ − 1)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-12"]
  let kernel = "ExclusiveOr.byReLU(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("x1"), Quantity("x2")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(ExclusiveOr.byReLU(inputs.number("x1"), inputs.number("x2")))]
  }
}

struct ExclusiveOrSteps: Equation {
  let id = "exclusive-or-steps"
  let concept = Concept("LinearClassifiers", "ExclusiveOr")
  let statement = "x₁ ⊕ x₂ = H((x₁ ∨ x₂) − (x₁ ∧ x₂) − ½)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-12"]
  let kernel = "ExclusiveOr.bySteps(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("x1"), Quantity("x2")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(ExclusiveOr.bySteps(inputs.number("x1"), inputs.number("x2")))]
  }
}
