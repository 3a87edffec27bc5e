public import ElementaryFunctions
public import TensorAlgebra

/// What a vanilla RNN computed along a sequence, kept for the way back with the parameters that it used.
public struct RNNPass<T: Scalar> {
  /// The parameters of every step.
  public let parameters: RNNParameters<T>
  /// h_0.
  public let initialState: Matrix<T>
  /// What each step leaves behind; that of step t stands at place t − 1.
  public let traces: [RNNTrace<T>]
  /// h_1 … h_T.
  public let states: [Matrix<T>]

  /// What `RNNSequence.forward` computed.
  @inlinable
  init(parameters: RNNParameters<T>, initialState: Matrix<T>, traces: [RNNTrace<T>], states: [Matrix<T>]) {
    (self.parameters, self.initialState) = (parameters, initialState)
    (self.traces, self.states) = (traces, states)
  }

  /// h_T, which of an empty sequence is h_0.
  @inlinable
  public var finalState: Matrix<T> { states.last ?? initialState }
}

extension RNNPass: Sendable where T: Sendable {}
