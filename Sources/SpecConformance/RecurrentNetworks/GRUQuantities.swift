internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

/// The parameters of a gated recurrent unit as inputs and outputs of the table's equations.
enum GRUQuantities {
  private static let shapes: [(name: String, shape: [String])] = [
    ("updateWeights", ["h", "n + h"]), ("updateBias", ["h"]), ("resetWeights", ["h", "n + h"]), ("resetBias", ["h"]),
    ("candidateWeights", ["h", "n + h"]), ("candidateBias", ["h"]), ("candidateStateBias", ["h or 0"]),
  ]

  /// Each as an input that the equation is differentiated by.
  static let parameters = shapes.map { Quantity.differentiable($0.name, shape: $0.shape) }

  /// Each as a gradient, or as an input of one.
  static let gradients = shapes.map { Quantity($0.name, shape: $0.shape) }

  /// The parameters among some inputs.
  static func parameters<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> GRUParameters<T> {
    GRUParameters(
      reset: attributes.choice("reset", among: GRUReset.allCases), updateWeights: inputs.matrix("updateWeights"),
      updateBias: inputs.vector("updateBias"), resetWeights: inputs.matrix("resetWeights"),
      resetBias: inputs.vector("resetBias"), candidateWeights: inputs.matrix("candidateWeights"),
      candidateBias: inputs.vector("candidateBias"), candidateStateBias: inputs.vector("candidateStateBias"))
  }

  /// The same numbers under their names.
  static func named<T: Scalar>(_ p: GRUParameters<T>) -> NamedTensors<T> {
    [
      "updateWeights": Tensor(p.updateWeights), "updateBias": Tensor(p.updateBias),
      "resetWeights": Tensor(p.resetWeights), "resetBias": Tensor(p.resetBias),
      "candidateWeights": Tensor(p.candidateWeights), "candidateBias": Tensor(p.candidateBias),
      "candidateStateBias": Tensor(p.candidateStateBias),
    ]
  }

  /// Parameters for a probe.
  static func probe(
    _ n: Int, _ h: Int, _ reset: GRUReset, _ generator: inout Xoshiro256StarStar
  ) -> NamedTensors<Double> {
    let count = GRUParameters<Double>.count(inputCount: n, hiddenCount: h, reset: reset)
    return named(
      GRUParameters(
        inputCount: n, hiddenCount: h, reset: reset, parameters: Probe.sixteenths(count, within: 1, using: &generator)))
  }
}
