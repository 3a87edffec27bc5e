public import ElementaryFunctions

/// The fraction of what is taken for a class that is of it.
public enum Precision {
  /// precision = TP/(TP + FP)
  ///
  /// Equation: precision-value
  ///
  /// - Shapes: ŷ and y are N classes, by any numbers, and c is one; the result is one number or nil.
  /// - Evaluated: as written, from counts: one rounding.
  /// - Edge values: nil where nothing is taken for c, as in a sample of none: 0/0 has no value, and any number in its
  ///   place would count as a verdict on predictions that nobody made.
  /// - Precondition: ŷ and y have the same length.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [Int], targets y: [Int], class c: Int) -> T? {
    precondition(ŷ.count == y.count, "Precision.value: \(ŷ.count) predictions but \(y.count) targets")
    let (TP, FP, _, _) = ConfusionMatrix.outcomes(predictions: ŷ, targets: y, class: c)
    return TP + FP == 0 ? nil : T(TP) / T(TP + FP)
  }
}
