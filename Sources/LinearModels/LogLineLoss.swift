public import ElementaryFunctions

/// The logarithm of a line's loss, as the first document draws it: large losses are compressed, small ones told apart.
public enum LogLineLoss {
  /// log₁₀ L(w, b)
  ///
  /// Equation: log-line-loss-value
  ///
  /// The document does not say to which base (erratum C-22); another one only rescales the result.
  ///
  /// - Shapes: w and b are numbers; X, Y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as the natural logarithm of `LineLoss` over ln 10.
  /// - Edge values: a loss of 0 gives −∞, one that overflows +∞; NaN gives NaN.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(weight w: T, bias b: T, inputs X: [T], targets Y: [T]) -> T {
    .logarithm(LineLoss.value(weight: w, bias: b, inputs: X, targets: Y)) / .logarithm(10)
  }

  /// ∇ log₁₀ L = ∇L / (L ln 10)
  ///
  /// Equation: log-line-loss-gradient
  ///
  /// - Shapes: w and b are numbers; X, Y ∈ ℝᴺ; two numbers result.
  /// - Evaluated: divided by L first, so that L ln 10 cannot overflow.
  /// - Edge values: NaN where L = 0, since −∞ has no slope; 0 where ∇L is 0 and L is not.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(
    weight w: T, bias b: T, inputs X: [T], targets Y: [T]
  ) -> (weight: T, bias: T) {
    let L = LineLoss.value(weight: w, bias: b, inputs: X, targets: Y)
    let gradient = LineLoss.gradient(weight: w, bias: b, inputs: X, targets: Y)
    return (
      weight: gradient.weight / L / .logarithm(10),
      bias: gradient.bias / L / .logarithm(10)
    )
  }
}
