public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// A price on the squares of the weights: all of them shrink, the large ones most, and none becomes 0.
public enum L2Penalty {
  /// (λ/2) ‖w‖² = (λ/2) Σᵢ wᵢ²
  ///
  /// Equation: l2-penalty-value
  ///
  /// The norm of a weight matrix is Frobenius's: that of its elements.
  ///
  /// - Shapes: w ∈ ℝⁿ, the weights of all layers; the result is one number.
  /// - Evaluated: as Σ ((λ/2) wᵢ) wᵢ, which is finite wherever the penalty is, though a square may overflow.
  /// - Edge values: no weights give 0; ±∞ gives ∞, or NaN for λ = 0; NaN gives NaN.
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ weights: [T], strength λ: T) -> T {
    WeightPenalty.check("L2Penalty.value", λ)
    let w = weights
    return Sum.over(w.indices) { i in (λ / 2 * w[i]) * w[i] }
  }

  /// λ w
  ///
  /// Equation: l2-penalty-gradient
  ///
  /// - Shapes: w and the gradient ∈ ℝⁿ.
  /// - Evaluated: as written, one rounding.
  /// - Edge values: as in a product.
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func gradient<T: Scalar>(_ weights: [T], strength λ: T) -> [T] {
    WeightPenalty.check("L2Penalty.gradient", λ)
    return weights.map { w in λ * w }
  }

  /// (λ/2) Σₗ ‖Wˡ‖² of a network's weight matrices; its biases are free.
  ///
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ network: Network<T>, strength λ: T) -> T {
    WeightPenalty.check("L2Penalty.value", λ)
    return WeightPenalty.value(of: network) { weights in value(weights, strength: λ) }
  }

  /// λ W at each weight and 0 at each bias, in the order of the network's parameters.
  ///
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public static func gradient<T: Scalar>(_ network: Network<T>, strength λ: T) -> [T] {
    WeightPenalty.check("L2Penalty.gradient", λ)
    return WeightPenalty.gradient(of: network) { weights in gradient(weights, strength: λ) }
  }
}
