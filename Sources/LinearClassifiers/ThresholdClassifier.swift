public import ElementaryFunctions

/// A class by a score and a threshold, as the first document tells a dog from no dog.
public enum ThresholdClassifier {
  /// c(f, k) = 1 for f > k, 0 for f ≤ k
  ///
  /// Equation: threshold-classifier-value
  ///
  /// The inequality is strict, where that of `Step` is not: a score at the threshold is no dog.
  ///
  /// - Shapes: two numbers to one number.
  /// - Edge values: 0 at f = k, infinities included, by the document's convention; NaN in either gives NaN.
  /// - Error: none.
  @inlinable
  public static func value<T: Scalar>(score f: T, threshold k: T) -> T {
    if f > k { return 1 }
    if f <= k { return 0 }
    // One of them is NaN, which alone is not equal to itself.
    return f == f ? k : f
  }

  /// b − k: the bias that has taken the threshold in, so that w · p + b > k where w · p + (b − k) > 0
  ///
  /// Equation: threshold-classifier-absorption
  ///
  /// A bias and a threshold are one free number, not two.
  ///
  /// - Shapes: two numbers to one number.
  /// - Evaluated: as written: one rounding. A score within that rounding of the threshold can change its class.
  /// - Edge values: ∞ − ∞ and NaN give NaN.
  @inlinable
  public static func absorb<T: Scalar>(threshold k: T, bias b: T) -> T { b - k }
}
