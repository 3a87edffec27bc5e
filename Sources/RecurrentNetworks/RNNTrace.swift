public import ElementaryFunctions
public import TensorAlgebra

/// What one step of a vanilla RNN leaves behind for its backward step.
public struct RNNTrace<T: Scalar> {
  /// x_t, n × m.
  public let inputs: Matrix<T>
  /// h_{t−1}, h × m.
  public let previousState: Matrix<T>
  /// z_t, the sums under the tanh.
  public let preactivation: Matrix<T>

  @inlinable
  init(inputs: Matrix<T>, previousState: Matrix<T>, preactivation: Matrix<T>) {
    (self.inputs, self.previousState, self.preactivation) = (inputs, previousState, preactivation)
  }
}

extension RNNTrace: Sendable where T: Sendable {}
