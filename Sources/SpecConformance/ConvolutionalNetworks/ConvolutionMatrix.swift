internal import ConvolutionalNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ConvolutionMatrixValue: Equation {
  let id = "convolution-matrix-value"
  let concept = Concept("ConvolutionalNetworks", "ConvolutionMatrix")
  let statement = "vec(S) = T_K vec(I) + b ⊗ 1, (T_K)_(oij, cyx) = K_(o, c, y + p − s i, x + p − s j)"
  let documents = "derived from D4, CNNs, and D5, What are neural networks? (in words)"
  let rows = ["CNN-8"]
  let kernel = "ConvolutionMatrix.value(filters:imageHeight:imageWidth:sliding:)"
  let form = EquationForm.value
  let inputs = [Quantity("filters", shape: ["O", "C", "k_h", "k_w"])]
  let outputs = [Quantity("value", shape: ["O o_h o_w", "C h w"])]
  let attributeNames = ["image", "stride", "padding"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let image = attributes.integers("image", count: 2)
    let matrix = ConvolutionMatrix.value(
      filters: inputs["filters"], imageHeight: image[0], imageWidth: image[1], sliding: attributes.sliding())
    return ["value": Tensor(matrix)]
  }
}
