public import ElementaryFunctions
public import TensorAlgebra

/// What an LSTM computed along a sequence, kept for the way back with the parameters that it used.
public struct LSTMPass<T: Scalar> {
  /// The parameters of every step.
  public let parameters: LSTMParameters<T>
  /// h_0.
  public let initialState: Matrix<T>
  /// c_0.
  public let initialCell: Matrix<T>
  /// What each step leaves behind, with its gates and its cell; that of step t stands at place t − 1.
  public let traces: [LSTMTrace<T>]
  /// h_1 … h_T.
  public let states: [Matrix<T>]

  /// What `LSTMSequence.forward` computed.
  @inlinable
  init(
    parameters: LSTMParameters<T>, initialState: Matrix<T>, initialCell: Matrix<T>, traces: [LSTMTrace<T>],
    states: [Matrix<T>]
  ) {
    (self.parameters, self.initialState, self.initialCell) = (parameters, initialState, initialCell)
    (self.traces, self.states) = (traces, states)
  }

  /// h_T, which of an empty sequence is h_0.
  @inlinable
  public var finalState: Matrix<T> { states.last ?? initialState }

  /// c_T, which of an empty sequence is c_0.
  @inlinable
  public var finalCell: Matrix<T> { traces.last?.cell ?? initialCell }
}

extension LSTMPass: Sendable where T: Sendable {}
