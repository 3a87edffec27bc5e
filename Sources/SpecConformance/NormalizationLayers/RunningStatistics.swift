internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct RunningStatisticsUpdate: Equation {
  let id = "running-statistics-update"
  let concept = Concept("NormalizationLayers", "RunningStatistics")
  let statement = "μ ← (1 − ρ) μ + ρ μ_B, σ² ← (1 − ρ) σ² + ρ σ_B²; and other conventions"
  let documents = "supplied, against erratum C-60"
  let rows = ["BN-6"]
  let kernel = "RunningStatistics.updated(with:momentum:convention:variance:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("mean", shape: ["n"]), Quantity("variance", shape: ["n"]), Quantity("inputs", shape: ["n", "m"]),
  ]
  let outputs = [Quantity("mean", shape: ["n"]), Quantity("variance", shape: ["n"])]
  let attributeNames = ["momentum", "convention", "estimate"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let statistics = RunningStatistics(mean: inputs.vector("mean"), variance: inputs.vector("variance"))
    let next = statistics.updated(
      with: inputs.matrix("inputs"), momentum: T(attributes.number("momentum")),
      convention: attributes.choice("convention", among: RunningStatistics<T>.Convention.allCases),
      variance: attributes.choice("estimate", among: VarianceEstimate.allCases))
    return ["mean": Tensor(next.mean), "variance": Tensor(next.variance)]
  }
}
