internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct PerceptronMistakeBoundValue: Equation {
  let id = "perceptron-mistake-bound-value"
  let concept = Concept("LinearClassifiers", "PerceptronMistakeBound")
  let statement = "(R/γ)², R = maxᵢ ‖x̃ᵢ‖, γ = minᵢ ỹᵢ (ũ · x̃ᵢ)/‖ũ‖"
  let documents = "D4, The perceptron (supplied)"
  let rows = ["CLS-7"]
  let kernel = "PerceptronMistakeBound.value(separator:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("separator", shape: ["n"]), Quantity("bias"), Quantity("inputs", shape: ["n", "m"]),
    Quantity("targets", shape: ["m"]),
  ]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let bound = PerceptronMistakeBound.value(
      separator: inputs.vector("separator"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return ["value": Tensor(bound)]
  }
}
