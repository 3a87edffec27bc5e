internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct NetworkForward: Equation {
  let id = "network-forward"
  let concept = Concept("ForwardPropagation", "Network")
  let statement = "aˡ = gˡ(Wˡ aˡ⁻¹ + bˡ), a⁰ = x, aᴸ = ŷ"
  let documents = "D4, Forward propagation (reconstructed); D2, §7; D5, What are neural networks?"
  let rows = ["NET-6", "NET-7", "NET-10", "NET-13", "NET-14", "NET-15", "NET-17"]
  let kernel = "Network.forward(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("parameters", shape: ["P"]), Quantity("inputs", shape: ["n⁰", "m"])]
  let outputs = [Quantity("predictions", shape: ["nᴸ", "m"])]
  let attributeNames = ["sizes", "hidden", "output"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = Network(shape: attributes.networkShape, parameters: inputs.vector("parameters"))
    return ["predictions": Tensor(network.forward(inputs.matrix("inputs")).predictions)]
  }
}
