internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct SoftmaxCrossEntropyValue: Equation {
  let id = "softmax-cross-entropy-value"
  let concept = Concept("LossFunctions", "SoftmaxCrossEntropy")
  let statement = "L = −Σₖ yₖ ln softmax(z)ₖ"
  let documents = "derived from D4, Loss functions and Activation functions"
  let rows = ["LOSS-13"]
  let kernel = "SoftmaxCrossEntropy.value(logits:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("logits", shape: ["K"]), Quantity("targets", shape: ["K"])]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let samples: [(purpose: String, z: [Double], y: [Double])] = [
      ("one class", [3], [1]), ("two classes", [0.5, -1.25], [0, 1]),
      ("three, soft labels", [0.25, 2, -1], [0.25, 0.625, 0.125]),
      ("targets that add up to more than 1", [0.25, 2, -1], [1, 0.5, 0.25]),
      ("far from 0", [1000.5, 1001, 999], [0, 0, 1]), ("confident and wrong", [30, -5], [0, 1]),
      ("confident and right", [0, -40, -41], [1, 0, 0]), ("five classes", [0.5, -2, 1.5, 3, -0.25], [0, 0, 0, 1, 0]),
    ]
    return samples.map { purpose, z, y in Probe(purpose, ["logits": Tensor(z), "targets": Tensor(y)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["value": Tensor(SoftmaxCrossEntropy.value(logits: p, targets: y))]
  }
}

struct SoftmaxCrossEntropyGradient: Equation {
  let id = "softmax-cross-entropy-gradient"
  let concept = Concept("LossFunctions", "SoftmaxCrossEntropy")
  let statement = "∂L/∂zₖ = softmax(z)ₖ Σⱼ yⱼ − yₖ"
  let documents = "D4, Loss functions and Backpropagation (reconstructed)"
  let rows = ["LOSS-13", "LOSS-19"]
  let kernel = "SoftmaxCrossEntropy.gradient(logits:targets:)"
  let form = EquationForm.gradient(of: "softmax-cross-entropy-value")
  let inputs = [Quantity("logits", shape: ["K"]), Quantity("targets", shape: ["K"])]
  let outputs = [Quantity("logits", shape: ["K"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (p, y) = (inputs.vector("logits"), inputs.vector("targets"))
    return ["logits": Tensor(SoftmaxCrossEntropy.gradient(logits: p, targets: y))]
  }
}
