internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct AdamStep: Equation {
  let id = "adam-step"
  let concept = Concept("GradientOptimizers", "Adam")
  let statement = "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε); and two other variants"
  let documents = "D4, Optimizers (reconstructed); D2, §4.1 and §7, by name"
  let rows = ["OPT-6", "OPT-7", "OPT-8", "OPT-9", "OPT-10", "OPT-11"]
  let kernel = "Adam.step(_:gradient:state:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"]),
    Quantity("firstMoment", shape: ["n"]), Quantity("secondMoment", shape: ["n"]),
  ]
  let outputs = [
    Quantity("parameters", shape: ["n"]), Quantity("firstMoment", shape: ["n"]),
    Quantity("secondMoment", shape: ["n"]), Quantity("stepCount"),
  ]
  let attributeNames = ["learningRate", "firstDecay", "secondDecay", "epsilon", "variant", "stepCount"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let optimizer = Adam(
      learningRate: T(attributes.number("learningRate")), firstDecay: T(attributes.number("firstDecay")),
      secondDecay: T(attributes.number("secondDecay")), epsilon: T(attributes.number("epsilon")),
      variant: attributes.choice("variant", among: Adam<T>.Variant.allCases))
    let next = optimizer.step(
      inputs.vector("parameters"), gradient: inputs.vector("gradient"),
      state: .init(
        firstMoment: inputs.vector("firstMoment"), secondMoment: inputs.vector("secondMoment"),
        stepCount: attributes.integer("stepCount")))
    return [
      "parameters": Tensor(next.parameters), "firstMoment": Tensor(next.state.firstMoment),
      "secondMoment": Tensor(next.state.secondMoment), "stepCount": Tensor(T(next.state.stepCount)),
    ]
  }
}

struct AdamBiasCorrection: Equation {
  let id = "adam-bias-correction"
  let concept = Concept("GradientOptimizers", "Adam")
  let statement = "1 − βᵗ"
  let documents = "D4, Optimizers (reconstructed)"
  let rows = ["OPT-8", "OPT-9"]
  let kernel = "Adam.biasCorrection(decay:step:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["decay", "step"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let correction = Adam<T>.biasCorrection(
      decay: T(attributes.number("decay")), step: attributes.integer("step"))
    return ["value": Tensor(correction)]
  }
}
