internal import ElementaryFunctions
internal import GradientOptimizers
internal import RegularizationMethods
internal import TensorAlgebra

struct AdamWStep: Equation {
  let id = "adam-w-step"
  let concept = Concept("RegularizationMethods", "AdamW")
  let statement = "θ ← (1 − ηλ) θ − η m̂ / (√v̂ + ε), with Adam's m̂ and v̂"
  let documents = "none; against C-59"
  let rows = ["REG-5"]
  let kernel = "AdamW.step(_:gradient:state:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"]),
    Quantity("firstMoment", shape: ["n"]), Quantity("secondMoment", shape: ["n"]),
  ]
  let outputs = [
    Quantity("parameters", shape: ["n"]), Quantity("firstMoment", shape: ["n"]),
    Quantity("secondMoment", shape: ["n"]), Quantity("stepCount"),
  ]
  let attributeNames = ["learningRate", "firstDecay", "secondDecay", "epsilon", "variant", "stepCount", "decay"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let adam = Adam(
      learningRate: T(attributes.number("learningRate")), firstDecay: T(attributes.number("firstDecay")),
      secondDecay: T(attributes.number("secondDecay")), epsilon: T(attributes.number("epsilon")),
      variant: attributes.choice("variant", among: Adam<T>.Variant.allCases))
    let next = AdamW(adam, decay: T(attributes.number("decay"))).step(
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
