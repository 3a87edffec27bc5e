internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct CrossCorrelationValue: Equation {
  let id = "cross-correlation-value"
  let concept = Concept("ConvolutionalNetworks", "CrossCorrelation")
  let statement = "S_oij = Σ_c Σ_u Σ_v I_(c, s i + u − p, s j + v − p) K_ocuv + b_o"
  let documents = "D4, CNNs; D2, §5 (in words)"
  let rows = ["CNN-1", "CNN-5", "CNN-9"]
  let kernel = "CrossCorrelation.value(_:filters:bias:sliding:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("image", shape: ["C", "h", "w"]),
    Quantity.differentiable("filters", shape: ["O", "C", "k_h", "k_w"]),
    Quantity.differentiable("bias", shape: ["O"]),
  ]
  let outputs = [Quantity("value", shape: ["O", "o_h", "o_w"])]
  let attributeNames = ["stride", "padding"]

  var probes: [Probe] {
    let layers: [(purpose: String, image: [Int], filters: [Int], stride: String, padding: String)] = [
      ("one number", [1, 1, 1], [1, 1, 1, 1], "1-1", "0-0"),
      ("two channels, three filters", [2, 3, 4], [3, 2, 2, 3], "1-1", "0-0"),
      ("a filter as large as the image", [2, 3, 2], [1, 2, 3, 2], "1-1", "0-0"),
      ("padding of one", [1, 3, 3], [2, 1, 3, 3], "1-1", "1-1"),
      ("strides that differ, and skip pixels", [2, 5, 4], [2, 2, 2, 1], "2-3", "0-0"),
      ("stride and padding, both unequal", [1, 4, 5], [2, 1, 3, 2], "2-3", "2-1"),
      ("padding beyond the filter", [1, 2, 2], [1, 1, 1, 2], "1-2", "1-2"),
    ]
    var generator = Xoshiro256StarStar(seed: 41)
    func tensor(_ shape: [Int]) -> Tensor<Double> {
      Tensor(shape: shape, elements: Probe.sixteenths(shape.reduce(1, *), within: 2, using: &generator))
    }
    return layers.map { purpose, image, filters, stride, padding in
      Probe(
        purpose, ["image": tensor(image), "filters": tensor(filters), "bias": tensor([filters[0]])],
        ["stride": .text(stride), "padding": .text(padding)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let S = CrossCorrelation.value(
      inputs["image"], filters: inputs["filters"], bias: inputs.vector("bias"), sliding: attributes.sliding())
    return ["value": S]
  }
}

struct CrossCorrelationPullback: Equation {
  let id = "cross-correlation-pullback"
  let concept = Concept("ConvolutionalNetworks", "CrossCorrelation")
  let statement = "K̄ = Σ S̄ I, Ī = Σ S̄ K over the positions, b̄ = Σ S̄"
  let documents = "derived from D4, CNNs (in words)"
  let rows = ["CNN-3", "CNN-4", "CNN-5"]
  let kernel = "CrossCorrelation.pullback(_:at:filters:sliding:)"
  let form = EquationForm.pullback(of: "cross-correlation-value", cotangent: "value")
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
    let gradient = CrossCorrelation.pullback(
      inputs["cotangent"], at: inputs["image"], filters: inputs["filters"], sliding: attributes.sliding())
    return ["image": gradient.image, "filters": gradient.filters, "bias": Tensor(gradient.bias)]
  }
}
