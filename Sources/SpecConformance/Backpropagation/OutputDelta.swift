internal import Backpropagation
internal import ElementaryFunctions
internal import ForwardPropagation
internal import TensorAlgebra

struct OutputDeltaLoss: Equation {
  let id = "output-delta-loss"
  let concept = Concept("Backpropagation", "OutputDelta")
  let statement = "L(g(z), y)"
  let documents = "D4, Loss functions and Backpropagation"
  let rows = ["NET-16"]
  let kernel = "OutputDelta.loss(logits:targets:head:loss:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("logits", shape: ["K"]), Quantity("targets", shape: ["K"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["head", "loss"]

  var probes: [Probe] {
    let samples: [(z: [Double], y: [Double])] = [
      ([0.75], [1]), ([0.5, -1.25], [0, 1]), ([0.25, 2, -1], [0.125, 0.625, 0.25]), ([3, -4, 0, 1.5], [0, 0, 1, 0]),
    ]
    let pairs = [
      ("identity", "mean-squared-error"), ("identity", "half-squared-error"), ("sigmoid", "cross-entropy"),
      ("sigmoid", "mean-squared-error"), ("sigmoid", "half-squared-error"), ("softmax", "cross-entropy"),
      ("softmax", "mean-squared-error"), ("softmax", "half-squared-error"),
    ]
    return pairs.flatMap { head, loss in
      samples.map { z, y in
        Probe(
          "\(loss) behind \(head), \(z.count) outputs", ["logits": Tensor(z), "targets": Tensor(y)],
          ["head": .text(head), "loss": .text(loss)])
      }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let L = OutputDelta.loss(
      logits: inputs.vector("logits"), targets: inputs.vector("targets"), head: attributes.outputHead("head"),
      loss: attributes.outputLoss)
    return ["value": Tensor(L)]
  }
}

struct OutputDeltaValue: Equation {
  let id = "output-delta-value"
  let concept = Concept("Backpropagation", "OutputDelta")
  let statement = "δᴸ = ∂L/∂z = Jᵀ ∇_ŷ L"
  let documents = "D4, Backpropagation (reconstructed)"
  let rows = ["BP-2", "BP-10", "BP-11", "NET-16"]
  let kernel = "OutputDelta.value(logits:targets:head:loss:)"
  let form = EquationForm.gradient(of: "output-delta-loss")
  let inputs = [Quantity("logits", shape: ["K"]), Quantity("targets", shape: ["K"])]
  let outputs = [Quantity("logits", shape: ["K"])]
  let attributeNames = ["head", "loss"]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let δ = OutputDelta.value(
      logits: inputs.vector("logits"), targets: inputs.vector("targets"), head: attributes.outputHead("head"),
      loss: attributes.outputLoss)
    return ["logits": Tensor(δ)]
  }
}
