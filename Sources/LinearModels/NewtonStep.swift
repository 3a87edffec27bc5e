public import ElementaryFunctions

/// One step of Newton's method on a line's loss, which lands on the least-squares line from everywhere.
public enum NewtonStep {
  /// θ = θ₀ − H⁻¹ ∇L(θ₀), for θ = (w, b)
  ///
  /// Equation: newton-step
  ///
  /// - Shapes: w₀ and b₀ are numbers; X, Y ∈ ℝᴺ; two numbers result.
  /// - Evaluated: −H⁻¹ ∇L(θ₀) is the least-squares line of the residuals, and is found as such. To solve with H itself
  ///   would lose the digits that cancel in its determinant.
  /// - Edge values: inputs that are all equal, for which H has no inverse, give NaN for both; N = 1 likewise. NaN gives
  ///   NaN.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(
    weight w0: T, bias b0: T, inputs X: [T], targets Y: [T]
  ) -> (weight: T, bias: T) {
    precondition(X.count == Y.count, "NewtonStep.value: \(X.count) inputs but \(Y.count) targets")
    precondition(!X.isEmpty, "NewtonStep.value: no points determine no line")
    let residuals = X.indices.map { i in Y[i] - Line.value(X[i], weight: w0, bias: b0) }
    let Δ = LeastSquaresLine.fit(inputs: X, targets: residuals)
    return (weight: w0 + Δ.weight, bias: b0 + Δ.bias)
  }
}
