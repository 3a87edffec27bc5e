public import ElementaryFunctions
public import LossFunctions
public import TensorAlgebra

/// The mean cross-entropy of a logistic regression on a data set, as a function of the model.
public enum LogisticLoss {
  /// J(w, b) = −(1/m) Σᵢ [yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)], with ŷᵢ = σ(w · xᵢ + b)
  ///
  /// Equation: logistic-loss-value
  ///
  /// - Shapes: w ∈ ℝⁿ; b is a number; X ∈ ℝⁿˣᵐ, a sample xᵢ in each column; y ∈ [0, 1]ᵐ; the result is one number.
  /// - Evaluated: as `BinaryCrossEntropyWithLogits` of the sums w · xᵢ + b: finite wherever they are.
  /// - Edge values: ln 2 at w = 0, b = 0, whatever the samples are; n = 0 leaves the bias alone to predict; NaN gives NaN.
  /// - Precondition: X has a row for each weight and a column for each target, of which there is at least one; the
  ///   targets lie in [0, 1].
  @inlinable
  public static func value<T: Scalar>(weights w: [T], bias b: T, inputs X: Matrix<T>, targets y: [T]) -> T {
    checkShapes("LogisticLoss.value", w.count, X.rows, X.columns, y.count)
    return BinaryCrossEntropyWithLogits.value(logits: logits(w, b, X), targets: y)
  }

  /// ∂J/∂w = (1/m) Σᵢ (ŷᵢ − yᵢ) xᵢ and ∂J/∂b = (1/m) Σᵢ (ŷᵢ − yᵢ)
  ///
  /// Equation: logistic-loss-gradient
  ///
  /// - Shapes: as for the value; ∂J/∂w ∈ ℝⁿ and ∂J/∂b is a number.
  /// - Evaluated: from (1/m) (ŷᵢ − yᵢ) as `BinaryCrossEntropyWithLogits.gradient`, which keeps the digits of ŷ near 1.
  /// - Edge values: 0 at the minimum, up to rounding; separable samples have none, and the gradient only tends to 0.
  /// - Precondition: as for the value.
  @inlinable
  public static func gradient<T: Scalar>(
    weights w: [T], bias b: T, inputs X: Matrix<T>, targets y: [T]
  ) -> (weights: [T], bias: T) {
    checkShapes("LogisticLoss.gradient", w.count, X.rows, X.columns, y.count)
    let δ = BinaryCrossEntropyWithLogits.gradient(logits: logits(w, b, X), targets: y)
    return (
      weights: w.indices.map { k in Sum.over(y.indices) { i in δ[i] * X[k, i] } },
      bias: Sum.over(y.indices) { i in δ[i] }
    )
  }

  /// w · xᵢ + b for each sample.
  @inlinable
  static func logits<T: Scalar>(_ w: [T], _ b: T, _ X: Matrix<T>) -> [T] {
    (0..<X.columns).map { i in DotProduct.value(w, X.column(i)) + b }
  }

  @inlinable
  static func checkShapes(_ operation: String, _ weights: Int, _ rows: Int, _ columns: Int, _ targets: Int) {
    precondition(
      rows == weights && columns == targets,
      "\(operation): X is \(rows) × \(columns) but there are \(weights) weights and \(targets) targets")
    precondition(targets > 0, "\(operation): the mean over no samples is undefined")
  }
}
