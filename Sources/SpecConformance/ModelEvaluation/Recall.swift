internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct RecallValue: Equation {
  let id = "recall-value"
  let concept = Concept("ModelEvaluation", "Recall")
  let statement = "recall = TP/(TP + FN)"
  let documents = "D2 §6.2 (named)"
  let rows = ["MET-3"]
  let kernel = "Recall.value(predictions:targets:class:)"
  let form = EquationForm.value
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["class"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.labels("predictions"), inputs.labels("targets"))
    let value: T? = Recall.value(predictions: ŷ, targets: y, class: attributes.integer("class"))
    // Where it has no value it is NaN here, since a tensor holds numbers only.
    return ["value": Tensor(value ?? T(.nan))]
  }
}
