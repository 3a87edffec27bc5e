internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct CosineWarmRestartsRate: Equation {
  let id = "cosine-warm-restarts-rate"
  let concept = Concept("GradientOptimizers", "CosineWarmRestarts")
  let statement = "ηₑ = η_min + ½ (η_max − η_min)(1 + cos(π e′ / Eᵢ)), e′ from the start of cycle i"
  let documents = "D4, Learning-rate schedules (supplied)"
  let rows = ["SCH-3"]
  let kernel = "CosineWarmRestarts.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["maximumRate", "minimumRate", "firstCycle", "cycleFactor", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = CosineWarmRestarts(
      maximumRate: T(attributes.number("maximumRate")), minimumRate: T(attributes.number("minimumRate")),
      firstCycle: attributes.integer("firstCycle"), cycleFactor: attributes.integer("cycleFactor"))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
