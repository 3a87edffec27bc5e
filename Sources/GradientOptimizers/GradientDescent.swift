public import ElementaryFunctions

/// Plain gradient descent: every parameter moves against its own partial derivative, in proportion to it.
public struct GradientDescent<T: Scalar> {
  /// η, the step for a partial derivative of 1.
  public let learningRate: T

  /// Gradient descent with learning rate η.
  ///
  /// - Precondition: η is finite and not negative. 0 leaves every parameter where it is.
  @inlinable
  public init(learningRate: T) {
    precondition(
      learningRate >= 0 && learningRate.isFinite,
      "GradientDescent: the learning rate must be finite and at least 0, not \(learningRate)")
    self.learningRate = learningRate
  }

  /// θᵢ ← θᵢ − η ∂L/∂θᵢ
  ///
  /// Equation: gradient-descent-step
  ///
  /// All parameters move at once, from a gradient taken before any of them moved; a parameter that moved early
  /// would spoil the derivative by the next one.
  ///
  /// - Shapes: θ, ∂L/∂θ and the result ∈ ℝⁿ.
  /// - Evaluated: as written: two roundings for each parameter.
  /// - Edge values: a gradient of 0 changes nothing; an infinite one gives ∓∞, or NaN for η = 0; NaN gives NaN;
  ///   η g that overflows gives ∓∞ although θ − η g may be finite; no parameters give none.
  /// - Precondition: θ and its gradient have the same length.
  @inlinable
  public func step(_ parameters: [T], gradient: [T]) -> [T] {
    precondition(
      parameters.count == gradient.count,
      "GradientDescent.step: \(parameters.count) parameters but \(gradient.count) partial derivatives")
    let (θ, η) = (parameters, learningRate)
    return θ.indices.map { i in θ[i] - η * gradient[i] }
  }
}

extension GradientDescent: Sendable where T: Sendable {}
