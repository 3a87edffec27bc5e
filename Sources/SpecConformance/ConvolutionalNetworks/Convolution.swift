internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ConvolutionValue: Equation {
  let id = "convolution-value"
  let concept = Concept("ConvolutionalNetworks", "Convolution")
  let statement = "S_oij = Σ_c Σ_u Σ_v I_(c, s i + k_h − 1 − u − p, s j + k_w − 1 − v − p) K_ocuv + b_o"
  let documents = "D4, CNNs; D2, §5 (in words)"
  let rows = ["CNN-1"]
  let kernel = "Convolution.value(_:filters:bias:sliding:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("image", shape: ["C", "h", "w"]),
    Quantity.differentiable("filters", shape: ["O", "C", "k_h", "k_w"]),
    Quantity.differentiable("bias", shape: ["O"]),
  ]
  let outputs = [Quantity("value", shape: ["O", "o_h", "o_w"])]
  let attributeNames = ["stride", "padding"]

  /// Those of the cross-correlation.
  var probes: [Probe] { CrossCorrelationValue().probes }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let S = Convolution.value(
      inputs["image"], filters: inputs["filters"], bias: inputs.vector("bias"), sliding: attributes.sliding())
    return ["value": S]
  }
}

struct ConvolutionPullback: Equation {
  let id = "convolution-pullback"
  let concept = Concept("ConvolutionalNetworks", "Convolution")
  let statement = "those of the cross-correlation with rot180(K), K̄ turned back"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-3", "CNN-4"]
  let kernel = "Convolution.pullback(_:at:filters:sliding:)"
  let form = EquationForm.pullback(of: "convolution-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["O", "o_h", "o_w"]), Quantity("image", shape: ["C", "h", "w"]),
    Quantity("filters", shape: ["O", "C", "k_h", "k_w"]),
  ]
  let outputs = [
    Quantity("image", shape: ["C", "h", "w"]), Quantity("filters", shape: ["O", "C", "k_h", "k_w"]),
    Quantity("bias", shape: ["O"]),
  ]
  let attributeNames = ["stride", "padding"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = Convolution.pullback(
      inputs["cotangent"], at: inputs["image"], filters: inputs["filters"], sliding: attributes.sliding())
    return ["image": gradient.image, "filters": gradient.filters, "bias": Tensor(gradient.bias)]
  }
}
