public import ElementaryFunctions
public import TensorAlgebra

/// The gradient of the mean loss over a batch, from the gradients of its samples.
public enum BatchGradient {
  /// g = (1/|B|) Σ_{i∈B} gᵢ, the mean of the samples' gradients
  ///
  /// Equation: batch-gradient-value
  ///
  /// All samples are batch gradient descent, one is stochastic gradient descent, and what lies between is mini-batch
  /// gradient descent.
  ///
  /// - Shapes: the gradients are a matrix of n × N, a sample's in each column; B holds indices of columns; g ∈ ℝⁿ.
  /// - Evaluated: each element as a `Mean`, added in pairs, finite wherever the exact mean is.
  /// - Edge values: an index that B holds twice counts twice; a sample that is not in B counts for nothing, even if its
  ///   gradient is NaN; NaN gives NaN in its place; n = 0 gives none.
  /// - Precondition: B is not empty, and each of its indices is a column.
  @inlinable
  public static func value<T: Scalar>(_ gradients: Matrix<T>, batch B: [Int]) -> [T] {
    precondition(!B.isEmpty, "BatchGradient.value: an empty batch has no mean")
    for i in B {
      precondition(
        (0..<gradients.columns).contains(i),
        "BatchGradient.value: there is no sample \(i) among \(gradients.columns)")
    }
    return (0..<gradients.rows).map { parameter in
      Mean.over(B.indices) { k in gradients[parameter, B[k]] }
    }
  }
}
