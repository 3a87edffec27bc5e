public import ElementaryFunctions
public import TensorAlgebra

/// What a gated recurrent unit computed along a sequence, kept for the way back with the parameters that it used.
public struct GRUPass<T: Scalar> {
  /// The parameters of every step.
  public let parameters: GRUParameters<T>
  /// h_0.
  public let initialState: Matrix<T>
  /// What each step leaves behind; that of step t stands at place t − 1.
  public let traces: [GRUTrace<T>]
  /// h_1 … h_T.
  public let states: [Matrix<T>]

  /// What `GRUSequence.forward` computed.
  @inlinable
  init(parameters: GRUParameters<T>, initialState: Matrix<T>, traces: [GRUTrace<T>], states: [Matrix<T>]) {
    (self.parameters, self.initialState) = (parameters, initialState)
    (self.traces, self.states) = (traces, states)
  }

  /// h_T, which of an empty sequence is h_0.
  @inlinable
  public var finalState: Matrix<T> { states.last ?? initialState }
}

extension GRUPass: Sendable where T: Sendable {}
