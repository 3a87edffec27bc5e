internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct SobelFilterResponse: Equation {
  let id = "sobel-filter-response"
  let concept = Concept("ConvolutionalNetworks", "SobelFilter")
  let statement = "the cross-correlation with [−1 0 1; −2 0 2; −1 0 1], or with its transpose"
  let documents = "D4, CNNs (in words)"
  let rows = ["CNN-10"]
  let kernel = "SobelFilter.response(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("image", shape: ["h", "w"])]
  let outputs = [Quantity("value", shape: ["h − 2", "w − 2"])]
  let attributeNames = ["direction"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let direction = attributes.choice("direction", among: SobelFilter.Direction.allCases)
    return ["value": Tensor(SobelFilter.response(inputs.matrix("image"), direction))]
  }
}
