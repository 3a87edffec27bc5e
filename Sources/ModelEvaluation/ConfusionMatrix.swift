public import TensorAlgebra

/// How often samples of each class are taken for each class.
public enum ConfusionMatrix {
  /// Cᵢⱼ = Σₙ [yₙ = i] [ŷₙ = j]: a row for each class that samples have, a column for each class that is predicted
  ///
  /// Equation: confusion-matrix-counts
  ///
  /// - Shapes: ŷ and y are N classes, counted from 0; C is K × K.
  /// - Edge values: no samples give the zero matrix.
  /// - Precondition: ŷ and y have the same length; every class is one of 0 ..< K.
  @inlinable
  public static func counts(predictions ŷ: [Int], targets y: [Int], classes K: Int) -> Matrix<Int> {
    checkShapes("counts", ŷ.count, y.count)
    precondition(K >= 0, "ConfusionMatrix.counts: there are no \(K) classes")
    var C = Matrix(rows: K, columns: K) { _, _ in 0 }
    for n in y.indices {
      for c in [y[n], ŷ[n]] {
        precondition((0..<K).contains(c), "ConfusionMatrix.counts: there is no class \(c) among \(K)")
      }
      C[y[n], ŷ[n]] += 1
    }
    return C
  }

  /// TP, FP, FN and TN: how many samples are of the class c and are taken for it, are not but are, are but are not,
  /// neither
  ///
  /// Equation: confusion-matrix-outcomes
  ///
  /// - Shapes: ŷ and y are N classes, by any numbers; the results count samples and add up to N.
  /// - Edge values: no samples give 0 four times, and so does everything but TN for a class that nobody has.
  /// - Precondition: ŷ and y have the same length.
  @inlinable
  public static func outcomes(
    predictions ŷ: [Int], targets y: [Int], class c: Int
  ) -> (truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
    checkShapes("outcomes", ŷ.count, y.count)
    var (TP, FP, FN, TN) = (0, 0, 0, 0)
    for n in y.indices {
      switch (y[n] == c, ŷ[n] == c) {
      case (true, true): TP += 1
      case (false, true): FP += 1
      case (true, false): FN += 1
      case (false, false): TN += 1
      }
    }
    return (truePositives: TP, falsePositives: FP, falseNegatives: FN, trueNegatives: TN)
  }

  @inlinable
  static func checkShapes(_ operation: String, _ predictions: Int, _ targets: Int) {
    precondition(
      predictions == targets, "ConfusionMatrix.\(operation): \(predictions) predictions but \(targets) targets")
  }
}
