internal import Backpropagation
internal import ElementaryFunctions
internal import TensorAlgebra

struct SigmoidChainBoundValue: Equation {
  let id = "sigmoid-chain-bound-value"
  let concept = Concept("Backpropagation", "SigmoidChainBound")
  let statement = "Πₗ σ′(zₗ) ≤ ¼ᴸ"
  let documents = "D4, Backpropagation"
  let rows = ["BP-12"]
  let kernel = "SigmoidChainBound.value(layers:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["layers"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(SigmoidChainBound.value(layers: attributes.integer("layers")))]
  }
}
