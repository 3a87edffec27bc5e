internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct BatchVarianceValue: Equation {
  let id = "batch-variance-value"
  let concept = Concept("NormalizationLayers", "BatchVariance")
  let statement = "σ² = (1/m) Σᵢ (xᵢ − μ)², for each feature"
  let documents = "D4, Batch normalization (reconstructed)"
  let rows = ["BN-2"]
  let kernel = "BatchVariance.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("variance", shape: ["n"])]

  var probes: [Probe] { Probe.batches(seed: 32) }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["variance": Tensor(BatchVariance.value(inputs.matrix("inputs")))]
  }
}

struct BatchVariancePullback: Equation {
  let id = "batch-variance-pullback"
  let concept = Concept("NormalizationLayers", "BatchVariance")
  let statement = "x̄ᵢ = (2/m) (xᵢ − μ) c"
  let documents = "derived"
  let rows = ["BN-2"]
  let kernel = "BatchVariance.pullback(_:at:)"
  let form = EquationForm.pullback(of: "batch-variance-value", cotangent: "variance")
  let inputs = [Quantity("cotangent", shape: ["n"]), Quantity("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("inputs", shape: ["n", "m"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["inputs": Tensor(BatchVariance.pullback(inputs.vector("cotangent"), at: inputs.matrix("inputs")))]
  }
}

struct BatchVarianceUnbiased: Equation {
  let id = "batch-variance-unbiased"
  let concept = Concept("NormalizationLayers", "BatchVariance")
  let statement = "s² = (1/(m − 1)) Σᵢ (xᵢ − μ)², for each feature"
  let documents = "supplied, against erratum C-60"
  let rows = ["BN-2", "BN-6"]
  let kernel = "BatchVariance.unbiased(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("variance", shape: ["n"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["variance": Tensor(BatchVariance.unbiased(inputs.matrix("inputs")))]
  }
}
