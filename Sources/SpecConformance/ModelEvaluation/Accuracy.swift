internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct AccuracyValue: Equation {
  let id = "accuracy-value"
  let concept = Concept("ModelEvaluation", "Accuracy")
  let statement = "accuracy = (1/N) Σᵢ [ŷᵢ = yᵢ] = (TP + TN)/(TP + TN + FP + FN)"
  let documents = "D2 §6.2 (named)"
  let rows = ["MET-1"]
  let kernel = "Accuracy.value(predictions:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (ŷ, y) = (inputs.labels("predictions"), inputs.labels("targets"))
    return ["value": Tensor(Accuracy.value(predictions: ŷ, targets: y))]
  }
}
