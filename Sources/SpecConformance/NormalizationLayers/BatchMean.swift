internal import ElementaryFunctions
internal import NormalizationLayers
internal import TensorAlgebra

struct BatchMeanValue: Equation {
  let id = "batch-mean-value"
  let concept = Concept("NormalizationLayers", "BatchMean")
  let statement = "μ = (1/m) Σᵢ xᵢ, for each feature"
  let documents = "D4, Batch normalization (reconstructed)"
  let rows = ["BN-1"]
  let kernel = "BatchMean.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("mean", shape: ["n"])]

  var probes: [Probe] { Probe.batches(seed: 31) }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["mean": Tensor(BatchMean.value(inputs.matrix("inputs")))]
  }
}

struct BatchMeanPullback: Equation {
  let id = "batch-mean-pullback"
  let concept = Concept("NormalizationLayers", "BatchMean")
  let statement = "x̄ᵢ = c/m"
  let documents = "derived"
  let rows = ["BN-1"]
  let kernel = "BatchMean.pullback(_:at:)"
  let form = EquationForm.pullback(of: "batch-mean-value", cotangent: "mean")
  let inputs = [Quantity("cotangent", shape: ["n"]), Quantity("inputs", shape: ["n", "m"])]
  let outputs = [Quantity("inputs", shape: ["n", "m"])]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["inputs": Tensor(BatchMean.pullback(inputs.vector("cotangent"), at: inputs.matrix("inputs")))]
  }
}

extension Probe {
  /// Batches of several features and samples.
  static func batches(seed: UInt64) -> [Probe] {
    var generator = Xoshiro256StarStar(seed: seed)
    return [(1, 1), (1, 2), (2, 3), (3, 5), (2, 11)].map { n, m in
      Probe(
        "\(n) features of \(m) samples",
        ["inputs": Tensor(shape: [n, m], elements: sixteenths(n * m, using: &generator))])
    }
  }
}
