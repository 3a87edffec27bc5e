internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct LinearWarmupRate: Equation {
  let id = "linear-warmup-rate"
  let concept = Concept("GradientOptimizers", "LinearWarmup")
  let statement = "ηₑ = η_max (e + 1)/W for e < W"
  let documents = "D4, Learning-rate schedules (supplied)"
  let rows = ["SCH-4"]
  let kernel = "LinearWarmup.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["maximumRate", "epochs", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = LinearWarmup(
      maximumRate: T(attributes.number("maximumRate")), epochs: attributes.integer("epochs"))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
