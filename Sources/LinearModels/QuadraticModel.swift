public import ElementaryFunctions

/// A quadratic model of two inputs: their products too have weights, and the model is linear in all of these.
public enum QuadraticModel {
  /// The six weights, named by what they multiply.
  public struct Weights<T: Scalar>: Equatable {
    /// Of x₀ and of x₁.
    public var x0, x1: T
    /// Of x₀ x₁. The document prints its index as 1, 2 (erratum C-6).
    public var x01: T
    /// Of x₀² and of x₁².
    public var x00, x11: T
    /// b, which multiplies nothing.
    public var bias: T

    /// Weights by their names.
    @inlinable
    public init(x0: T, x1: T, x01: T, x00: T, x11: T, bias: T) {
      (self.x0, self.x1, self.x01) = (x0, x1, x01)
      (self.x00, self.x11, self.bias) = (x00, x11, bias)
    }

    /// Weights in the equation's order: of x₀, x₁, x₀ x₁, x₀², x₁², and the bias.
    ///
    /// - Precondition: there are six.
    @inlinable
    public init(parameters: [T]) {
      precondition(
        parameters.count == 6, "QuadraticModel.Weights: 6 parameters are needed, not \(parameters.count)")
      self.init(
        x0: parameters[0], x1: parameters[1], x01: parameters[2], x00: parameters[3], x11: parameters[4],
        bias: parameters[5])
    }

    /// The weights in the equation's order.
    @inlinable
    public var parameters: [T] { [x0, x1, x01, x00, x11, bias] }
  }

  /// f(x₀, x₁) = w₀ x₀ + w₁ x₁ + w₀₁ x₀ x₁ + w₀₀ x₀² + w₁₁ x₁² + b
  ///
  /// Equation: quadratic-model-value
  ///
  /// - Shapes: x₀, x₁, each weight and the result are numbers.
  /// - Evaluated: as written, from left to right. (w x) x overflows and vanishes only where w x² does; x² alone would
  ///   earlier.
  /// - Edge values: x₀ = x₁ = 0 gives b; a term beyond the largest number gives ±∞, or NaN beside one of the other
  ///   sign; ∞ · 0 gives NaN, also where the weight is the 0.
  @inlinable
  public static func value<T: Scalar>(_ x0: T, _ x1: T, weights w: Weights<T>) -> T {
    w.x0 * x0 + w.x1 * x1 + w.x01 * x0 * x1 + w.x00 * x0 * x0 + w.x11 * x1 * x1 + w.bias
  }

  /// x̄₀ = c (w₀ + w₀₁ x₁ + 2 w₀₀ x₀), x̄₁ = c (w₁ + w₀₁ x₀ + 2 w₁₁ x₁) and w̄ = c (x₀, x₁, x₀ x₁, x₀², x₁², 1), for
  /// the cotangent c of f(x₀, x₁)
  ///
  /// Equation: quadratic-model-pullback
  ///
  /// - Shapes: all numbers; w̄ has the six names of w.
  /// - Evaluated: as written.
  /// - Edge values: x₀ = x₁ = 0 gives w̄ = (0, 0, 0, 0, 0, c).
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: T, at x0: T, _ x1: T, weights w: Weights<T>
  ) -> (x0: T, x1: T, weights: Weights<T>) {
    let c = cotangent
    return (
      x0: c * (w.x0 + w.x01 * x1 + 2 * w.x00 * x0),
      x1: c * (w.x1 + w.x01 * x0 + 2 * w.x11 * x1),
      weights: Weights(x0: c * x0, x1: c * x1, x01: c * x0 * x1, x00: c * x0 * x0, x11: c * x1 * x1, bias: c)
    )
  }
}

extension QuadraticModel.Weights: Sendable where T: Sendable {}
