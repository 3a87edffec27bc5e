internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ConvolutionalNetworkLossValue: Equation {
  let id = "convolutional-network-loss-value"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionalNetworkLoss")
  let statement = "J = −(1/m) Σᵢ Σₖ Yₖᵢ ln ŷₖ⁽ⁱ⁾"
  let documents = "D4, CNNs and Loss functions (in words)"
  let rows: [String] = []
  let kernel = "ConvolutionalNetworkLoss.value(_:images:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("parameters", shape: ["P"]),
    Quantity.differentiable("images", shape: ["m", "C", "h", "w"]), Quantity("targets", shape: ["Q", "m"]),
  ]
  let outputs = [Quantity("value")]
  let attributeNames = Attributes.convolutionalNames

  var probes: [Probe] {
    let networks:
      [(
        images: [Int], filters: String, sliding: (String, String), window: String, pooling: (String, String), K: Int
      )] = [
        ([1, 1, 1, 1], "1-1-1", ("1-1", "0-0"), "1-1", ("1-1", "0-0"), 2),
        ([3, 1, 4, 5], "2-2-2", ("1-1", "0-0"), "3-2", ("1-2", "0-0"), 3),
        ([2, 2, 4, 3], "3-3-2", ("1-1", "1-0"), "2-2", ("2-2", "0-0"), 2),
        ([1, 3, 3, 4], "2-1-2", ("2-1", "0-1"), "2-3", ("1-1", "1-1"), 4),
        ([4, 1, 3, 3], "1-3-3", ("1-1", "1-1"), "2-2", ("1-1", "0-0"), 3),
      ]
    var generator = Xoshiro256StarStar(seed: 43)
    return networks.map { images, filters, sliding, window, pooling, K in
      let attributes: Attributes = [
        "filters": .text(filters), "stride": .text(sliding.0), "padding": .text(sliding.1), "window": .text(window),
        "poolingStride": .text(pooling.0), "poolingPadding": .text(pooling.1), "classes": .number(Double(K)),
      ]
      let P = attributes.convolutionalShape(images: images).parameterCount
      // Off the grid of the images by steps of its own, so that no sum is 0 and no two are equal.
      let θ = zip(0..., Probe.sixteenths(P, within: 1, using: &generator)).map { k, x in x + Double(k + 1) / 1021 }
      let pixels = images.reduce(1, *)
      return Probe(
        "images \(images), filters \(filters), pooling \(window), \(K) classes",
        [
          "parameters": Tensor(θ),
          "images": Tensor(shape: images, elements: Probe.sixteenths(pixels, within: 1, using: &generator)),
          "targets": Tensor(
            shape: [K, images[0]], elements: (0..<K * images[0]).map { $0 / images[0] == $0 % K ? 1 : 0 }),
        ], attributes)
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = ConvolutionalNetwork(
      shape: attributes.convolutionalShape(images: inputs["images"].shape), parameters: inputs.vector("parameters"))
    let J = ConvolutionalNetworkLoss.value(
      network, images: inputs["images"].parts, targets: inputs.matrix("targets"))
    return ["value": Tensor(J)]
  }
}

struct ConvolutionalNetworkLossGradient: Equation {
  let id = "convolutional-network-loss-gradient"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionalNetworkLoss")
  let statement = "∂J/∂θ and ∂J/∂I, backwards through every layer"
  let documents = "derived from D4, CNNs and Backpropagation (in words)"
  let rows = ["CNN-3", "CNN-4", "CNN-6"]
  let kernel = "ConvolutionalNetworkLoss.gradient(_:images:targets:)"
  let form = EquationForm.gradient(of: "convolutional-network-loss-value")
  let inputs = [
    Quantity("parameters", shape: ["P"]), Quantity("images", shape: ["m", "C", "h", "w"]),
    Quantity("targets", shape: ["Q", "m"]),
  ]
  let outputs = [Quantity("parameters", shape: ["P"]), Quantity("images", shape: ["m", "C", "h", "w"])]
  let attributeNames = Attributes.convolutionalNames
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = ConvolutionalNetwork(
      shape: attributes.convolutionalShape(images: inputs["images"].shape), parameters: inputs.vector("parameters"))
    let gradient = ConvolutionalNetworkLoss.gradient(
      network, images: inputs["images"].parts, targets: inputs.matrix("targets"))
    return [
      "parameters": Tensor(gradient.parameters),
      "images": Tensor(shape: inputs["images"].shape, elements: gradient.images.flatMap(\.elements)),
    ]
  }
}
