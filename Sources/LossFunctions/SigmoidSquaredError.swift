public import ActivationFunctions
public import ElementaryFunctions

/// Half the mean squared error of a sigmoid, as a function of the sigmoid's input: the loss that stops learning where
/// the sigmoid saturates.
///
/// `BinaryCrossEntropyWithLogits` is the loss to train with. This one is here to be compared with it.
public enum SigmoidSquaredError {
  /// J = (1/(2m)) Σᵢ (σ(zᵢ) − yᵢ)²
  ///
  /// Equation: sigmoid-squared-error-value
  ///
  /// It equals `HalfMeanSquaredError.value` of σ(z) wherever that keeps its digits.
  ///
  /// - Shapes: z ∈ ℝᵐ, y ∈ [0, 1]ᵐ; the result is one number, at most ½.
  /// - Evaluated: with the error as (1 − y) − σ(−z) for z > 0, which is the same as σ(z) − y and keeps the digits
  ///   that σ(z) loses on its way to 1.
  /// - Edge values: z = ±∞ gives (1 − y)²/(2m) and y²/(2m) in the sum; an error below 1.5e-162 has a square that
  ///   rounds to 0 (`Float`: 2.6e-23); NaN gives NaN.
  /// - Precondition: z and y have the same length, not 0; y lies in [0, 1].
  @inlinable
  public static func value<T: Scalar>(logits z: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("SigmoidSquaredError.value", z.count, "logits", targets: y.count)
    LossInputs.checkProbabilities("SigmoidSquaredError.value", "target", y)
    let m = T(y.count)
    return SumOfSquares.over(y.indices, dividedBy: 2 * m) { i in error(z[i], y[i]) }
  }

  /// ∂J/∂zᵢ = (1/m) (aᵢ − yᵢ) aᵢ (1 − aᵢ), with aᵢ = σ(zᵢ)
  ///
  /// Equation: sigmoid-squared-error-gradient
  ///
  /// - Shapes: z, y and the gradient have m elements.
  /// - Evaluated: the error as for the value, and a (1 − a) as `Sigmoid.derivative`, which loses no digits where a
  ///   approaches 1.
  /// - Edge values: 0 at z = ±∞, on the wrong side too; at most 4/27 in magnitude for y = 0 and y = 1 with m = 1; NaN
  ///   gives NaN.
  /// - Precondition: z and y have the same length, not 0; y lies in [0, 1].
  @inlinable
  public static func gradient<T: Scalar>(logits z: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("SigmoidSquaredError.gradient", z.count, "logits", targets: y.count)
    LossInputs.checkProbabilities("SigmoidSquaredError.gradient", "target", y)
    let m = T(y.count)
    return y.indices.map { i in error(z[i], y[i]) * Sigmoid.derivative(at: z[i]) / m }
  }

  /// σ(z) − y
  @inlinable
  static func error<T: Scalar>(_ z: T, _ y: T) -> T {
    z > 0 ? (1 - y) - Sigmoid.value(-z) : Sigmoid.value(z) - y
  }
}
