public import ElementaryFunctions
public import TensorAlgebra

/// The mean negative log-likelihood of binary targets under predicted probabilities.
///
/// For a network whose last unit is a sigmoid, `BinaryCrossEntropyWithLogits` is the better form: a probability
/// that has rounded to 0 or 1 has no digits left to give a finite loss.
public enum BinaryCrossEntropy {
  /// J = −(1/m) Σᵢ [yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)]
  ///
  /// Equation: binary-cross-entropy-value
  ///
  /// - Shapes: ŷ, y ∈ [0, 1]ᵐ; the result is one number. A target between 0 and 1 is a soft label.
  /// - Evaluated: as written, with ln(1 − ŷ) by `logarithmOfOnePlus`, which keeps the digits of a small ŷ, and
  ///   with 0 ln 0 = 0, its limit, where IEEE arithmetic has NaN.
  /// - Edge values: ŷ = y ∈ {0, 1} gives 0; ŷ = 0 with y > 0 and ŷ = 1 with y < 1 give +∞; NaN gives NaN.
  /// - Precondition: ŷ and y have the same length, not 0, and lie in [0, 1].
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("BinaryCrossEntropy.value", ŷ.count, targets: y.count)
    LossInputs.checkProbabilities(
      "BinaryCrossEntropy.value", predictions: ŷ, targets: y, formFromLogits: "BinaryCrossEntropyWithLogits")
    return Mean.over(y.indices) { i in
      let positive: T = y[i] == 0 ? 0 : y[i] * .logarithm(ŷ[i])
      let negative: T = y[i] == 1 ? 0 : (1 - y[i]) * .logarithmOfOnePlus(-ŷ[i])
      return -(positive + negative)
    }
  }

  /// ∂J/∂ŷᵢ = (1/m) (ŷᵢ − yᵢ) / (ŷᵢ (1 − ŷᵢ))
  ///
  /// Equation: binary-cross-entropy-gradient
  ///
  /// - Shapes: ŷ, y and the gradient have m elements.
  /// - Evaluated: as written for soft labels; for y = 1 the fraction is −1/ŷ and for y = 0 it is 1/(1 − ŷ), which
  ///   are finite where the textbook form is 0/0. m multiplies the denominator, because 1/ŷ can overflow
  ///   although 1/(m ŷ) does not.
  /// - Edge values: ŷ = y = 1 gives −1/m and ŷ = y = 0 gives 1/m; ŷ = +0 with y > 0 gives −∞ and ŷ = 1 with y < 1
  ///   gives +∞; NaN gives NaN.
  /// - Precondition: ŷ and y have the same length, not 0, and lie in [0, 1].
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("BinaryCrossEntropy.gradient", ŷ.count, targets: y.count)
    LossInputs.checkProbabilities(
      "BinaryCrossEntropy.gradient", predictions: ŷ, targets: y, formFromLogits: "BinaryCrossEntropyWithLogits")
    let m = T(y.count)
    return y.indices.map { i in
      if y[i] == 1 {
        return -1 / (m * ŷ[i])
      } else if y[i] == 0 {
        return 1 / (m * (1 - ŷ[i]))
      } else {
        return (ŷ[i] - y[i]) / (m * ŷ[i] * (1 - ŷ[i]))
      }
    }
  }
}
