internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct MaxPoolingValue: Equation {
  let id = "max-pooling-value"
  let concept = Concept("ConvolutionalNetworks", "MaxPooling")
  let statement = "P_cij = max over u < k_h, v < k_w of I_(c, s i + u − p, s j + v − p)"
  let documents = "D4, CNNs (in words)"
  let rows = ["CNN-6"]
  let kernel = "MaxPooling.value(_:window:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("image", shape: ["C", "h", "w"])]
  let outputs = [Quantity("value", shape: ["C", "o_h", "o_w"])]
  let attributeNames = ["window", "stride", "padding"]

  var probes: [Probe] {
    let layers: [(purpose: String, image: [Int], window: String, stride: String, padding: String)] = [
      ("one number", [1, 1, 1], "1-1", "1-1", "0-0"),
      ("tiles, two channels", [2, 4, 6], "2-3", "2-3", "0-0"),
      ("overlapping windows", [1, 5, 4], "3-2", "1-1", "0-0"),
      ("strides beyond the window: pixels left out", [2, 5, 4], "1-2", "3-3", "0-0"),
      ("padding, both unequal", [1, 3, 4], "2-3", "2-1", "1-2"),
      ("the whole image", [3, 2, 3], "2-3", "1-1", "0-0"),
    ]
    var generator = Xoshiro256StarStar(seed: 42)
    return layers.map { purpose, image, window, stride, padding in
      // All different, so that no window has two largest numbers.
      let places = Shuffle.permuted(Array(0..<image.reduce(1, *)), using: &generator)
      return Probe(
        purpose, ["image": Tensor(shape: image, elements: places.map { Double($0) / 4 - 2.125 })],
        ["window": .text(window), "stride": .text(stride), "padding": .text(padding)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": MaxPooling.value(inputs["image"], window: attributes.poolingWindow())]
  }
}

struct MaxPoolingPullback: Equation {
  let id = "max-pooling-pullback"
  let concept = Concept("ConvolutionalNetworks", "MaxPooling")
  let statement = "each P̄_cij to the first place of the window's largest number"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-6"]
  let kernel = "MaxPooling.pullback(_:at:window:)"
  let form = EquationForm.pullback(of: "max-pooling-value", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["C", "o_h", "o_w"]), Quantity("image", shape: ["C", "h", "w"]),
  ]
  let outputs = [Quantity("image", shape: ["C", "h", "w"])]
  let attributeNames = ["window", "stride", "padding"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let Ī = MaxPooling.pullback(
      inputs["cotangent"], at: inputs["image"], window: attributes.poolingWindow())
    return ["image": Ī]
  }
}
