internal import Backpropagation
internal import ElementaryFunctions
internal import TensorAlgebra

struct LayerGradientValue: Equation {
  let id = "layer-gradient-value"
  let concept = Concept("Backpropagation", "LayerGradient")
  let statement = "dWˡ = (1/m) δˡ Aˡ⁻¹ᵀ, dbˡ = (1/m) Σᵢ δˡ⁽ⁱ⁾"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["BP-4", "BP-5", "BP-6"]
  let kernel = "LayerGradient.value(deltas:inputs:)"
  let form = EquationForm.value
  let inputs = [Quantity("deltas", shape: ["o", "m"]), Quantity("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = LayerGradient.value(deltas: inputs.matrix("deltas"), inputs: inputs.matrix("inputs"))
    return ["weights": Tensor(gradient.weights), "bias": Tensor(gradient.bias)]
  }
}
