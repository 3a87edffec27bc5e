internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

/// The parameters of an LSTM as inputs and outputs of the table's equations.
enum LSTMQuantities {
  private static let shapes: [(name: String, shape: [String])] =
    ["inputGate", "forgetGate", "outputGate", "candidate"].flatMap { gate in
      [("\(gate)Weights", ["h", "n + h"]), ("\(gate)Bias", ["h"])]
    }

  /// Each as an input that the equation is differentiated by.
  static let parameters = shapes.map { Quantity.differentiable($0.name, shape: $0.shape) }

  /// Each as a gradient, or as an input of one.
  static let gradients = shapes.map { Quantity($0.name, shape: $0.shape) }

  /// The parameters among some inputs.
  static func parameters<T: Scalar>(_ inputs: NamedTensors<T>) -> LSTMParameters<T> {
    LSTMParameters(
      inputGateWeights: inputs.matrix("inputGateWeights"), inputGateBias: inputs.vector("inputGateBias"),
      forgetGateWeights: inputs.matrix("forgetGateWeights"), forgetGateBias: inputs.vector("forgetGateBias"),
      outputGateWeights: inputs.matrix("outputGateWeights"), outputGateBias: inputs.vector("outputGateBias"),
      candidateWeights: inputs.matrix("candidateWeights"), candidateBias: inputs.vector("candidateBias"))
  }

  /// The same numbers under their names.
  static func named<T: Scalar>(_ p: LSTMParameters<T>) -> NamedTensors<T> {
    [
      "inputGateWeights": Tensor(p.inputGateWeights), "inputGateBias": Tensor(p.inputGateBias),
      "forgetGateWeights": Tensor(p.forgetGateWeights), "forgetGateBias": Tensor(p.forgetGateBias),
      "outputGateWeights": Tensor(p.outputGateWeights), "outputGateBias": Tensor(p.outputGateBias),
      "candidateWeights": Tensor(p.candidateWeights), "candidateBias": Tensor(p.candidateBias),
    ]
  }

  /// Parameters for a probe.
  static func probe(_ n: Int, _ h: Int, _ generator: inout Xoshiro256StarStar) -> NamedTensors<Double> {
    let count = LSTMParameters<Double>.count(inputCount: n, hiddenCount: h)
    return named(
      LSTMParameters(inputCount: n, hiddenCount: h, parameters: Probe.sixteenths(count, within: 1, using: &generator)))
  }
}
