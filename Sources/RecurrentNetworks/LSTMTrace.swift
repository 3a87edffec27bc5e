public import ElementaryFunctions
public import TensorAlgebra

/// What one step of an LSTM leaves behind for its backward step.
public struct LSTMTrace<T: Scalar> {
  /// x_t, n × m.
  public let inputs: Matrix<T>
  /// h_{t−1}, h × m.
  public let previousState: Matrix<T>
  /// c_{t−1}, h × m.
  public let previousCell: Matrix<T>
  /// a_i, the sums under the input gate.
  public let inputGateSum: Matrix<T>
  /// i_t = σ(a_i).
  public let inputGate: Matrix<T>
  /// a_f, the sums under the forget gate.
  public let forgetGateSum: Matrix<T>
  /// f_t = σ(a_f).
  public let forgetGate: Matrix<T>
  /// a_o, the sums under the output gate.
  public let outputGateSum: Matrix<T>
  /// o_t = σ(a_o).
  public let outputGate: Matrix<T>
  /// a_g, the sums under the candidate.
  public let candidateSum: Matrix<T>
  /// g_t = tanh(a_g).
  public let candidate: Matrix<T>
  /// c_t.
  public let cell: Matrix<T>

  @inlinable
  init(
    inputs: Matrix<T>, previousState: Matrix<T>, previousCell: Matrix<T>, inputGateSum: Matrix<T>,
    inputGate: Matrix<T>, forgetGateSum: Matrix<T>, forgetGate: Matrix<T>, outputGateSum: Matrix<T>,
    outputGate: Matrix<T>, candidateSum: Matrix<T>, candidate: Matrix<T>, cell: Matrix<T>
  ) {
    (self.inputs, self.previousState, self.previousCell) = (inputs, previousState, previousCell)
    (self.inputGateSum, self.inputGate) = (inputGateSum, inputGate)
    (self.forgetGateSum, self.forgetGate) = (forgetGateSum, forgetGate)
    (self.outputGateSum, self.outputGate) = (outputGateSum, outputGate)
    (self.candidateSum, self.candidate) = (candidateSum, candidate)
    self.cell = cell
  }
}

extension LSTMTrace: Sendable where T: Sendable {}
