internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct OutputHeadValue: Equation {
  let id = "output-head-value"
  let concept = Concept("ForwardPropagation", "OutputHead")
  let statement = "ŷ = z, ŷₖ = σ(zₖ) or ŷ = softmax(z)"
  let documents = "D2, §2.2 and §7; D4, Layers and Activation functions"
  let rows = ["NET-16"]
  let kernel = "OutputHead.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("logits", shape: ["K", "m"])]
  let outputs = [Quantity("value", shape: ["K", "m"])]
  let attributeNames = ["head"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 14)
    return ["identity", "sigmoid", "softmax"].flatMap { head in
      [(1, 1), (3, 1), (2, 4), (3, 3)].map { K, m in
        Probe(
          "\(head) of \(K) outputs, \(m) samples",
          ["logits": Tensor(shape: [K, m], elements: Probe.sixteenths(K * m, within: 2, using: &generator))],
          ["head": .text(head)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(attributes.outputHead("head").value(inputs.matrix("logits")))]
  }
}

struct OutputHeadPullback: Equation {
  let id = "output-head-pullback"
  let concept = Concept("ForwardPropagation", "OutputHead")
  let statement = "Z̄ = C, C ⊙ σ′(Z) or softmax's pullback of each column"
  let documents = "derived"
  let rows = ["NET-16"]
  let kernel = "OutputHead.pullback(_:at:)"
  let form = EquationForm.pullback(of: "output-head-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["K", "m"]), Quantity("logits", shape: ["K", "m"])]
  let outputs = [Quantity("logits", shape: ["K", "m"])]
  let attributeNames = ["head"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let head = attributes.outputHead("head")
    return ["logits": Tensor(head.pullback(inputs.matrix("cotangent"), at: inputs.matrix("logits")))]
  }
}
