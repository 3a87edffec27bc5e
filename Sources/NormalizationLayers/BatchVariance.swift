public import ElementaryFunctions
public import TensorAlgebra

/// The variance of each feature over the samples of a batch.
public enum BatchVariance {
  /// σ² = (1/m) Σᵢ (xᵢ − μ)², for each feature
  ///
  /// Equation: batch-variance-value
  ///
  /// This is the biased variance, that of the batch itself; batch normalization divides by its root.
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column; σ² ∈ ℝⁿ.
  /// - Evaluated: from the differences to the mean, since the mean of the squares less μ² cancels; each difference is
  ///   freed of the mean's rounding, and squared in units in which no square overflows or vanishes.
  /// - Edge values: one sample, or equal ones, give exactly 0; NaN and infinities give NaN in their feature; ∞ only
  ///   where σ² itself is too large.
  /// - Precondition: there is at least one sample.
  @inlinable
  public static func value<T: Scalar>(_ X: Matrix<T>) -> [T] {
    precondition(X.columns > 0, "BatchVariance.value: a batch of no samples has no variance")
    return (0..<X.rows).map { i in
      let x = CenteredFeature(X.row(i))
      return x.unit * (x.unit * x.variance)
    }
  }

  /// x̄ᵢ = (2/m) (xᵢ − μ) c, for the cotangent c of σ²
  ///
  /// Equation: batch-variance-pullback
  ///
  /// - Shapes: c ∈ ℝⁿ; X, X̄ ∈ ℝⁿˣᵐ.
  /// - Evaluated: as written, with the differences of `value`.
  /// - Edge values: equal samples have gradients of 0; NaN spoils its feature; an infinite number has NaN and the others
  ///   infinities.
  /// - Precondition: X has a row for each element of c; there is at least one sample.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: [T], at X: Matrix<T>) -> Matrix<T> {
    let c = cotangent
    precondition(
      X.rows == c.count && X.columns > 0,
      "BatchVariance.pullback: the inputs are \(X.rows) × \(X.columns) and the cotangent has \(c.count) elements")
    let features = (0..<X.rows).map { i in CenteredFeature(X.row(i)) }
    return Matrix(rows: X.rows, columns: X.columns) { i, j in
      2 / T(X.columns) * (features[i].unit * features[i].differences[j]) * c[i]
    }
  }

  /// s² = (1/(m − 1)) Σᵢ (xᵢ − μ)² = m/(m − 1) σ², for each feature
  ///
  /// Equation: batch-variance-unbiased
  ///
  /// The mean of s² over batches drawn from a population is the population's variance; that of σ² is smaller.
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column; s² ∈ ℝⁿ.
  /// - Evaluated: the sum, from the same differences as σ², divided by m − 1 once.
  /// - Edge values: those of `value`.
  /// - Precondition: there are at least two samples, since 0/0 has no value.
  @inlinable
  public static func unbiased<T: Scalar>(_ X: Matrix<T>) -> [T] {
    precondition(
      X.columns > 1, "BatchVariance.unbiased: a batch of \(X.columns) samples has no unbiased variance")
    return (0..<X.rows).map { i in
      let x = CenteredFeature(X.row(i))
      let d = x.differences
      return x.unit * (x.unit * (Sum.over(d.indices) { i in d[i] * d[i] } / T(X.columns - 1)))
    }
  }
}
