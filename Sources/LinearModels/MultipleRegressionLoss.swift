public import ElementaryFunctions
public import LossFunctions
public import TensorAlgebra

/// The mean squared error of a linear model of several inputs on a data set, as a function of the model.
public enum MultipleRegressionLoss {
  /// L(w, b) = (1/N) Σᵢ (Yᵢ − (w · Xᵢ + b))²
  ///
  /// Equation: multiple-regression-loss-value
  ///
  /// - Shapes: w ∈ ℝⁿ; b is a number; X ∈ ℝⁿˣᴺ, a sample Xᵢ in each column; Y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as `MeanSquaredError` of the predictions w · Xᵢ + b.
  /// - Edge values: n = 0 leaves b alone to predict; residuals below 1.5e-162 have squares that round to 0.
  /// - Precondition: X has a row for each weight and a column for each target, of which there is at least one.
  @inlinable
  public static func value<T: Scalar>(weights w: [T], bias b: T, inputs X: Matrix<T>, targets Y: [T]) -> T {
    checkShapes("value", w.count, X.rows, X.columns, Y.count)
    return MeanSquaredError.value(predictions: predictions(w, b, X), targets: Y)
  }

  /// ∂L/∂wₖ = −(2/N) Σᵢ (Yᵢ − Ŷᵢ) Xₖᵢ and ∂L/∂b = −(2/N) Σᵢ (Yᵢ − Ŷᵢ), with Ŷᵢ = w · Xᵢ + b
  ///
  /// Equation: multiple-regression-loss-gradient
  ///
  /// - Shapes: as for the value; ∂L/∂w ∈ ℝⁿ and ∂L/∂b is a number.
  /// - Evaluated: as −2 times the means, all from the same predictions.
  /// - Edge values: 0 at every minimum, up to rounding, of which there is a whole line where inputs are collinear. A
  ///   residual, or its product with an input, that overflows gives ±∞ or NaN although the mean may be finite.
  /// - Precondition: as for the value.
  @inlinable
  public static func gradient<T: Scalar>(
    weights w: [T], bias b: T, inputs X: Matrix<T>, targets Y: [T]
  ) -> (weights: [T], bias: T) {
    checkShapes("gradient", w.count, X.rows, X.columns, Y.count)
    let Ŷ = predictions(w, b, X)
    return (
      weights: w.indices.map { k in -2 * Mean.over(Y.indices) { i in (Y[i] - Ŷ[i]) * X[k, i] } },
      bias: -2 * Mean.over(Y.indices) { i in Y[i] - Ŷ[i] }
    )
  }

  /// Ŷᵢ = w · Xᵢ + b
  @inlinable
  static func predictions<T: Scalar>(_ w: [T], _ b: T, _ X: Matrix<T>) -> [T] {
    (0..<X.columns).map { i in DotProduct.value(w, X.column(i)) + b }
  }

  @inlinable
  static func checkShapes(_ operation: String, _ weights: Int, _ rows: Int, _ columns: Int, _ targets: Int) {
    precondition(
      rows == weights && columns == targets,
      """
      MultipleRegressionLoss.\(operation): X is \(rows) × \(columns) \
      but there are \(weights) weights and \(targets) targets
      """)
    precondition(targets > 0, "MultipleRegressionLoss.\(operation): the mean over no samples is undefined")
  }
}
