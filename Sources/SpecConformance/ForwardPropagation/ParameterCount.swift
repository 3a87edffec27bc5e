internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct ParameterCountLayer: Equation {
  let id = "parameter-count-layer"
  let concept = Concept("ForwardPropagation", "ParameterCount")
  let statement = "P = nˡ (nˡ⁻¹ + 1)"
  let documents = "D4, Layers (reconstructed)"
  let rows = ["NET-11"]
  let kernel = "ParameterCount.layer(inputs:outputs:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["inputs", "outputs"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n, o) = (attributes.integer("inputs"), attributes.integer("outputs"))
    return ["value": Tensor(T(ParameterCount.layer(inputs: n, outputs: o)))]
  }
}

struct ParameterCountNetwork: Equation {
  let id = "parameter-count-network"
  let concept = Concept("ForwardPropagation", "ParameterCount")
  let statement = "P = Σₗ nˡ (nˡ⁻¹ + 1)"
  let documents = "D4, Layers (reconstructed)"
  let rows = ["NET-12"]
  let kernel = "ParameterCount.network(sizes:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["sizes"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(T(ParameterCount.network(sizes: attributes.sizes)))]
  }
}
