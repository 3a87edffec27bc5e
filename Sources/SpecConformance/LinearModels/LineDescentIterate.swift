internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LineDescentIterateValue: Equation {
  let id = "line-descent-iterate"
  let concept = Concept("LinearModels", "LineDescentIterate")
  let statement = "θₖ = θ* + (I − η H)ᵏ (θ₀ − θ*)"
  let documents = "derived"
  let rows = ["LIN-11"]
  let kernel = "LineDescentIterate.value(after:learningRate:weight:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weight"), Quantity("bias"), Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weight"), Quantity("bias")]
  let attributeNames = ["steps", "learningRate"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let line = LineDescentIterate.value(
      after: attributes.integer("steps"), learningRate: T(attributes.number("learningRate")),
      weight: inputs.number("weight"), bias: inputs.number("bias"), inputs: inputs.vector("inputs"),
      targets: inputs.vector("targets"))
    return ["weight": Tensor(line.weight), "bias": Tensor(line.bias)]
  }
}
