internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LineDescentRun: Equation {
  let id = "line-descent-run"
  let concept = Concept("LinearModels", "LineDescent")
  let statement = "θ ← θ − η ∇L(θ) until ‖∇L(θ)‖ < ε or k = kₘₐₓ"
  let documents = "D1, Backpropagation; D2, §4.1 (in words)"
  let rows = ["GD-11"]
  let kernel = "LineDescent.run(weight:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weight"), Quantity("bias"), Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weight"), Quantity("bias"), Quantity("steps"), Quantity("isGradientSmall")]
  let attributeNames = ["learningRate", "tolerance", "maximumSteps"]

  /// `isGradientSmall` is 1 where the gradient ended the descent, and 0 where the number of steps did.
  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let descent = LineDescent(
      learningRate: T(attributes.number("learningRate")), tolerance: T(attributes.number("tolerance")),
      maximumSteps: attributes.integer("maximumSteps"))
    let end = descent.run(
      weight: inputs.number("weight"), bias: inputs.number("bias"), inputs: inputs.vector("inputs"),
      targets: inputs.vector("targets"))
    return [
      "weight": Tensor(end.weight), "bias": Tensor(end.bias), "steps": Tensor(T(end.steps)),
      "isGradientSmall": Tensor(end.reason == .smallGradient ? 1 : 0),
    ]
  }
}
