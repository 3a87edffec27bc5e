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
      inputChannels: Int(attributes.number("inputChannels")),
      outputChannels: Int(attributes.number("outputChannels")), height: Int(attributes.number("height")),
      width: Int(attributes.number("width")))
    return ["value": Tensor(T(P))]
  }
}
