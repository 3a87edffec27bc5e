internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct TransformerEncoderBlockForward: Equation {
  let id = "transformer-encoder-block-forward"
  let concept = Concept("AttentionNetworks", "TransformerEncoderBlock")
  let statement = "Y = LN₁(X + MultiHead(X)), Z = LN₂(Y + FFN(Y)); or Y = X + MultiHead(LN₁(X)), Z = Y + FFN(LN₂(Y))"
  let documents = "D4, Transformers (named): Vaswani and others, 2017"
  let rows: [String] = []
  let kernel = "TransformerEncoderBlock.forward(_:mask:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("input", shape: ["n", "d"]), Quantity.differentiable("parameters", shape: ["P"]),
  ]
  let outputs = [Quantity("value", shape: ["n", "d"])]
  let attributeNames = ["sizes", "normalization", "epsilon", "mask"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 50)
    return [
      ("afterSum", 2, "2-1-3", "unmasked"), ("beforeHalf", 3, "2-2-3", "causal"), ("afterSum", 1, "2-2-1", "causal"),
    ]
    .map { normalization, n, sizes, mask in
      let attributes: Attributes = [
        "sizes": .text(sizes), "normalization": .text(normalization), "epsilon": .number(0.25), "mask": .text(mask),
      ]
      let shape = attributes.transformerBlockShape
      return Probe(
        "\(normalization), \(n) positions, sizes \(sizes), \(mask)",
        [
          "input": Tensor(
            shape: [n, shape.width], elements: Probe.sixteenths(n * shape.width, within: 1, using: &generator)),
          "parameters": Tensor(Probe.sixteenths(shape.parameterCount, within: 1, using: &generator)),
        ], attributes)
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let block = TransformerEncoderBlock(
      shape: attributes.transformerBlockShape, parameters: inputs.vector("parameters"))
    return ["value": Tensor(block.forward(inputs.matrix("input"), mask: attributes.attentionMask).value)]
  }
}

struct TransformerEncoderBlockBackward: Equation {
  let id = "transformer-encoder-block-backward"
  let concept = Concept("AttentionNetworks", "TransformerEncoderBlock")
  let statement = "X̄ = C + F̄(C) at each residual connection, and back through each half"
  let documents = "derived"
  let rows: [String] = []
  let kernel = "TransformerEncoderBlock.backward(_:_:)"
  let form = EquationForm.pullback(of: "transformer-encoder-block-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n", "d"]), Quantity("input", shape: ["n", "d"]),
    Quantity("parameters", shape: ["P"]),
  ]
  let outputs = [Quantity("input", shape: ["n", "d"]), Quantity("parameters", shape: ["P"])]
  let attributeNames = ["sizes", "normalization", "epsilon", "mask"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let block = TransformerEncoderBlock(
      shape: attributes.transformerBlockShape, parameters: inputs.vector("parameters"))
    let pass = block.forward(inputs.matrix("input"), mask: attributes.attentionMask)
    let gradient = block.backward(inputs.matrix("cotangent"), pass)
    return ["input": Tensor(gradient.input), "parameters": Tensor(gradient.parameters)]
  }
}
