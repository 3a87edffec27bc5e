public import ElementaryFunctions
public import TensorAlgebra

/// The mean of each feature over the samples of a batch.
public enum BatchMean {
  /// μ = (1/m) Σᵢ xᵢ, for each feature
  ///
  /// Equation: batch-mean-value
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column; μ ∈ ℝⁿ.
  /// - Evaluated: the mean and then the mean of what is left of each number, so that equal numbers have exactly their
  ///   own mean, in units of the largest, which no sum of them leaves.
  /// - Edge values: one sample is its own mean; NaN and infinities give in their feature what addition gives.
  /// - Precondition: there is at least one sample.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>) -> [T] {
    precondition(X.columns > 0, "BatchMean.value: a batch of no samples has no mean")
    return (0..<X.rows).map { i in
      let x = CenteredFeature(X.row(i))
      return x.unit * x.mean
    }
  }

  /// x̄ᵢ = c/m, for the cotangent c of μ
  ///
  /// Equation: batch-mean-pullback
  ///
  /// - Shapes: c ∈ ℝⁿ; X̄ ∈ ℝⁿˣᵐ.
  /// - Evaluated: as written.
  /// - Edge values: those of a division; the numbers of X do not matter.
  /// - Precondition: X has a row for each element of c; there is at least one sample.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: [T], at X: Matrix<T>) -> Matrix<T> {
    let c = cotangent
    precondition(
      X.rows == c.count && X.columns > 0,
      "BatchMean.pullback: the inputs are \(X.rows) × \(X.columns) and the cotangent has \(c.count) elements")
    return Matrix(rows: X.rows, columns: X.columns) { i, _ in c[i] / T(X.columns) }
  }
}
