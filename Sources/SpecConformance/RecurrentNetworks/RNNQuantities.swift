internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

/// The parameters of a vanilla RNN as inputs and outputs of the table's equations.
enum RNNQuantities {
  private static let shapes: [(name: String, shape: [String])] = [
    ("inputWeights", ["h", "n"]), ("stateWeights", ["h", "h"]), ("bias", ["h"]),
  ]

  /// Each as an input that the equation is differentiated by.
  static let parameters = shapes.map { Quantity.differentiable($0.name, shape: $0.shape) }

  /// Each as a gradient, or as an input of one.
  static let gradients = shapes.map { Quantity($0.name, shape: $0.shape) }

  /// The parameters among some inputs.
  static func parameters<T: Scalar>(_ inputs: NamedTensors<T>) -> RNNParameters<T> {
    RNNParameters(
      inputWeights: inputs.matrix("inputWeights"), stateWeights: inputs.matrix("stateWeights"),
      bias: inputs.vector("bias"))
  }

  /// The same numbers under their names.
  static func named<T: Scalar>(_ p: RNNParameters<T>) -> NamedTensors<T> {
    ["inputWeights": Tensor(p.inputWeights), "stateWeights": Tensor(p.stateWeights), "bias": Tensor(p.bias)]
  }

  /// Parameters for a probe.
  static func probe(_ n: Int, _ h: Int, _ generator: inout Xoshiro256StarStar) -> NamedTensors<Double> {
    let count = RNNParameters<Double>.count(inputCount: n, hiddenCount: h)
    return named(
      RNNParameters(inputCount: n, hiddenCount: h, parameters: Probe.sixteenths(count, within: 1, using: &generator)))
  }
}
