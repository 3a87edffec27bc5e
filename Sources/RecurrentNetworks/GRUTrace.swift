public import ElementaryFunctions
public import TensorAlgebra

/// What one step of a gated recurrent unit leaves behind for its backward step.
public struct GRUTrace<T: Scalar> {
  /// x_t, n × m.
  public let inputs: Matrix<T>
  /// h_{t−1}, h × m.
  public let previousState: Matrix<T>
  /// a_z, the sums under the update gate.
  public let updateSum: Matrix<T>
  /// z_t = σ(a_z).
  public let updateGate: Matrix<T>
  /// a_r, the sums under the reset gate.
  public let resetSum: Matrix<T>
  /// r_t = σ(a_r).
  public let resetGate: Matrix<T>
  /// v_t, what the reset gate multiplies: h_{t−1} before the product, V h_{t−1} + b_V after it.
  public let resetTarget: Matrix<T>
  /// a_c, the sums under the candidate.
  public let candidateSum: Matrix<T>
  /// h̃_t = tanh(a_c).
  public let candidate: Matrix<T>

  @inlinable
  init(
    inputs: Matrix<T>, previousState: Matrix<T>, updateSum: Matrix<T>, updateGate: Matrix<T>, resetSum: Matrix<T>,
    resetGate: Matrix<T>, resetTarget: Matrix<T>, candidateSum: Matrix<T>, candidate: Matrix<T>
  ) {
    (self.inputs, self.previousState, self.resetTarget) = (inputs, previousState, resetTarget)
    (self.updateSum, self.updateGate) = (updateSum, updateGate)
    (self.resetSum, self.resetGate) = (resetSum, resetGate)
    (self.candidateSum, self.candidate) = (candidateSum, candidate)
  }
}

extension GRUTrace: Sendable where T: Sendable {}
