public import ElementaryFunctions
public import GradientOptimizers

/// Gradient descent on a line's loss, with the rule that ends it.
public struct LineDescent<T: Scalar> {
  /// Why a descent ended.
  public enum StopReason: Sendable {
    /// The gradient was shorter than the tolerance.
    case smallGradient
    /// All steps were taken, and the gradient was still not shorter than the tolerance.
    case stepLimit
  }

  /// The step.
  public let descent: GradientDescent<T>
  /// ε, the length below which a gradient ends the descent; 0 never does.
  public let tolerance: T
  /// kₘₐₓ, the most steps to take.
  public let maximumSteps: Int

  /// Descent with learning rate η until ‖∇L‖ < ε, but for kₘₐₓ steps at most.
  ///
  /// - Precondition: η is finite and not negative; neither ε nor kₘₐₓ is negative.
  @inlinable
  public init(learningRate η: T, tolerance ε: T, maximumSteps kMax: Int) {
    precondition(ε >= 0, "LineDescent: the tolerance must be at least 0, not \(ε)")
    precondition(kMax >= 0, "LineDescent: the most steps to take must be at least 0, not \(kMax)")
    descent = GradientDescent(learningRate: η)
    (tolerance, maximumSteps) = (ε, kMax)
  }

  /// θ ← θ − η ∇L(θ) until ‖∇L(θ)‖ < ε or k = kₘₐₓ, for θ = (w, b)
  ///
  /// Equation: line-descent-run
  ///
  /// - Shapes: w, b and the line that results are numbers; X, Y ∈ ℝᴺ.
  /// - Evaluated: as written; the gradient is looked at before each step and after the last one, so that a line that
  ///   is good enough takes no step.
  /// - Edge values: kₘₐₓ = 0 gives the start. Where the descent diverges, or meets NaN, it goes on to the last step:
  ///   NaN is not shorter than anything. A gradient below 1.5e-162 has length 0, as its squares vanish.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public func run(
    weight: T, bias: T, inputs X: [T], targets Y: [T]
  ) -> (weight: T, bias: T, steps: Int, reason: StopReason) {
    var θ = [weight, bias]
    var k = 0
    while true {
      let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      let length: T = .squareRoot(gradient.weight * gradient.weight + gradient.bias * gradient.bias)
      if length < tolerance { return (weight: θ[0], bias: θ[1], steps: k, reason: .smallGradient) }
      if k == maximumSteps { return (weight: θ[0], bias: θ[1], steps: k, reason: .stepLimit) }
      θ = descent.step(θ, gradient: [gradient.weight, gradient.bias])
      k += 1
    }
  }
}

extension LineDescent: Sendable where T: Sendable {}
