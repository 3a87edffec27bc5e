internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct StepValue: Equation {
  let id = "step-value"
  let concept = Concept("ActivationFunctions", "Step")
  let statement = "H(z) = 1 for z ≥ 0, 0 for z < 0"
  let documents = "D4, The perceptron (reconstructed)"
  let rows = ["CLS-3"]
  let kernel = "Step.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["z"].map { Step.value($0) }]
  }
}
