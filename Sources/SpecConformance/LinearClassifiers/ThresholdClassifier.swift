internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct ThresholdClassifierValue: Equation {
  let id = "threshold-classifier-value"
  let concept = Concept("LinearClassifiers", "ThresholdClassifier")
  let statement = "c(f, k) = 1 for f > k, 0 for f ≤ k"
  let documents = "D1, Linear Approximation"
  let rows = ["CLS-1"]
  let kernel = "ThresholdClassifier.value(score:threshold:)"
  let form = EquationForm.value
  let inputs = [Quantity("score"), Quantity("threshold")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(ThresholdClassifier.value(score: inputs.number("score"), threshold: inputs.number("threshold")))]
  }
}

struct ThresholdClassifierAbsorption: Equation {
  let id = "threshold-classifier-absorption"
  let concept = Concept("LinearClassifiers", "ThresholdClassifier")
  let statement = "b − k"
  let documents = "D1, Linear Approximation (derived)"
  let rows = ["CLS-2"]
  let kernel = "ThresholdClassifier.absorb(threshold:bias:)"
  let form = EquationForm.value
  let inputs = [Quantity("threshold"), Quantity("bias")]
  let outputs = [Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["bias": Tensor(ThresholdClassifier.absorb(threshold: inputs.number("threshold"), bias: inputs.number("bias")))]
  }
}
