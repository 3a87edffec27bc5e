internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ConvolutionOutputSizeValue: Equation {
  let id = "convolution-output-size"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionOutputSize")
  let statement = "o = ⌊(n + 2p − k)/s⌋ + 1"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-2"]
  let kernel = "ConvolutionOutputSize.value(size:window:stride:padding:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["size", "window", "stride", "padding"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let o = ConvolutionOutputSize.value(
      size: attributes.integer("size"), window: attributes.integer("window"),
      stride: attributes.integer("stride"), padding: attributes.integer("padding"))
    return ["value": Tensor(T(o))]
  }
}
