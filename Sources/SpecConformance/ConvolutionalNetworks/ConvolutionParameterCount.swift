internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ConvolutionParameterCountValue: Equation {
  let id = "convolution-parameter-count"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionParameterCount")
  let statement = "P = C_out (C_in k_h k_w + 1)"
  let documents = "D4, CNNs (in words)"
  let rows = ["CNN-5"]
  let kernel = "ConvolutionParameterCount.value(inputChannels:outputChannels:height:width:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["inputChannels", "outputChannels", "height", "width"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let P = ConvolutionParameterCount.value(
      inputChannels: attributes.integer("inputChannels", limit: 1 << 16),
      outputChannels: attributes.integer("outputChannels", limit: 1 << 16),
      height: attributes.integer("height", limit: 1 << 12),
      width: attributes.integer("width", limit: 1 << 12))
    return ["value": Tensor(T(P))]
  }
}
