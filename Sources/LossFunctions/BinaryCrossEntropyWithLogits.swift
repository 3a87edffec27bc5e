public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// Binary cross-entropy of a sigmoid's input: finite for every finite logit.
public enum BinaryCrossEntropyWithLogits {
  /// J = (1/m) Σᵢ [max(zᵢ, 0) − zᵢ yᵢ + ln(1 + e^(−|zᵢ|))]
  ///
  /// Equation: binary-cross-entropy-with-logits-value
  ///
  /// It equals `BinaryCrossEntropy.value` of σ(z) wherever that can be computed.
  ///
  /// - Shapes: z ∈ ℝᵐ, y ∈ [0, 1]ᵐ; the result is one number.
  /// - Evaluated: as z (1 − y) + ln(1 + e⁻ᶻ) for z > 0 and as −z y + ln(1 + eᶻ) otherwise: two terms of the same
  ///   sign, so nothing cancels.
  /// - Edge values: z = 0 gives ln 2 whatever y is; z = ±∞ gives 0 on the right side (y = 1 or 0, by the limit)
  ///   and +∞ otherwise; NaN gives NaN.
  /// - Precondition: z and y have the same length, not 0; y lies in [0, 1].
  @inlinable
  public static func value<T: Scalar>(logits z: [T], targets y: [T]) -> T {
    LossInputs.checkSamples("BinaryCrossEntropyWithLogits.value", z.count, "logits", targets: y.count)
    LossInputs.checkProbabilities("BinaryCrossEntropyWithLogits.value", "target", y)
    return Mean.over(y.indices) { i in
      // Both forms give exactly ln 2 at 0, so it may fall on either side.
      if z[i] > 0 {
        let wrong: T = y[i] == 1 ? 0 : z[i] * (1 - y[i])
        return wrong + .logarithmOfOnePlus(.exponential(-z[i]))
      } else {
        let wrong: T = y[i] == 0 ? 0 : -z[i] * y[i]
        return wrong + .logarithmOfOnePlus(.exponential(z[i]))
      }
    }
  }

  /// ∂J/∂zᵢ = (1/m) (σ(zᵢ) − yᵢ)
  ///
  /// Equation: binary-cross-entropy-with-logits-gradient
  ///
  /// - Shapes: z, y and the gradient have m elements.
  /// - Evaluated: for z > 0 as (1 − y) − σ(−z), which is the same and keeps the digits that σ(z) loses on its way
  ///   to 1; otherwise as written.
  /// - Edge values: z = +∞ gives (1 − y)/m and z = −∞ gives −y/m; NaN gives NaN.
  /// - Precondition: z and y have the same length, not 0; y lies in [0, 1].
  @inlinable
  public static func gradient<T: Scalar>(logits z: [T], targets y: [T]) -> [T] {
    LossInputs.checkSamples("BinaryCrossEntropyWithLogits.gradient", z.count, "logits", targets: y.count)
    LossInputs.checkProbabilities("BinaryCrossEntropyWithLogits.gradient", "target", y)
    let m = T(y.count)
    return y.indices.map { i in
      if z[i] > 0 {
        return ((1 - y[i]) - Sigmoid.value(-z[i])) / m
      } else {
        return (Sigmoid.value(z[i]) - y[i]) / m
      }
    }
  }
}
