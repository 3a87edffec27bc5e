internal import Backpropagation
internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct GradientNormsValue: Equation {
  let id = "gradient-norms-value"
  let concept = Concept("Backpropagation", "GradientNorms")
  let statement = "‖∂J/∂Zˡ‖ = ‖δˡ‖ / m"
  let documents = "D4, Backpropagation"
  let rows = ["BP-13", "BP-14"]
  let kernel = "GradientNorms.value(_:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"]),
    Quantity("targets", shape: ["nᴸ", "m"]),
  ]
  let outputs = [Quantity("value", shape: ["L"])]
  let attributeNames = ["sizes", "hidden", "output", "loss"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    let pass = BackwardPass(
      network.forward(inputs.matrix("inputs")), targets: inputs.matrix("targets"), loss: attributes.outputLoss)
    return ["value": Tensor(GradientNorms.value(pass))]
  }
}
