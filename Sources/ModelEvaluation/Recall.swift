public import ElementaryFunctions

/// The fraction of a class that is taken for it.
public enum Recall {
  /// recall = TP/(TP + FN)
  ///
  /// Equation: recall-value
  ///
  /// - Shapes: ŷ and y are N classes, by any numbers, and c is one; the result is one number or nil.
  /// - Evaluated: as written, from counts: one rounding.
  /// - Edge values: nil where no sample is of the class c: 0/0 has no value.
  /// - Precondition: ŷ and y have the same length.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [Int], targets y: [Int], class c: Int) -> T? {
    precondition(ŷ.count == y.count, "Recall.value: \(ŷ.count) predictions but \(y.count) targets")
    let (TP, _, FN, _) = ConfusionMatrix.outcomes(predictions: ŷ, targets: y, class: c)
    return TP + FN == 0 ? nil : T(TP) / T(TP + FN)
  }
}
