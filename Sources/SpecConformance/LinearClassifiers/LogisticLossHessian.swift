internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct LogisticLossHessianValue: Equation {
  let id = "logistic-loss-hessian-value"
  let concept = Concept("LinearClassifiers", "LogisticLossHessian")
  let statement = "H = (1/m) X̃ diag(ŷᵢ (1 − ŷᵢ)) X̃ᵀ"
  let documents = "derived from D4, The perceptron"
  let rows = ["CLS-16"]
  let kernel = "LogisticLossHessian.value(weights:bias:inputs:)"
  let form = EquationForm.value
  let inputs = [Quantity("weights", shape: ["n"]), Quantity("bias"), Quantity("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("value", shape: ["n + 1", "n + 1"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let H = LogisticLossHessian.value(
      weights: inputs.vector("weights"), bias: inputs.number("bias"), inputs: inputs.matrix("inputs"))
    return ["value": Tensor(H)]
  }
}
