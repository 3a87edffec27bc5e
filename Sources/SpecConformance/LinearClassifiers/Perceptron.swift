internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct PerceptronValue: Equation {
  let id = "perceptron-value"
  let concept = Concept("LinearClassifiers", "Perceptron")
  let statement = "z = Σᵢ wᵢ xᵢ + b and ŷ = H(z)"
  let documents = "D4, The perceptron (reconstructed)"
  let rows = ["CLS-4"]
  let kernel = "Perceptron.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["n"]), Quantity("weights", shape: ["n"]), Quantity("bias")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let perceptron = Perceptron(weights: inputs.vector("weights"), bias: inputs.number("bias"))
    return ["value": Tensor(perceptron.value(inputs.vector("inputs")))]
  }
}

struct PerceptronUpdate: Equation {
  let id = "perceptron-update"
  let concept = Concept("LinearClassifiers", "Perceptron")
  let statement = "wᵢ ← wᵢ + η (y − ŷ) xᵢ and b ← b + η (y − ŷ)"
  let documents = "D4, The perceptron (reconstructed)"
  let rows = ["CLS-5", "CLS-6"]
  let kernel = "Perceptron.updated(by:target:learningRate:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("inputs", shape: ["n"]), Quantity("target"), Quantity("weights", shape: ["n"]), Quantity("bias"),
  ]
  let outputs = [Quantity("weights", shape: ["n"]), Quantity("bias")]
  let attributeNames = ["learningRate"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let perceptron = Perceptron(weights: inputs.vector("weights"), bias: inputs.number("bias")).updated(
      by: inputs.vector("inputs"), target: inputs.number("target"), learningRate: T(attributes.number("learningRate")))
    return ["weights": Tensor(perceptron.weights), "bias": Tensor(perceptron.bias)]
  }
}
