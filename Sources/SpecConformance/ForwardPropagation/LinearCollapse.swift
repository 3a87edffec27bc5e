internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct LinearCollapseValue: Equation {
  let id = "linear-collapse-value"
  let concept = Concept("ForwardPropagation", "LinearCollapse")
  let statement = "W = W₂ W₁, b = W₂ b₁ + b₂"
  let documents = "D4, Activation functions (reconstructed); D3, Activation Functions"
  let rows = ["LIN-12", "LIN-13"]
  let kernel = "LinearCollapse.value(first:second:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("firstWeights", shape: ["h", "n"]), Quantity("firstBias", shape: ["h"]),
    Quantity("secondWeights", shape: ["o", "h"]), Quantity("secondBias", shape: ["o"]),
  ]
  let outputs = [Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = LinearCollapse.value(
      first: (inputs.matrix("firstWeights"), inputs.vector("firstBias")),
      second: (inputs.matrix("secondWeights"), inputs.vector("secondBias")))
    return ["weights": Tensor(layer.weights), "bias": Tensor(layer.bias)]
  }
}
