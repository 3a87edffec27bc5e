internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct ConfusionMatrixCounts: Equation {
  let id = "confusion-matrix-counts"
  let concept = Concept("ModelEvaluation", "ConfusionMatrix")
  let statement = "Cᵢⱼ = Σₙ [yₙ = i] [ŷₙ = j]"
  let documents = "derived"
  let rows = ["MET-1"]
  let kernel = "ConfusionMatrix.counts(predictions:targets:classes:)"
  let form = EquationForm.value
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("counts", shape: ["K", "K"])]
  let attributeNames = ["classes"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let counts = ConfusionMatrix.counts(
      predictions: inputs.labels("predictions"), targets: inputs.labels("targets"),
      classes: attributes.integer("classes"))
    return ["counts": Tensor(counts).map { T($0) }]
  }
}

struct ConfusionMatrixOutcomes: Equation {
  let id = "confusion-matrix-outcomes"
  let concept = Concept("ModelEvaluation", "ConfusionMatrix")
  let statement =
    "TP = Σₙ [yₙ = c] [ŷₙ = c], FP = Σₙ [yₙ ≠ c] [ŷₙ = c], FN = Σₙ [yₙ = c] [ŷₙ ≠ c], TN = N − TP − FP − FN"
  let documents = "D2 §6.2 (named by what is made of them)"
  let rows = ["MET-1", "MET-2", "MET-3"]
  let kernel = "ConfusionMatrix.outcomes(predictions:targets:class:)"
  let form = EquationForm.value
  let inputs = [Quantity("predictions", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = ["truePositives", "falsePositives", "falseNegatives", "trueNegatives"].map { Quantity($0) }
  let attributeNames = ["class"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (TP, FP, FN, TN) = ConfusionMatrix.outcomes(
      predictions: inputs.labels("predictions"), targets: inputs.labels("targets"),
      class: attributes.integer("class"))
    return [
      "truePositives": Tensor(T(TP)), "falsePositives": Tensor(T(FP)), "falseNegatives": Tensor(T(FN)),
      "trueNegatives": Tensor(T(TN)),
    ]
  }
}
