public import ElementaryFunctions
public import TensorAlgebra

/// The mean of the absolute differences between predictions and targets.
public enum MeanAbsoluteError {
  /// MAE = (1/N) Σᵢ |yᵢ − ŷᵢ|
  ///
  /// Equation: mean-absolute-error-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: by a branch on the sign of the difference, so that NaN reaches the result.
  /// - Edge values: equal predictions and targets give 0; ∞ − ∞ and NaN give NaN; a difference that overflows gives
  ///   +∞ although the mean may be finite.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("MeanAbsoluteError.value", ŷ.count, targets: y.count)
    return Mean.over(y.indices) { i in
      let e = ŷ[i] - y[i]
      if e < 0 { return -e }
      // A constant 0, so that dual numbers take the gradient's slope at the kink.
      return e == 0 ? 0 : e
    }
  }

  /// ∂MAE/∂ŷᵢ = (1/N) sign(ŷᵢ − yᵢ)
  ///
  /// Equation: mean-absolute-error-gradient
  ///
  /// - Shapes: ŷ, y and the gradient ∈ ℝᴺ.
  /// - Edge values: at the kink ŷᵢ = yᵢ every slope from −1/N to 1/N is a valid choice, and this is 0; ∞ − ∞ and NaN
  ///   give NaN.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("MeanAbsoluteError.gradient", ŷ.count, targets: y.count)
    let N = T(y.count)
    return y.indices.map { i in
      let e = ŷ[i] - y[i]
      if e > 0 { return 1 / N }
      if e < 0 { return -1 / N }
      return e == 0 ? 0 : e
    }
  }
}
