internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct PerceptronTrainingRun: Equation {
  let id = "perceptron-training-run"
  let concept = Concept("LinearClassifiers", "PerceptronTraining")
  let statement = "(w, b) ← update(w, b; xᵢ, yᵢ) for i = 1, …, m, until an epoch without a mistake"
  let documents = "D4, The perceptron (in words)"
  let rows = ["CLS-7"]
  let kernel = "PerceptronTraining.run(_:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weights", shape: ["n"]), Quantity("bias"), Quantity("inputs", shape: ["n", "m"]),
    Quantity("targets", shape: ["m"]),
  ]
  let outputs = [
    Quantity("weights", shape: ["n"]), Quantity("bias"), Quantity("epochs"), Quantity("mistakes"),
    Quantity("isConverged"),
  ]
  let attributeNames = ["learningRate", "maximumEpochs"]

  /// `isConverged` is 1 where an epoch without a mistake ended the training, and 0 where the number of epochs did.
  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let training = PerceptronTraining(
      learningRate: T(attributes.number("learningRate")), maximumEpochs: attributes.integer("maximumEpochs"))
    let end = training.run(
      Perceptron(weights: inputs.vector("weights"), bias: inputs.number("bias")), inputs: inputs.matrix("inputs"),
      targets: inputs.vector("targets"))
    return [
      "weights": Tensor(end.perceptron.weights), "bias": Tensor(end.perceptron.bias), "epochs": Tensor(T(end.epochs)),
      "mistakes": Tensor(T(end.mistakes)), "isConverged": Tensor(end.reason == .noMistakes ? 1 : 0),
    ]
  }
}
