internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct CosineAnnealingRate: Equation {
  let id = "cosine-annealing-rate"
  let concept = Concept("GradientOptimizers", "CosineAnnealing")
  let statement = "ηₑ = η_min + ½ (η_max − η_min)(1 + cos(π e / E)) for e ≤ E"
  let documents = "D4, Learning-rate schedules (supplied)"
  let rows = ["SCH-2"]
  let kernel = "CosineAnnealing.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["maximumRate", "minimumRate", "epochs", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = CosineAnnealing(
      maximumRate: T(attributes.number("maximumRate")), minimumRate: T(attributes.number("minimumRate")),
      epochs: attributes.integer("epochs"))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
