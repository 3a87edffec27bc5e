internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

extension Dropout {
  /// The dropout that the attributes `dropProbability` and `variant` describe.
  init(_ attributes: Attributes) {
    self.init(
      dropProbability: T(attributes.number("dropProbability")),
      variant: attributes.choice("variant", among: Variant.allCases))
  }
}

struct DropoutForward: Equation {
  let id = "dropout-forward"
  let concept = Concept("RegularizationMethods", "Dropout")
  let statement = "ã = m ⊙ a, or m ⊙ a / (1 − p)"
  let documents = "D4, Regularization; D2, §4.2, by name"
  let rows = ["REG-1", "REG-3"]
  let kernel = "Dropout.forward(_:mask:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("activations", shape: ["n"]), Quantity("mask", shape: ["n"])]
  let outputs = [Quantity("value", shape: ["n"])]
  let attributeNames = ["dropProbability", "variant"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 40)
    let cases: [(n: Int, p: Double, variant: String)] = [
      (1, 0.5, "plain"), (4, 0.3, "plain"), (5, 0, "inverted"), (7, 0.3, "inverted"), (3, 0.875, "inverted"),
    ]
    return cases.map { n, p, variant in
      Probe(
        "\(n) activations, \(variant), p = \(p)",
        [
          "activations": Tensor(Probe.sixteenths(n, using: &generator)),
          "mask": Tensor((0..<n).map { i in i % 3 == 1 ? 0.0 : 1 }),
        ], ["dropProbability": .number(p), "variant": .text(variant)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let dropout = Dropout<T>(attributes)
    return ["value": Tensor(dropout.forward(inputs.vector("activations"), mask: inputs.vector("mask")))]
  }
}

struct DropoutBackward: Equation {
  let id = "dropout-backward"
  let concept = Concept("RegularizationMethods", "Dropout")
  let statement = "ā = m ⊙ c, or m ⊙ c / (1 − p)"
  let documents = "derived"
  let rows = ["REG-1", "REG-3"]
  let kernel = "Dropout.backward(_:mask:)"
  let form = EquationForm.pullback(of: "dropout-forward", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["n"]), Quantity("mask", shape: ["n"])]
  let outputs = [Quantity("activations", shape: ["n"])]
  let attributeNames = ["dropProbability", "variant"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let dropout = Dropout<T>(attributes)
    return ["activations": Tensor(dropout.backward(inputs.vector("cotangent"), mask: inputs.vector("mask")))]
  }
}

struct DropoutInference: Equation {
  let id = "dropout-inference"
  let concept = Concept("RegularizationMethods", "Dropout")
  let statement = "(1 − p) a, or a"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-2", "REG-3"]
  let kernel = "Dropout.inference(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("activations", shape: ["n"])]
  let outputs = [Quantity("value", shape: ["n"])]
  let attributeNames = ["dropProbability", "variant"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 41)
    let cases: [(n: Int, p: Double, variant: String)] = [
      (1, 0.5, "plain"), (4, 0.3, "plain"), (3, 0, "plain"), (5, 0.3, "inverted"),
    ]
    return cases.map { n, p, variant in
      Probe(
        "\(n) activations, \(variant), p = \(p)", ["activations": Tensor(Probe.sixteenths(n, using: &generator))],
        ["dropProbability": .number(p), "variant": .text(variant)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(Dropout<T>(attributes).inference(inputs.vector("activations")))]
  }
}

struct DropoutInferenceBackward: Equation {
  let id = "dropout-inference-backward"
  let concept = Concept("RegularizationMethods", "Dropout")
  let statement = "ā = (1 − p) c, or c"
  let documents = "derived"
  let rows = ["REG-2", "REG-3"]
  let kernel = "Dropout.inferenceBackward(_:)"
  let form = EquationForm.pullback(of: "dropout-inference", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["n"])]
  let outputs = [Quantity("activations", shape: ["n"])]
  let attributeNames = ["dropProbability", "variant"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["activations": Tensor(Dropout<T>(attributes).inferenceBackward(inputs.vector("cotangent")))]
  }
}

struct DropoutVariance: Equation {
  let id = "dropout-variance"
  let concept = Concept("RegularizationMethods", "Dropout")
  let statement = "Var(ãᵢ) = p (1 − p) aᵢ², or p/(1 − p) aᵢ²"
  let documents = "derived"
  let rows = ["REG-3"]
  let kernel = "Dropout.variance(of:)"
  let form = EquationForm.value
  let inputs = [Quantity("activations", shape: ["n"])]
  let outputs = [Quantity("value", shape: ["n"])]
  let attributeNames = ["dropProbability", "variant"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(Dropout<T>(attributes).variance(of: inputs.vector("activations")))]
  }
}
