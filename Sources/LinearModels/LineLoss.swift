public import ElementaryFunctions
public import LossFunctions
public import TensorAlgebra

/// The mean squared error of a line on a data set, as a function of the line.
public enum LineLoss {
  /// L(w, b) = (1/N) Σᵢ (Yᵢ − (w Xᵢ + b))²
  ///
  /// Equation: line-loss-value
  ///
  /// - Shapes: w and b are numbers; X, Y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as `MeanSquaredError` of the line's predictions.
  /// - Edge values: 0 where the line meets every point, up to rounding of its predictions; residuals below
  ///   1.5e-162 have squares that round to 0 as well.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(weight w: T, bias b: T, inputs X: [T], targets Y: [T]) -> T {
    MeanSquaredError.value(predictions: X.map { x in Line.value(x, weight: w, bias: b) }, targets: Y)
  }

  /// ∂L/∂w = −(2/N) Σᵢ (Yᵢ − Ŷᵢ) Xᵢ and ∂L/∂b = −(2/N) Σᵢ (Yᵢ − Ŷᵢ), with Ŷᵢ = w Xᵢ + b
  ///
  /// Equation: line-loss-gradient
  ///
  /// The first document prints the second derivative with ∂w where ∂b is meant (erratum C-1).
  ///
  /// - Shapes: w and b are numbers; X, Y ∈ ℝᴺ; two numbers result.
  /// - Evaluated: as −2 times the mean, both sums from the same predictions.
  /// - Edge values: 0 and 0 at the least-squares line, up to rounding. A residual, or its product with X, that
  ///   overflows gives ±∞, or NaN beside one of the other sign, although the mean may be finite.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(
    weight w: T, bias b: T, inputs X: [T], targets Y: [T]
  ) -> (weight: T, bias: T) {
    precondition(X.count == Y.count, "LineLoss.gradient: \(X.count) inputs but \(Y.count) targets")
    let Ŷ = X.map { x in Line.value(x, weight: w, bias: b) }
    return (
      weight: -2 * Mean.over(Y.indices) { i in (Y[i] - Ŷ[i]) * X[i] },
      bias: -2 * Mean.over(Y.indices) { i in Y[i] - Ŷ[i] }
    )
  }
}
