public import ElementaryFunctions

/// Gradient descent with momentum: a step follows a velocity that remembers earlier gradients.
public struct MomentumDescent<T: Scalar>: GradientOptimizer {
  /// What the velocity is, and how a parameter follows it. v₀ = 0 in all of them.
  public enum Convention: Hashable, Sendable, CaseIterable {
    /// v ← μ v + g, then θ ← θ − η v.
    case heavyBall
    /// v ← μ v + η g, then θ ← θ − v: the velocity keeps the learning rates of its own steps. For a constant η it is
    /// `heavyBall`.
    case scaledHeavyBall
    /// v ← μ v + (1 − μ) g, then θ ← θ − η v: the velocity is an average of gradients.
    case average
    /// v ← μ v + g, then θ ← θ − η (g + μ v): the gradient counts as taken where the velocity is about to lead.
    case nesterov
  }

  /// The velocity after the steps so far.
  public struct State {
    /// v, one number for each parameter.
    public var velocity: [T]

    /// The state with velocity v.
    @inlinable
    public init(velocity: [T]) { self.velocity = velocity }
  }

  @usableFromInline var η: T
  /// μ, the share of the velocity that a step keeps.
  public let momentum: T
  /// What the velocity is.
  public let convention: Convention

  /// η, the factor of a step.
  ///
  /// - Precondition: finite and not negative, whenever it is set.
  @inlinable
  public var learningRate: T {
    get { η }
    set {
      Self.check(learningRate: newValue)
      η = newValue
    }
  }

  /// Descent with learning rate η and momentum μ.
  ///
  /// - Precondition: η is finite and not negative; 0 ≤ μ < 1. μ = 0 is plain gradient descent.
  @inlinable
  public init(learningRate: T, momentum: T, convention: Convention) {
    Self.check(learningRate: learningRate)
    Self.check("the momentum", isShareBelowOne: momentum)
    η = learningRate
    self.momentum = momentum
    self.convention = convention
  }

  /// A velocity of 0.
  @inlinable
  public func initialState(parameterCount: Int) -> State {
    State(velocity: [T](repeating: 0, count: parameterCount))
  }

  /// vᵢ ← μ vᵢ + gᵢ, then θᵢ ← θᵢ − η vᵢ, with g = ∂L/∂θ; and the other conventions
  ///
  /// Equation: momentum-descent-step
  ///
  /// - Shapes: θ, g, v and the results ∈ ℝⁿ.
  /// - Evaluated: as written, at most six roundings for each parameter. 1 − μ is exact for μ ≥ ½.
  /// - Edge values: g = 0 with v = 0 changes nothing; NaN or ±∞ in g stays in the velocity of its parameter, for ever,
  ///   and nowhere else; no parameters give none. η = 0 lets the velocity go on changing, and `scaledHeavyBall` moves
  ///   by what is left of it.
  /// - Precondition: θ, g and v have the same length.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    Self.check(gradient, matches: parameters)
    Self.check("velocity", state.velocity, matches: parameters)
    var (θ, v) = (parameters, state.velocity)
    let (g, μ) = (gradient, momentum)
    for i in θ.indices {
      switch convention {
      case .heavyBall:
        v[i] = μ * v[i] + g[i]
        θ[i] = θ[i] - η * v[i]
      case .scaledHeavyBall:
        v[i] = μ * v[i] + η * g[i]
        θ[i] = θ[i] - v[i]
      case .average:
        v[i] = μ * v[i] + (1 - μ) * g[i]
        θ[i] = θ[i] - η * v[i]
      case .nesterov:
        v[i] = μ * v[i] + g[i]
        θ[i] = θ[i] - η * (g[i] + μ * v[i])
      }
    }
    return (θ, State(velocity: v))
  }
}

extension MomentumDescent.State: Equatable {}
extension MomentumDescent.State: Sendable where T: Sendable {}
extension MomentumDescent: Sendable where T: Sendable {}
