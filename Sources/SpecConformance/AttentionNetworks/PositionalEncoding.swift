internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct PositionalEncodingValue: Equation {
  let id = "positional-encoding-value"
  let concept = Concept("AttentionNetworks", "PositionalEncoding")
  let statement = "PE(p, 2i) = sin(p/10000^(2i/d)), PE(p, 2i + 1) = cos(p/10000^(2i/d))"
  let documents = "supplied: Vaswani and others, 2017"
  let rows: [String] = []
  let kernel = "PositionalEncoding.value(positions:width:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value", shape: ["n", "d"])]
  let attributeNames = ["positions", "width"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n, d) = (attributes.integer("positions"), attributes.integer("width"))
    return ["value": Tensor(PositionalEncoding.value(positions: n, width: d))]
  }
}
