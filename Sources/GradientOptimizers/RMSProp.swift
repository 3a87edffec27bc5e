public import ElementaryFunctions

/// RMSProp: each parameter's gradient is divided by the root of the mean square of its recent gradients.
public struct RMSProp<T: Scalar>: GradientOptimizer {
  /// Where ε stands, which keeps the divisor above 0.
  public enum EpsilonPlacement: Hashable, Sendable, CaseIterable {
    /// θ ← θ − η g / (√s + ε).
    case outsideRoot
    /// θ ← θ − η g / √(s + ε): this ε is compared with squares of gradients.
    case insideRoot
  }

  /// The mean squares after the steps so far.
  public struct State {
    /// s, one number for each parameter.
    public var squares: [T]

    /// The state with mean squares s.
    @inlinable
    public init(squares: [T]) { self.squares = squares }
  }

  @usableFromInline var η: T
  /// ρ, the share of the mean squares that a step keeps.
  public let decay: T
  /// ε, the least divisor, or its square.
  public let epsilon: T
  /// Where ε stands.
  public let epsilonPlacement: EpsilonPlacement

  /// η, about the length of a step.
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

  /// RMSProp with learning rate η, decay ρ and ε.
  ///
  /// - Precondition: η is finite and not negative; 0 ≤ ρ < 1; ε is finite and above 0.
  @inlinable
  public init(learningRate: T, decay: T, epsilon: T, epsilonPlacement: EpsilonPlacement) {
    Self.check(learningRate: learningRate)
    Self.check("the decay", isShareBelowOne: decay)
    Self.check(epsilon: epsilon)
    η = learningRate
    (self.decay, self.epsilon, self.epsilonPlacement) = (decay, epsilon, epsilonPlacement)
  }

  /// Mean squares of 0.
  @inlinable
  public func initialState(parameterCount: Int) -> State {
    State(squares: [T](repeating: 0, count: parameterCount))
  }

  /// sᵢ ← ρ sᵢ + (1 − ρ) gᵢ², then θᵢ ← θᵢ − η gᵢ / (√sᵢ + ε), with g = ∂L/∂θ; or with √(sᵢ + ε)
  ///
  /// Equation: rms-prop-step
  ///
  /// - Shapes: θ, g, s and the results ∈ ℝⁿ.
  /// - Evaluated: as written, the quotient before the product with η. 1 − ρ is exact for ρ ≥ ½.
  /// - Edge values: g = 0 leaves θ where it is. A g whose square underflows (below 1.5e-162) adds nothing to s; from a
  ///   fresh state it moves θ by η g / ε, or η g / √ε. A g whose square overflows (above 1.34e154) makes s infinite: the
  ///   divisor is infinite from then on, and θ stays for ever. ±∞ and NaN give NaN, in their own place. No parameters
  ///   give none.
  /// - Precondition: θ, g and s have the same length. s is meant not to be negative, which is not checked.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    Self.check(gradient, matches: parameters)
    Self.check("squares", state.squares, matches: parameters)
    var (θ, s) = (parameters, state.squares)
    let (g, ρ, ε) = (gradient, decay, epsilon)
    for i in θ.indices {
      s[i] = ρ * s[i] + (1 - ρ) * (g[i] * g[i])
      switch epsilonPlacement {
      case .outsideRoot: θ[i] = θ[i] - η * (g[i] / (.squareRoot(s[i]) + ε))
      case .insideRoot: θ[i] = θ[i] - η * (g[i] / .squareRoot(s[i] + ε))
      }
    }
    return (θ, State(squares: s))
  }
}

extension RMSProp.State: Equatable {}
extension RMSProp.State: Sendable where T: Sendable {}
extension RMSProp: Sendable where T: Sendable {}
