internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct ConstantRateValue: Equation {
  let id = "constant-rate"
  let concept = Concept("GradientOptimizers", "ConstantRate")
  let statement = "ηₑ = η"
  let documents = "D1, Backpropagation; D4, Learning-rate schedules"
  let rows = ["SCH-6"]
  let kernel = "ConstantRate.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["learningRate", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = ConstantRate(
      learningRate: T(attributes.number("learningRate")))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
