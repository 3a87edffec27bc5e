internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct WarmupCosineRate: Equation {
  let id = "warmup-cosine-rate"
  let concept = Concept("GradientOptimizers", "WarmupCosine")
  let statement = "ηₑ = η_max (e + 1)/W for e < W, then the cosine of e − W"
  let documents = "D4, Learning-rate schedules (supplied)"
  let rows = ["SCH-5"]
  let kernel = "WarmupCosine.rate(at:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("rate")]
  let attributeNames = ["maximumRate", "minimumRate", "warmupEpochs", "annealingEpochs", "epoch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let schedule = WarmupCosine(
      maximumRate: T(attributes.number("maximumRate")), minimumRate: T(attributes.number("minimumRate")),
      warmupEpochs: attributes.integer("warmupEpochs"), annealingEpochs: attributes.integer("annealingEpochs"))
    return ["rate": Tensor(schedule.rate(at: attributes.integer("epoch")))]
  }
}
