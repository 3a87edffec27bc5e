public import ElementaryFunctions
public import TensorAlgebra

/// The root of the mean squared error: a typical error, in the unit of the targets.
public enum RootMeanSquaredError {
  /// RMSE = √((1/N) Σᵢ (yᵢ − ŷᵢ)²)
  ///
  /// Equation: root-mean-squared-error-value
  ///
  /// - Shapes: ŷ, y ∈ ℝᴺ; the result is one number.
  /// - Evaluated: as s √((1/N) Σ rᵢ²), from the errors rᵢ in units of a power of two s, because their squares can
  ///   overflow or vanish although the result does not. Scaling is exact: elsewhere the result is that of the formula
  ///   as written, bit for bit.
  /// - Edge values: N = 1 is the absolute error of one sample; equal predictions and targets give 0; an infinite error
  ///   gives +∞; ∞ − ∞ and NaN give NaN.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    checkShapes("value", ŷ.count, y.count)
    let (r, s) = scaledErrors(ŷ, y)
    let meanSquare = Mean.over(r.indices) { i in r[i] * r[i] }
    // A constant 0, so that dual numbers take the gradient's slope at the kink.
    return meanSquare == 0 ? 0 : s * .squareRoot(meanSquare)
  }

  /// ∂RMSE/∂ŷᵢ = (ŷᵢ − yᵢ)/(N RMSE)
  ///
  /// Equation: root-mean-squared-error-gradient
  ///
  /// - Shapes: ŷ, y and the gradient ∈ ℝᴺ.
  /// - Evaluated: as rᵢ/(N √((1/N) Σ rᵢ²)), from the scaled errors: the scale cancels.
  /// - Edge values: where all predictions equal their targets there is no derivative, and this is 0; ∞ − ∞ and NaN
  ///   give NaN for every sample; beside an infinite error, which gives NaN in its place, the others give 0.
  /// - Precondition: ŷ and y have the same length, not 0.
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    checkShapes("gradient", ŷ.count, y.count)
    let (r, _) = scaledErrors(ŷ, y)
    let rootMeanSquare: T = .squareRoot(Mean.over(r.indices) { i in r[i] * r[i] })
    let N = T(y.count)
    return r.map { r in rootMeanSquare == 0 ? 0 : r / (N * rootMeanSquare) }
  }

  /// The errors ŷ − y in units of a power of two: r, of which the largest is between 1 and 2, and the unit s.
  @inlinable
  static func scaledErrors<T: Scalar>(_ ŷ: [T], _ y: [T]) -> (r: [T], s: T) {
    let e = y.indices.map { i in ŷ[i] - y[i] }
    if e.allSatisfy(\.isFinite) {
      let s = BinaryScale.of(e)
      return (e.map { $0 / s }, s)
    }
    // The difference of two finite numbers can overflow.
    let s = BinaryScale.of(ŷ + y)
    return (y.indices.map { i in ŷ[i] / s - y[i] / s }, s)
  }

  @inlinable
  static func checkShapes(_ operation: String, _ predictions: Int, _ targets: Int) {
    precondition(
      predictions == targets,
      "RootMeanSquaredError.\(operation): \(predictions) predictions but \(targets) targets")
    precondition(targets > 0, "RootMeanSquaredError.\(operation): the mean of no samples is undefined")
  }
}
