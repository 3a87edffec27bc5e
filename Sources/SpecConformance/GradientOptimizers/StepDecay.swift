internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct StepDecayRate: Equation {
  let id = "step-decay-rate"
  let concept = Concept("GradientOptimizers", "StepDecay")
  let statement = "ηₑ = η₀ γ^⌊e/s⌋"
  let documents = "D4, Learning-rate schedules (supplied)"
  let rows = ["SCH-1"]
  let kernel = "StepDecay.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["initialRate", "factor", "interval", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = StepDecay(
      initialRate: T(attributes.number("initialRate")), factor: T(attributes.number("factor")),
      interval: attributes.integer("interval"))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
