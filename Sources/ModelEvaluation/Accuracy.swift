public import ElementaryFunctions

/// The fraction of samples whose class is predicted.
public enum Accuracy {
  /// accuracy = (1/N) Σᵢ [ŷᵢ = yᵢ], which for two classes is (TP + TN)/(TP + TN + FP + FN)
  ///
  /// Equation: accuracy-value
  ///
  /// - Shapes: ŷ and y are N classes, by any numbers; the result is one number.
  /// - Evaluated: as written, from counts: one rounding.
  /// - Edge values: 1 exactly for equal classes, 0 where none is equal.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [Int], targets y: [Int]) -> T {
    precondition(ŷ.count == y.count, "Accuracy.value: \(ŷ.count) predictions but \(y.count) targets")
    precondition(!y.isEmpty, "Accuracy.value: the fraction of no samples is undefined")
    return T(y.indices.count { i in ŷ[i] == y[i] }) / T(y.count)
  }
}
