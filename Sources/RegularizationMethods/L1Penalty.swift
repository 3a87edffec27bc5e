public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// A price on the magnitudes of the weights: whoever pays it best sets small weights to exactly 0.
public enum L1Penalty {
  /// λ Σᵢ |wᵢ|
  ///
  /// Equation: l1-penalty-value
  ///
  /// - Shapes: w ∈ ℝⁿ, the weights of all layers; the result is one number.
  /// - Evaluated: as Σ λ |wᵢ|, with a branch on the sign, so that NaN reaches the result.
  /// - Edge values: no weights give 0; ±∞ gives ∞, or NaN for λ = 0; NaN gives NaN.
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ weights: [T], strength λ: T) -> T {
    WeightPenalty.check("L1Penalty.value", λ)
    return Sum.over(weights.indices) { i in
      let w = weights[i]
      if w < 0 { return λ * -w }
      // A constant 0, so that dual numbers take the gradient's slope at the kink.
      return w == 0 ? 0 : λ * w
    }
  }

  /// λ sign(w), with sign(0) = 0
  ///
  /// Equation: l1-penalty-gradient
  ///
  /// - Shapes: w and the gradient ∈ ℝⁿ.
  /// - Evaluated: exactly.
  /// - Edge values: at the kink wᵢ = 0 every slope from −λ to λ is a valid choice, and this is 0; ±∞ gives ±λ; NaN gives
  ///   NaN.
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func gradient<T: Scalar>(_ weights: [T], strength λ: T) -> [T] {
    WeightPenalty.check("L1Penalty.gradient", λ)
    return weights.map { w in
      if w > 0 { return λ }
      if w < 0 { return -λ }
      return w == 0 ? 0 : w
    }
  }

  /// λ Σₗ Σᵢⱼ |Wˡᵢⱼ| of a network's weight matrices; its biases are free.
  ///
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ network: Network<T>, strength λ: T) -> T {
    WeightPenalty.check("L1Penalty.value", λ)
    return WeightPenalty.value(of: network) { weights in value(weights, strength: λ) }
  }

  /// λ sign(W) at each weight and 0 at each bias, in the order of the network's parameters.
  ///
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func gradient<T: Scalar>(_ network: Network<T>, strength λ: T) -> [T] {
    WeightPenalty.check("L1Penalty.gradient", λ)
    return WeightPenalty.gradient(of: network) { weights in gradient(weights, strength: λ) }
  }
}
