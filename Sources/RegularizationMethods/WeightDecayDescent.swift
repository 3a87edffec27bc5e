public import ElementaryFunctions
public import GradientOptimizers

/// Gradient descent whose weights also shrink by a fixed share in each step.
///
/// It is descent on the loss with an `L2Penalty` of the same λ. For other optimizers the two are not the same; see
/// `AdamW`.
public struct WeightDecayDescent<T: Scalar>: GradientOptimizer {
  /// Descent remembers nothing.
  public typealias State = GradientDescent<T>.State

  /// Descent on the loss alone.
  @usableFromInline var descent: GradientDescent<T>
  /// λ, the strength of the decay.
  public let decay: T

  /// η, the factor of a step.
  ///
  /// - Precondition: finite and not negative, whenever it is set.
  @inlinable
  public var learningRate: T {
    get { descent.learningRate }
    set { descent.learningRate = newValue }
  }

  /// Descent with learning rate η and decay λ.
  ///
  /// - Precondition: η and λ are finite and not negative. ηλ ≥ 2 makes weights grow without a gradient.
  @inlinable
  public init(learningRate: T, decay λ: T) {
    precondition(λ >= 0 && λ.isFinite, "WeightDecayDescent: the decay must be finite and at least 0, not \(λ)")
    (descent, decay) = (GradientDescent(learningRate: learningRate), λ)
  }

  /// W ← (1 − ηλ) W − η ∂L/∂W
  ///
  /// Equation: weight-decay-descent-step
  ///
  /// - Shapes: W, ∂L/∂W and the result ∈ ℝⁿ. Parameters that are not to decay, as biases, take a step of their own.
  /// - Evaluated: as written, by `GradientDescent` from (1 − ηλ) W.
  /// - Edge values: λ = 0 is `GradientDescent`; a gradient of 0 leaves (1 − ηλ)ᵗ W after t steps; NaN gives NaN, in its
  ///   own place; no parameters give none.
  /// - Precondition: W and its gradient have the same length.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    let (η, λ) = (learningRate, decay)
    return descent.step(parameters.map { W in (1 - η * λ) * W }, gradient: gradient, state: state)
  }

  /// The state, which is empty.
  @inlinable
  public func initialState(parameterCount: Int) -> State { State() }
}

extension WeightDecayDescent: Sendable where T: Sendable {}
