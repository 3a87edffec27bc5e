internal import AttentionNetworks
internal import ElementaryFunctions
internal import TensorAlgebra

extension NamedTensors {
  /// The layer whose weights are the tensors of their names.
  fileprivate var selfAttention: SelfAttention<T> {
    SelfAttention(
      queryWeights: matrix("query-weights"), keyWeights: matrix("key-weights"), valueWeights: matrix("value-weights"))
  }
}

struct SelfAttentionForward: Equation {
  let id = "self-attention-forward"
  let concept = Concept("AttentionNetworks", "SelfAttention")
  let statement = "Q = X W_Q, K = X W_K, V = X W_V; softmax(Q Kᵀ/√d_k) V"
  let documents = "D4, Transformers (named)"
  let rows = ["ATT-2"]
  let kernel = "SelfAttention.forward(_:mask:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("input", shape: ["n", "d"]),
    Quantity.differentiable("query-weights", shape: ["d", "d_k"]),
    Quantity.differentiable("key-weights", shape: ["d", "d_k"]),
    Quantity.differentiable("value-weights", shape: ["d", "d_v"]),
  ]
  let outputs = [Quantity("value", shape: ["n", "d_v"]), Quantity("weights", shape: ["n", "n"])]
  let attributeNames = ["mask"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 52)
    func probe(_ purpose: String, _ n: Int, _ d: Int, _ k: Int, _ v: Int, _ mask: String) -> Probe {
      func numbers(_ rows: Int, _ columns: Int) -> Tensor<Double> {
        Tensor(shape: [rows, columns], elements: Probe.sixteenths(rows * columns, within: 1, using: &generator))
      }
      return Probe(
        purpose,
        [
          "input": numbers(n, d), "query-weights": numbers(d, k), "key-weights": numbers(d, k),
          "value-weights": numbers(d, v),
        ], ["mask": .text(mask)])
    }
    return [
      probe("all sizes different", 3, 4, 2, 5, "unmasked"), probe("one position", 1, 3, 2, 2, "unmasked"),
      probe("causal", 4, 2, 3, 1, "causal"), probe("a mask", 3, 2, 2, 2, "110/010/101"),
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let pass = inputs.selfAttention.forward(inputs.matrix("input"), mask: attributes.attentionMask)
    return ["value": Tensor(pass.value), "weights": Tensor(pass.weights)]
  }
}

struct SelfAttentionBackward: Equation {
  let id = "self-attention-backward"
  let concept = Concept("AttentionNetworks", "SelfAttention")
  let statement = "W̄_Q = Xᵀ Q̄, W̄_K = Xᵀ K̄, W̄_V = Xᵀ V̄, X̄ = Q̄ W_Qᵀ + K̄ W_Kᵀ + V̄ W_Vᵀ"
  let documents = "derived"
  let rows = ["ATT-2"]
  let kernel = "SelfAttention.backward(_:_:)"
  let form = EquationForm.pullback(of: "self-attention-forward", cotangent: "value")
  let inputs = [
    Quantity("cotangent", shape: ["n", "d_v"]), Quantity("input", shape: ["n", "d"]),
    Quantity("query-weights", shape: ["d", "d_k"]), Quantity("key-weights", shape: ["d", "d_k"]),
    Quantity("value-weights", shape: ["d", "d_v"]),
  ]
  let outputs = [
    Quantity("input", shape: ["n", "d"]), Quantity("query-weights", shape: ["d", "d_k"]),
    Quantity("key-weights", shape: ["d", "d_k"]), Quantity("value-weights", shape: ["d", "d_v"]),
  ]
  let attributeNames = ["mask"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let layer = inputs.selfAttention
    let pass = layer.forward(inputs.matrix("input"), mask: attributes.attentionMask)
    let gradient = layer.backward(inputs.matrix("cotangent"), pass)
    return [
      "input": Tensor(gradient.input), "query-weights": Tensor(gradient.queryWeights),
      "key-weights": Tensor(gradient.keyWeights), "value-weights": Tensor(gradient.valueWeights),
    ]
  }
}
