internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

private let names = ["sizes", "normalization", "epsilon", "vocabulary", "blocks", "positions", "tokens"]

extension Attributes {
  /// The shape that the attributes `vocabulary`, `blocks`, `positions` (“encoded” or “plain”) and those of the block
  /// describe.
  fileprivate var causalTransformerShape: CausalTransformerShape {
    CausalTransformerShape(
      tokenCount: integer("vocabulary"), block: transformerBlockShape, blockCount: integer("blocks"),
      encodesPositions: choice("positions", among: ["encoded", "plain"]) == "encoded")
  }
}

struct CausalTransformerForward: Equation {
  let id = "causal-transformer-forward"
  let concept = Concept("AttentionNetworks", "CausalTransformer")
  let statement = "X⁰ = E[t] + PE, Xˡ = Blockˡ(Xˡ⁻¹) with a causal mask, logits = Xᴸ W + 1 bᵀ"
  let documents = "D4, Transformers (named): after Vaswani and others, 2017, and Radford and others, 2018"
  let rows: [String] = []
  let kernel = "CausalTransformer.forward(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("parameters", shape: ["P"])]
  let outputs = [Quantity("logits", shape: ["n", "v"])]
  let attributeNames = names

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let model = CausalTransformer(
      shape: attributes.causalTransformerShape, parameters: inputs.vector("parameters"))
    return ["logits": Tensor(model.forward(attributes.tokens("tokens").compactMap { $0 }).logits)]
  }
}

struct CausalTransformerLoss: Equation {
  let id = "causal-transformer-loss"
  let concept = Concept("AttentionNetworks", "CausalTransformer")
  let statement = "J = −(1/N) Σᵢ ln softmax(logitsᵢ)_(yᵢ)"
  let documents = "supplied: Radford and others, 2018"
  let rows: [String] = []
  let kernel = "CausalTransformer.loss(_:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("parameters", shape: ["P"])]
  let outputs = [Quantity("value")]
  let attributeNames = names + ["targets"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 52)
    return [
      ("afterSum", "encoded", 1.0, "2-1-2", "0-2-1", "2-1-0"), ("beforeHalf", "plain", 2, "2-2-1", "1-1", "x-2"),
      ("afterSum", "encoded", 0, "3-1-1", "2", "0"),
    ].map { normalization, positions, blocks, sizes, tokens, targets in
      let attributes: Attributes = [
        "sizes": .text(sizes), "normalization": .text(normalization), "epsilon": .number(0.25),
        "vocabulary": .number(3), "blocks": .number(blocks), "positions": .text(positions), "tokens": .text(tokens),
        "targets": .text(targets),
      ]
      let count = attributes.causalTransformerShape.parameterCount
      return Probe(
        "\(normalization), \(positions), \(Int(blocks)) blocks of sizes \(sizes), tokens \(tokens)",
        ["parameters": Tensor(Probe.sixteenths(count, within: 1, using: &generator))], attributes)
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let model = CausalTransformer(
      shape: attributes.causalTransformerShape, parameters: inputs.vector("parameters"))
    let tokens = attributes.tokens("tokens").compactMap { $0 }
    return ["value": Tensor(model.loss(tokens, targets: attributes.tokens("targets")))]
  }
}

struct CausalTransformerGradient: Equation {
  let id = "causal-transformer-gradient"
  let concept = Concept("AttentionNetworks", "CausalTransformer")
  let statement = "∂J/∂θ, back from the logits through the blocks to the embedding"
  let documents = "derived"
  let rows: [String] = []
  let kernel = "CausalTransformer.gradient(_:targets:)"
  let form = EquationForm.gradient(of: "causal-transformer-loss")
  let inputs = [Quantity("parameters", shape: ["P"])]
  let outputs = [Quantity("parameters", shape: ["P"])]
  let attributeNames = names + ["targets"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let model = CausalTransformer(
      shape: attributes.causalTransformerShape, parameters: inputs.vector("parameters"))
    let tokens = attributes.tokens("tokens").compactMap { $0 }
    return ["parameters": Tensor(model.gradient(tokens, targets: attributes.tokens("targets")))]
  }
}
