internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct MeanPoolingValue: Equation {
  let id = "mean-pooling-value"
  let concept = Concept("ConvolutionalNetworks", "MeanPooling")
  let statement = "P_cij = (1/(k_h k_w)) Σ_u Σ_v I_(c, s i + u − p, s j + v − p)"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-7"]
  let kernel = "MeanPooling.value(_:window:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("image", shape: ["C", "h", "w"])]
  let outputs = [Quantity("value", shape: ["C", "o_h", "o_w"])]
  let attributeNames = ["window", "stride", "padding"]

  /// Those of the largest number.
  var probes: [Probe] { MaxPoolingValue().probes }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": MeanPooling.value(inputs["image"], window: attributes.poolingWindow())]
  }
}

struct MeanPoolingPullback: Equation {
  let id = "mean-pooling-pullback"
  let concept = Concept("ConvolutionalNetworks", "MeanPooling")
  let statement = "Ī_cyx = (1/(k_h k_w)) Σ P̄_cij over the windows that cover (y, x)"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-7"]
  let kernel = "MeanPooling.pullback(_:imageShape:window:)"
  let form = EquationForm.pullback(of: "mean-pooling-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["C", "o_h", "o_w"]), Quantity("image", shape: ["C", "h", "w"]),
  ]
  let outputs = [Quantity("image", shape: ["C", "h", "w"])]
  let attributeNames = ["window", "stride", "padding"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let Ī = MeanPooling.pullback(
      inputs["cotangent"], imageShape: inputs["image"].shape, window: attributes.poolingWindow())
    return ["image": Ī]
  }
}
