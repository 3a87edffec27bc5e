public import ElementaryFunctions

/// How large numbers become on their way through a layer of random weights.
public enum SignalPropagation {
  /// Var(z) = n_in Var(W) E[a²]
  ///
  /// Equation: signal-propagation-variance
  ///
  /// The weights are independent of each other and of a, with mean 0; the bias is 0.
  ///
  /// - Shapes: n_in counts the inputs of the layer; the variances and the second moment E[a²] are numbers.
  /// - Evaluated: as written, from the left: n_in Var(W) is a number near 1 where the layer keeps its signal.
  /// - Edge values: 0 for inputs that are all 0; NaN gives NaN, and so does 0 · ∞.
  /// - Precondition: n_in is positive.
  @inlinable
  public static func variance<T: Scalar>(fanIn n_in: Int, weightVariance: T, secondMoment: T) -> T {
    precondition(n_in > 0, "SignalPropagation.variance: a layer has at least one input, not \(n_in)")
    return T(n_in) * weightVariance * secondMoment
  }

  /// E[a²] = ½ Var(z) for a = ReLU(z), and ½ (1 + α²) Var(z) for a leaky ReLU of slope α
  ///
  /// Equation: signal-propagation-second-moment
  ///
  /// z is as likely as −z.
  ///
  /// - Shapes: Var(z), α and the result are numbers.
  /// - Evaluated: as written.
  /// - Edge values: α = 0 is ReLU, which keeps half; α = 1 is the identity, which keeps everything; above 1.3e154
  ///   (`Float`: 1.8e19) α² is infinite. NaN gives NaN.
  /// - Precondition: α is finite and not negative.
  @inlinable
  public static func secondMoment<T: Scalar>(variance: T, slope α: T = 0) -> T {
    precondition(
      α >= 0 && α.isFinite,
      "SignalPropagation.secondMoment: the slope must be finite and at least 0, not \(α)")
    return (1 + α * α) / 2 * variance
  }
}
