internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

extension NamedTensors {
  /// The layer whose weights are the tensors of their names.
  fileprivate func multiHeadAttention(_ attributes: Attributes) -> MultiHeadAttention<T> {
    MultiHeadAttention(
      headCount: attributes.integer("heads"), queryWeights: matrix("query-weights"),
      keyWeights: matrix("key-weights"), valueWeights: matrix("value-weights"),
      outputWeights: matrix("output-weights"))
  }
}

struct MultiHeadAttentionForward: Equation {
  let id = "multi-head-attention-forward"
  let concept = Concept("AttentionNetworks", "MultiHeadAttention")
  let statement = "Concat(head₁ … head_H) W_O, head_h = Attention(X_Q W_Q^h, X_K W_K^h, X_V W_V^h)"
  let documents = "D4, Transformers (named): Vaswani and others, 2017"
  let rows = ["ATT-6"]
  let kernel = "MultiHeadAttention.forward(queries:keys:values:mask:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("queries", shape: ["n", "d"]), Quantity.differentiable("keys", shape: ["m", "d"]),
    Quantity.differentiable("values", shape: ["m", "d"]), Quantity.differentiable("query-weights", shape: ["d", "d"]),
    Quantity.differentiable("key-weights", shape: ["d", "d"]),
    Quantity.differentiable("value-weights", shape: ["d", "d"]),
    Quantity.differentiable("output-weights", shape: ["d", "d"]),
  ]
  let outputs = [Quantity("value", shape: ["n", "d"])]
  let attributeNames = ["heads", "mask"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 50)
    func probe(_ purpose: String, _ n: Int, _ m: Int, _ d: Int, _ heads: Int, _ mask: String) -> Probe {
      func numbers(_ rows: Int, _ columns: Int) -> Tensor<Double> {
        Tensor(shape: [rows, columns], elements: Probe.sixteenths(rows * columns, within: 1, using: &generator))
      }
      return Probe(
        purpose,
        [
          "queries": numbers(n, d), "keys": numbers(m, d), "values": numbers(m, d), "query-weights": numbers(d, d),
          "key-weights": numbers(d, d), "value-weights": numbers(d, d), "output-weights": numbers(d, d),
        ], ["heads": .number(Double(heads)), "mask": .text(mask)])
    }
    return [
      probe("two heads of width 2", 2, 3, 4, 2, "unmasked"), probe("one head", 3, 2, 2, 1, "unmasked"),
      probe("heads of width 1, causal", 3, 3, 3, 3, "causal"), probe("one position, a mask", 1, 3, 4, 2, "101"),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let pass = inputs.multiHeadAttention(attributes).forward(
      queries: inputs.matrix("queries"), keys: inputs.matrix("keys"), values: inputs.matrix("values"),
      mask: attributes.attentionMask)
    return ["value": Tensor(pass.value)]
  }
}

struct MultiHeadAttentionBackward: Equation {
  let id = "multi-head-attention-backward"
  let concept = Concept("AttentionNetworks", "MultiHeadAttention")
  let statement = "C̄ = Ȳ W_Oᵀ, W̄_O = Cᵀ Ȳ; W̄_Q = X_Qᵀ Q̄, X̄_Q = Q̄ W_Qᵀ, and so for K and V"
  let documents = "derived"
  let rows = ["ATT-6"]
  let kernel = "MultiHeadAttention.backward(_:_:)"
  let form = EquationForm.pullback(of: "multi-head-attention-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n", "d"]), Quantity("queries", shape: ["n", "d"]),
    Quantity("keys", shape: ["m", "d"]), Quantity("values", shape: ["m", "d"]),
    Quantity("query-weights", shape: ["d", "d"]), Quantity("key-weights", shape: ["d", "d"]),
    Quantity("value-weights", shape: ["d", "d"]), Quantity("output-weights", shape: ["d", "d"]),
  ]
  let outputs = [
    Quantity("queries", shape: ["n", "d"]), Quantity("keys", shape: ["m", "d"]),
    Quantity("values", shape: ["m", "d"]), Quantity("query-weights", shape: ["d", "d"]),
    Quantity("key-weights", shape: ["d", "d"]), Quantity("value-weights", shape: ["d", "d"]),
    Quantity("output-weights", shape: ["d", "d"]),
  ]
  let attributeNames = ["heads", "mask"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = inputs.multiHeadAttention(attributes)
    let pass = layer.forward(
      queries: inputs.matrix("queries"), keys: inputs.matrix("keys"), values: inputs.matrix("values"),
      mask: attributes.attentionMask)
    let gradient = layer.backward(inputs.matrix("cotangent"), pass)
    return [
      "queries": Tensor(gradient.queries), "keys": Tensor(gradient.keys), "values": Tensor(gradient.values),
      "query-weights": Tensor(gradient.queryWeights), "key-weights": Tensor(gradient.keyWeights),
      "value-weights": Tensor(gradient.valueWeights), "output-weights": Tensor(gradient.outputWeights),
    ]
  }
}
