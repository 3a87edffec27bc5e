internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LinearSeparabilitySeparator: Equation {
  let id = "linear-separability-separator"
  let concept = Concept("LinearClassifiers", "LinearSeparability")
  let statement = "w = 2 Σᵢ ỹᵢ sᵢ and b = Σᵢ ỹᵢ (1 − sᵢ₁ − sᵢ₂)"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-11"]
  let kernel = "LinearSeparability.separator(of:)"
  let form = EquationForm.value
  let inputs = [Quantity("values", shape: ["4"], domain: 0...1)]
  let outputs = [Quantity("weights", shape: ["2"]), Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (w, b) = LinearSeparability.separator(of: inputs.vector("values"))
    return ["weights": Tensor(w), "bias": Tensor(b)]
  }
}

struct LinearSeparabilityTest: Equation {
  let id = "linear-separability-test"
  let concept = Concept("LinearClassifiers", "LinearSeparability")
  let statement = "ỹᵢ (w · xᵢ + b) > 0 for all four inputs"
  let documents = "D4, The perceptron (in words)"
  let rows = ["CLS-11"]
  let kernel = "LinearSeparability.isSeparable(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("values", shape: ["4"], domain: 0...1)]
  let outputs = [Quantity("value")]

  /// 1 for a function that is linearly separable, 0 for one that is not.
  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LinearSeparability.isSeparable(inputs.vector("values")) ? 1 : 0)]
  }
}
