internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct NoisyLineValue: Equation {
  let id = "noisy-line-value"
  let concept = Concept("LinearModels", "NoisyLine")
  let statement = "yᵢ = 2 xᵢ + 1 + 0.1 εᵢ"
  let documents = "D2, §7 (as code)"
  let rows = ["LIN-14"]
  let kernel = "NoisyLine.value(inputs:noise:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"]), Quantity("noise", shape: ["N"])]
  let outputs = [Quantity("value", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(NoisyLine.value(inputs: inputs.vector("inputs"), noise: inputs.vector("noise")))]
  }
}
