internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct FoldedNormalizationValue: Equation {
  let id = "folded-normalization-value"
  let concept = Concept("NormalizationLayers", "FoldedNormalization")
  let statement = "W′ = diag(γ/s) W, b′ = γ (b − μ)/s + β, s = √(σ² + ε)"
  let documents = "supplied, against erratum C-60"
  let rows = ["BN-6"]
  let kernel = "FoldedNormalization.value(weights:bias:statistics:scale:shift:epsilon:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"]), Quantity("mean", shape: ["o"]),
    Quantity("variance", shape: ["o"]), Quantity("scale", shape: ["o"]), Quantity("shift", shape: ["o"]),
  ]
  let outputs = [Quantity("weights", shape: ["o", "n"]), Quantity("bias", shape: ["o"])]
  let attributeNames = ["epsilon"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let folded = FoldedNormalization.value(
      weights: inputs.matrix("weights"), bias: inputs.vector("bias"),
      statistics: RunningStatistics(mean: inputs.vector("mean"), variance: inputs.vector("variance")),
      scale: inputs.vector("scale"), shift: inputs.vector("shift"), epsilon: T(attributes.number("epsilon")))
    return ["weights": Tensor(folded.weights), "bias": Tensor(folded.bias)]
  }
}
