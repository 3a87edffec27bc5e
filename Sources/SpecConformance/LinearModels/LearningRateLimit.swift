internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LearningRateLimitValue: Equation {
  let id = "learning-rate-limit"
  let concept = Concept("LinearModels", "LearningRateLimit")
  let statement = "η < 2/λ, with the largest eigenvalue λ of H"
  let documents = "derived"
  let rows = ["LIN-11"]
  let kernel = "LearningRateLimit.value(inputs:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"])]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LearningRateLimit.value(inputs: inputs.vector("inputs")))]
  }
}
