internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LogisticDecisionValue: Equation {
  let id = "logistic-decision-value"
  let concept = Concept("LinearClassifiers", "LogisticDecision")
  let statement = "ĉ = 1 for z ≥ ln(τ / (1 − τ)), else 0"
  let documents = "D4, The perceptron; D1, Linear Approximation (derived)"
  let rows = ["CLS-15"]
  let kernel = "LogisticDecision.value(score:threshold:)"
  let form = EquationForm.value
  let inputs = [Quantity("score"), Quantity("threshold", domain: 0...1)]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LogisticDecision.value(score: inputs.number("score"), threshold: inputs.number("threshold")))]
  }
}
