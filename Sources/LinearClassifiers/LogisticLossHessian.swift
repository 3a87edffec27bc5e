public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// The curvature of a logistic regression's loss: never negative in any direction.
public enum LogisticLossHessian {
  /// H = (1/m) X̃ diag(ŷᵢ (1 − ŷᵢ)) X̃ᵀ, with x̃ᵢ = (xᵢ, 1) and ŷᵢ = σ(w · xᵢ + b)
  ///
  /// Equation: logistic-loss-hessian-value
  ///
  /// The targets are not in it.
  ///
  /// - Shapes: w ∈ ℝⁿ; b is a number; X ∈ ℝⁿˣᵐ, a sample in each column; H ∈ ℝ⁽ⁿ⁺¹⁾ˣ⁽ⁿ⁺¹⁾, its last row and column for b.
  /// - Evaluated: as means, with ŷ (1 − ŷ) as `Sigmoid.derivative`; symmetric bit for bit.
  /// - Edge values: no input leaves the mean of ŷ (1 − ŷ) alone; far from the boundary H tends to 0. NaN gives NaN.
  /// - Precondition: X has a row for each weight, and at least one column.
  @inlinable
  public static func value<T: Scalar>(weights w: [T], bias b: T, inputs X: Matrix<T>) -> Matrix<T> {
    precondition(
      X.rows == w.count, "LogisticLossHessian.value: X is \(X.rows) × \(X.columns) but there are \(w.count) weights")
    precondition(X.columns > 0, "LogisticLossHessian.value: the mean over no samples is undefined")
    let slopes = LogisticLoss.logits(w, b, X).map { Sigmoid.derivative(at: $0) }
    let X̃ = Matrix(rows: X.rows + 1, columns: X.columns) { k, i in k < X.rows ? X[k, i] : 1 }
    return Matrix(rows: X̃.rows, columns: X̃.rows) { j, k in
      Mean.over(slopes.indices) { i in slopes[i] * (X̃[j, i] * X̃[k, i]) }
    }
  }
}
