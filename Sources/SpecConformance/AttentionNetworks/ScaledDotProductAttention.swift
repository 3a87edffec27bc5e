internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

struct ScaledDotProductAttentionForward: Equation {
  let id = "scaled-dot-product-attention-forward"
  let concept = Concept("AttentionNetworks", "ScaledDotProductAttention")
  let statement = "Attention(Q, K, V) = softmax(Q Kᵀ/√d_k) V"
  let documents = "D4, Transformers (reconstructed); the mask: supplied"
  let rows = ["ATT-1", "ATT-3"]
  let kernel = "ScaledDotProductAttention.forward(queries:keys:values:mask:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("queries", shape: ["n", "d_k"]), Quantity.differentiable("keys", shape: ["m", "d_k"]),
    Quantity.differentiable("values", shape: ["m", "d_v"]),
  ]
  let outputs = [Quantity("value", shape: ["n", "d_v"]), Quantity("weights", shape: ["n", "m"])]
  let attributeNames = ["mask"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 51)
    func probe(_ purpose: String, _ n: Int, _ m: Int, _ k: Int, _ v: Int, _ mask: String) -> Probe {
      func numbers(_ rows: Int, _ columns: Int) -> Tensor<Double> {
        Tensor(shape: [rows, columns], elements: Probe.sixteenths(rows * columns, within: 2, using: &generator))
      }
      return Probe(
        purpose, ["queries": numbers(n, k), "keys": numbers(m, k), "values": numbers(m, v)], ["mask": .text(mask)])
    }
    return [
      probe("all sizes different", 2, 4, 3, 5, "unmasked"), probe("one query, one key", 1, 1, 2, 3, "unmasked"),
      probe("one query, three keys", 1, 3, 1, 1, "unmasked"), probe("causal", 4, 4, 2, 3, "causal"),
      probe("causal, more queries than keys", 4, 2, 3, 1, "causal"),
      probe("a mask, one key alone allowed", 3, 4, 2, 3, "1011/0100/1111"),
      probe("a mask, one query without keys", 3, 2, 2, 2, "10/00/11"),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let attention = ScaledDotProductAttention.forward(
      queries: inputs.matrix("queries"), keys: inputs.matrix("keys"), values: inputs.matrix("values"),
      mask: attributes.attentionMask)
    return ["value": Tensor(attention.value), "weights": Tensor(attention.weights)]
  }
}

struct ScaledDotProductAttentionBackward: Equation {
  let id = "scaled-dot-product-attention-backward"
  let concept = Concept("AttentionNetworks", "ScaledDotProductAttention")
  let statement = "V̄ = Pᵀ Ō, S̄ = P ⊙ (Ō Vᵀ − rowsum(Ō Vᵀ ⊙ P)), Q̄ = S̄ K/√d_k, K̄ = S̄ᵀ Q/√d_k"
  let documents = "derived"
  let rows = ["ATT-3", "ATT-4"]
  let kernel = "ScaledDotProductAttention.backward(_:queries:keys:values:weights:mask:)"
  let form = EquationForm.pullback(of: "scaled-dot-product-attention-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n", "d_v"]), Quantity("queries", shape: ["n", "d_k"]),
    Quantity("keys", shape: ["m", "d_k"]), Quantity("values", shape: ["m", "d_v"]),
    Quantity("weights", shape: ["n", "m"]),
  ]
  let outputs = [
    Quantity("queries", shape: ["n", "d_k"]), Quantity("keys", shape: ["m", "d_k"]),
    Quantity("values", shape: ["m", "d_v"]),
  ]
  let attributeNames = ["mask"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = ScaledDotProductAttention.backward(
      inputs.matrix("cotangent"), queries: inputs.matrix("queries"), keys: inputs.matrix("keys"),
      values: inputs.matrix("values"), weights: inputs.matrix("weights"), mask: attributes.attentionMask)
    return [
      "queries": Tensor(gradient.queries), "keys": Tensor(gradient.keys), "values": Tensor(gradient.values),
    ]
  }
}
