internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

extension Attributes {
  /// The names of the attributes that describe a convolutional network beside the size of its images.
  static let convolutionalNames = [
    "filters", "stride", "padding", "window", "poolingStride", "poolingPadding", "classes",
  ]

  /// The network's form, for a batch of images: samples × channels × height × width.
  func convolutionalShape(images: [Int]) -> ConvolutionalShape {
    let filters = integers("filters", count: 3)
    return ConvolutionalShape(
      image: (channels: images[1], height: images[2], width: images[3]),
      filters: (count: filters[0], height: filters[1], width: filters[2]), sliding: sliding(),
      pooling: poolingWindow(stride: "poolingStride", padding: "poolingPadding"), classCount: integer("classes"))
  }
}

extension Tensor {
  /// The tensors that stand side by side along the first index.
  var parts: [Tensor] {
    let shape = Array(shape.dropFirst())
    let size = shape.reduce(1, *)
    return (0..<self.shape[0]).map { i in Tensor(shape: shape, elements: Array(elements[i * size..<(i + 1) * size])) }
  }
}

struct ConvolutionalNetworkForward: Equation {
  let id = "convolutional-network-forward"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionalNetwork")
  let statement = "ŷ = softmax(W vec(pool(ReLU(I ⋆ K + b))) + d)"
  let documents = "D4, CNNs (in words)"
  let rows = ["CNN-1", "CNN-5", "CNN-6"]
  let kernel = "ConvolutionalNetwork.forward(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("parameters", shape: ["P"]), Quantity("images", shape: ["m", "C", "h", "w"])]
  let outputs = [Quantity("predictions", shape: ["Q", "m"])]
  let attributeNames = Attributes.convolutionalNames

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let network = ConvolutionalNetwork(
      shape: attributes.convolutionalShape(images: inputs["images"].shape), parameters: inputs.vector("parameters"))
    return ["predictions": Tensor(network.forward(inputs["images"].parts).predictions)]
  }
}
