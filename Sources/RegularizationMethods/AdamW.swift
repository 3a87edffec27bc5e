public import ElementaryFunctions
public import GradientOptimizers

/// Adam with decoupled weight decay: the weights shrink by a fixed share in each step, whatever their gradients are.
///
/// With an `L2Penalty` instead, λθ is part of the gradient, and Adam divides it by the same root: a weight with large
/// gradients hardly decays.
public struct AdamW<T: Scalar>: GradientOptimizer {
  /// Adam's.
  public typealias State = Adam<T>.State

  /// Adam on the loss alone.
  public var adam: Adam<T>
  /// λ, the strength of the decay.
  public let decay: T

  /// η, about the length of Adam's step, and the factor of the decay.
  ///
  /// - Precondition: finite and not negative, whenever it is set.
  @inlinable
  public var learningRate: T {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  /// Adam with decay λ.
  ///
  /// - Precondition: λ is finite and not negative.
  @inlinable
  public init(_ adam: Adam<T>, decay λ: T) {
    precondition(λ >= 0 && λ.isFinite, "AdamW: the decay must be finite and at least 0, not \(λ)")
    (self.adam, decay) = (adam, λ)
  }

  /// θᵢ ← (1 − ηλ) θᵢ − η m̂ᵢ / (√v̂ᵢ + ε), with Adam's m̂ and v̂ of the loss's own gradient
  ///
  /// Equation: adam-w-step
  ///
  /// - Shapes: θ, g, m, v and the results ∈ ℝⁿ. Parameters that are not to decay, as biases, take a step of their own.
  /// - Evaluated: as written, by `Adam` from (1 − ηλ) θ. Neither the decay nor θ enters a moment.
  /// - Edge values: λ = 0 is `Adam`; a gradient of 0 from a fresh state leaves (1 − ηλ)ᵗ θ after t steps; otherwise those of
  ///   `Adam`.
  /// - Precondition: those of `Adam.step`.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    let (η, λ) = (learningRate, decay)
    return adam.step(parameters.map { θ in (1 - η * λ) * θ }, gradient: gradient, state: state)
  }

  /// Adam's.
  @inlinable
  public func initialState(parameterCount: Int) -> State { adam.initialState(parameterCount: parameterCount) }
}

extension AdamW: Sendable where T: Sendable {}
