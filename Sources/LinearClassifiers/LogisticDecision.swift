public import ActivationFunctions
public import ElementaryFunctions

/// A class by a logistic regression's score and a threshold for the probability.
public enum LogisticDecision {
  /// ĉ = 1 for σ(z) ≥ τ, which is z ≥ ln(τ / (1 − τ)), else 0
  ///
  /// Equation: logistic-decision-value
  ///
  /// In the inputs the boundary is a hyperplane, whatever τ is: w · x + b = logit τ.
  ///
  /// - Shapes: two numbers to one number.
  /// - Evaluated: by the second form, with `Logit`. σ(z) rounds to 1 from z = 36.74 on, and every score beyond would
  ///   pass for any τ.
  /// - Edge values: 1 at a score equal to the logit; τ = 0 gives 1 for every score, τ = 1 for +∞ alone; NaN gives NaN.
  /// - Precondition: τ lies in [0, 1]; NaN is let through.
  @inlinable
  public static func value<T: Scalar>(score z: T, threshold τ: T) -> T {
    precondition(
      !(τ < 0) && !(τ > 1), "LogisticDecision.value: the threshold \(τ) is no probability")
    // z ≥ k is the opposite of k > z, and NaN stays.
    return 1 - ThresholdClassifier.value(score: Logit.value(τ), threshold: z)
  }
}
