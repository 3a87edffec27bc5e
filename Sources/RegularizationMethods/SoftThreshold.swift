public import ElementaryFunctions

/// The exact answer to an L1 penalty on one number: move towards 0 by κ, and stop there.
public enum SoftThreshold {
  /// S(z) = z − κ for z > κ, z + κ for z < −κ, and 0 between: the w that makes ½ (w − z)² + κ |w| least
  ///
  /// Equation: soft-threshold-value
  ///
  /// - Shapes: numbers.
  /// - Evaluated: as written; between the thresholds as z − z, so that NaN reaches the result.
  /// - Edge values: ±κ gives 0; ±∞ stays; NaN gives NaN; κ = 0 gives z, and 0 for −0.
  /// - Precondition: κ is finite and not negative.
  @inlinable
  public static func value<T: Scalar>(_ z: T, threshold κ: T) -> T {
    check("value", "threshold", κ)
    if z > κ { return z - κ }
    if z < -κ { return z + κ }
    return z - z
  }

  /// S′(z) = 1 for z > κ and z < −κ, 0 between
  ///
  /// Equation: soft-threshold-derivative
  ///
  /// - Shapes: numbers.
  /// - Edge values: at the kinks ±κ every slope from 0 to 1 is a valid choice, and this is 0; NaN gives NaN.
  /// - Precondition: κ is finite and not negative.
  @inlinable
  public static func derivative<T: Scalar>(at z: T, threshold κ: T) -> T {
    check("derivative", "threshold", κ)
    if z > κ || z < -κ { return 1 }
    return z - z
  }

  /// wᵢ ← S(wᵢ − η gᵢ) with κ = η λ and g = ∂L/∂w: a step of descent on L, and the exact one on the penalty λ Σ |wᵢ|
  ///
  /// Equation: soft-threshold-step
  ///
  /// It is the proximal step of L + λ Σ |wᵢ|; a step along the penalty's gradient would jump across 0 for ever.
  ///
  /// - Shapes: w, g and the result ∈ ℝⁿ.
  /// - Evaluated: as written.
  /// - Edge values: a weight whose step ends within ηλ of 0 becomes 0; NaN gives NaN, in its own place.
  /// - Precondition: w and g have the same length; η and λ are finite and not negative, and so is ηλ.
  @inlinable
  public static func step<T: Scalar>(_ weights: [T], gradient g: [T], learningRate η: T, strength λ: T) -> [T] {
    let w = weights
    check("step", "learning rate", η)
    check("step", "strength", λ)
    precondition(w.count == g.count, "SoftThreshold.step: \(w.count) weights but \(g.count) partial derivatives")
    return w.indices.map { i in value(w[i] - η * g[i], threshold: η * λ) }
  }

  @inlinable
  static func check<T: Scalar>(_ operation: String, _ name: String, _ x: T) {
    precondition(
      x >= 0 && x.isFinite, "SoftThreshold.\(operation): the \(name) must be finite and at least 0, not \(x)")
  }
}
