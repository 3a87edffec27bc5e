public import ElementaryFunctions

/// Keeps a probability away from 0 and 1, so that its logarithms stay finite.
///
/// Where a network ends in a sigmoid or in softmax, `BinaryCrossEntropyWithLogits` and `SoftmaxCrossEntropy` need no
/// clamp, and they learn where this one has a derivative of 0.
public enum ProbabilityClamp {
  /// clamp(p) = min(max(p, ε), 1 − ε)
  ///
  /// Equation: probability-clamp-value
  ///
  /// - Shapes: p and ε are numbers, and so is the result.
  /// - Evaluated: by two branches, so that NaN reaches the result.
  /// - Edge values: p ∈ [ε, 1 − ε] passes as it is; ±0 give ε and 1 gives 1 − ε, rounded; NaN gives NaN.
  /// - Error: one rounding, of 1 − ε; none below it.
  /// - Precondition: p lies in [0, 1]. ε is less than ½, and 1 − ε less than 1 after rounding, which takes an ε above
  ///   2⁻⁵⁴ ≈ 5.6e-17 (`Float`: 2⁻²⁵ ≈ 3.0e-8): a smaller one would guard 0 alone.
  @inlinable
  public static func value<T: Scalar>(_ p: T, epsilon ε: T) -> T {
    checkInputs("ProbabilityClamp.value", p, ε)
    if p < ε { return ε }
    if p > 1 - ε { return 1 - ε }
    return p
  }

  /// clamp′(p) = 1 for ε < p < 1 − ε, 0 for p < ε and p > 1 − ε
  ///
  /// Equation: probability-clamp-derivative
  ///
  /// - Shapes: p and ε are numbers, and so is the result.
  /// - Edge values: at the kinks p = ε and p = 1 − ε every slope from 0 to 1 is a valid choice, and this is 1; NaN
  ///   gives NaN.
  /// - Error: none.
  /// - Precondition: as for `value`.
  @inlinable
  public static func derivative<T: Scalar>(at p: T, epsilon ε: T) -> T {
    checkInputs("ProbabilityClamp.derivative", p, ε)
    if p < ε || p > 1 - ε { return 0 }
    // NaN alone is not equal to itself.
    return p == p ? 1 : p
  }

  @inlinable
  static func checkInputs<T: Scalar>(_ operation: String, _ p: T, _ ε: T) {
    precondition(!(p < 0) && !(p > 1), "\(operation): p is \(p), which is no probability")
    precondition(
      ε < 0.5 && 1 - ε < 1, "\(operation): epsilon must be below ½ and large enough that 1 − ε is not 1, not \(ε)")
  }
}
