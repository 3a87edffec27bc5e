public import ElementaryFunctions

/// The learning rate up to which gradient descent on a line's loss converges.
public enum LearningRateLimit {
  /// η < 2/λ, with the largest eigenvalue λ of the loss's Hessian
  ///
  /// Equation: learning-rate-limit
  ///
  /// - Shapes: X ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as written, with λ from `LineLossHessian`.
  /// - Edge values: never above 1, since the loss curves by 2 along b; 0 for inputs whose squares overflow; NaN gives
  ///   NaN.
  /// - Precondition: there is at least one input.
  @inlinable
  public static func value<T: Scalar>(inputs X: [T]) -> T {
    2 / LineLossHessian.eigenvalues(inputs: X).most
  }
}
