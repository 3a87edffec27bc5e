internal import ElementaryFunctions
internal import GameTreeSearch
internal import TensorAlgebra

struct MaterialEvaluationValue: Equation {
  let id = "material-evaluation-value"
  let concept = Concept("GameTreeSearch", "MaterialEvaluation")
  let statement = "e(s) = Σₚ vₚ (nₚ − mₚ)"
  let documents = "D1, Traditional AI (in words)"
  let rows = ["MM-2"]
  let kernel = "MaterialEvaluation.value(worth:own:opponent:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("worth", shape: ["P"]), Quantity("own", shape: ["P"]), Quantity("opponent", shape: ["P"]),
  ]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let value = MaterialEvaluation.value(
      worth: inputs.vector("worth"), own: inputs.labels("own"), opponent: inputs.labels("opponent"))
    return ["value": Tensor(value)]
  }
}
