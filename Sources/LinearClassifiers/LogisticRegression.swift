public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// The probability of class 1 by the sigmoid of a weighted sum: the perceptron with its step made smooth.
public enum LogisticRegression {
  /// ŷ = σ(w · x + b) = 1 / (1 + e^(−(w · x + b)))
  ///
  /// Equation: logistic-regression-value
  ///
  /// - Shapes: x, w ∈ ℝⁿ; b and ŷ are numbers.
  /// - Evaluated: the sum as a `DotProduct`, then the bias, then `Sigmoid`.
  /// - Edge values: those of `Sigmoid` at the sum: ½ on the boundary, exactly 1 from a sum of 36.74 (`Float`: 16.64) on.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func value<T: Scalar>(_ x: [T], weights w: [T], bias b: T) -> T {
    precondition(x.count == w.count, "LogisticRegression.value: \(x.count) inputs but \(w.count) weights")
    return Sigmoid.value(DotProduct.value(w, x) + b)
  }

  /// ∂ŷ/∂x = ŷ (1 − ŷ) w, ∂ŷ/∂w = ŷ (1 − ŷ) x and ∂ŷ/∂b = ŷ (1 − ŷ)
  ///
  /// Equation: logistic-regression-gradient
  ///
  /// - Shapes: the gradients by x and w ∈ ℝⁿ, that by b is a number.
  /// - Evaluated: with ŷ (1 − ŷ) as `Sigmoid.derivative`, which loses no digits where ŷ approaches 1.
  /// - Edge values: 0 far from the boundary on either side, except at ∞ and NaN.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func gradient<T: Scalar>(
    at x: [T], weights w: [T], bias b: T
  ) -> (inputs: [T], weights: [T], bias: T) {
    precondition(x.count == w.count, "LogisticRegression.gradient: \(x.count) inputs but \(w.count) weights")
    let slope = Sigmoid.derivative(at: DotProduct.value(w, x) + b)
    let by = DotProduct.pullback(slope, at: w, x)
    return (inputs: by.x, weights: by.w, bias: slope)
  }
}
