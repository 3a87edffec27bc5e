public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// What a network's last layer makes of its weighted sums: the choice that goes with the task.
public enum OutputHead: Hashable, Sendable {
  /// The sums themselves, for a target that is any number.
  case identity
  /// A probability for each output by itself, for two classes.
  case sigmoid
  /// One distribution over all outputs of a sample, for K classes.
  case softmax

  /// ŷ = z, ŷₖ = σ(zₖ) or ŷ = softmax(z), for each sample z
  ///
  /// Equation: output-head-value
  ///
  /// - Shapes: Z and the result are K × m, a sample in each column.
  /// - Evaluated: each by its own kernel; softmax over the classes of a sample, never over samples.
  /// - Edge values: those of `Identity`, `Sigmoid` and `Softmax`.
  @inlinable
  public func value<T: Scalar>(_ Z: Matrix<T>) -> Matrix<T> {
    switch self {
    case .identity: Z
    case .sigmoid: Z.map { z in Sigmoid.value(z) }
    case .softmax: Z.mapColumns { z in Softmax.value(z) }
    }
  }

  /// Z̄ = C, C ⊙ σ′(Z) or softmax's pullback of each column, for the cotangent C of Ŷ
  ///
  /// Equation: output-head-pullback
  ///
  /// - Shapes: C, Z and the result are K × m.
  /// - Evaluated: each by its own kernel.
  /// - Edge values: those of `Sigmoid.derivative` and `Softmax.pullback`.
  /// - Precondition: C and Z have the same shape.
  @inlinable
  public func pullback<T: Scalar>(_ cotangent: Matrix<T>, at Z: Matrix<T>) -> Matrix<T> {
    let C = cotangent
    precondition(
      C.rows == Z.rows && C.columns == Z.columns,
      "OutputHead.pullback: the sums are \(Z.rows) × \(Z.columns) but the cotangent is \(C.rows) × \(C.columns)")
    return switch self {
    case .identity: C
    case .sigmoid: Matrix(rows: Z.rows, columns: Z.columns) { i, j in C[i, j] * Sigmoid.derivative(at: Z[i, j]) }
    case .softmax:
      Matrix(columns: (0..<Z.columns).map { j in Softmax.pullback(C.column(j), at: Z.column(j)) }, rows: Z.rows)
    }
  }
}
