public import ElementaryFunctions

/// Adam: an average of gradients gives the direction, an average of their squares the scale, for each parameter.
public struct Adam<T: Scalar>: GradientOptimizer {
  /// Whether the averages are corrected for their start at 0, and what ε is added to.
  public enum Variant: Hashable, Sendable, CaseIterable {
    /// θ ← θ − η m̂ / (√v̂ + ε): both moments are corrected, and ε is added to the corrected root.
    case corrected
    /// θ ← θ − η (√(1 − β₂ᵗ) / (1 − β₁ᵗ)) m / (√v + ε): ε is added before the correction, so that it counts as
    /// ε / √(1 − β₂ᵗ).
    case epsilonHat
    /// θ ← θ − η m / (√v + ε): momentum with RMSProp and nothing else.
    case uncorrected
  }

  /// The moments after the steps so far.
  public struct State {
    /// m, the average of gradients.
    public var firstMoment: [T]
    /// v, the average of their squares.
    public var secondMoment: [T]
    /// The number of steps taken, t of the last one.
    public var stepCount: Int

    /// The state with moments m and v after `stepCount` steps.
    @inlinable
    public init(firstMoment: [T], secondMoment: [T], stepCount: Int) {
      (self.firstMoment, self.secondMoment, self.stepCount) = (firstMoment, secondMoment, stepCount)
    }
  }

  @usableFromInline var η: T
  /// β₁, the share of the first moment that a step keeps.
  public let firstDecay: T
  /// β₂, the share of the second moment that a step keeps.
  public let secondDecay: T
  /// ε, the least divisor.
  public let epsilon: T
  /// Whether the moments are corrected, and what ε is added to.
  public let variant: Variant

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

  /// Adam with learning rate η, decays β₁ and β₂, and ε.
  ///
  /// - Precondition: η is finite and not negative; 0 ≤ β₁ < 1 and 0 ≤ β₂ < 1; ε is finite and above 0.
  @inlinable
  public init(learningRate: T, firstDecay: T, secondDecay: T, epsilon: T, variant: Variant) {
    Self.check(learningRate: learningRate)
    Self.check("the first decay", isShareBelowOne: firstDecay)
    Self.check("the second decay", isShareBelowOne: secondDecay)
    Self.check(epsilon: epsilon)
    η = learningRate
    (self.firstDecay, self.secondDecay) = (firstDecay, secondDecay)
    (self.epsilon, self.variant) = (epsilon, variant)
  }

  /// Adam as the fourth document states it, with β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸; it states no η.
  ///
  /// - Precondition: η is finite and not negative. `Float16` holds no such ε and traps.
  @inlinable
  public static func documented(learningRate: T) -> Adam {
    Adam(learningRate: learningRate, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, variant: .corrected)
  }

  /// Adam as Keras has it and the second document uses it: ε = 10⁻⁷ in the other place, and η = 0.001.
  ///
  /// - Precondition: η is finite and not negative.
  @inlinable
  public static func keras(learningRate: T = 0.001) -> Adam {
    Adam(learningRate: learningRate, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-7, variant: .epsilonHat)
  }

  /// Moments of 0, and no step taken.
  @inlinable
  public func initialState(parameterCount: Int) -> State {
    let zeros = [T](repeating: 0, count: parameterCount)
    return State(firstMoment: zeros, secondMoment: zeros, stepCount: 0)
  }

  /// mᵢ ← β₁ mᵢ + (1 − β₁) gᵢ and vᵢ ← β₂ vᵢ + (1 − β₂) gᵢ², then m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) and
  /// θᵢ ← θᵢ − η m̂ᵢ / (√v̂ᵢ + ε), with g = ∂L/∂θ; and the other variants
  ///
  /// Equation: adam-step
  ///
  /// - Shapes: θ, g, m, v and the results ∈ ℝⁿ; t counts the steps from 1.
  /// - Evaluated: as written, the quotient before the product with η, and the corrections by `biasCorrection`. 1 − β is
  ///   exact for β ≥ ½.
  /// - Edge values: g = 0 from a fresh state changes nothing. A g whose square underflows (below 1.5e-162) adds nothing
  ///   to v; from a fresh state it moves θ by about η g / ε. A g whose square overflows (above 1.34e154) makes v
  ///   infinite: the divisor is infinite from then on, and θ stays for ever. ±∞ and NaN give NaN, in their own place. No
  ///   parameters give none.
  /// - Precondition: θ, g, m and v have the same length; the state's step count is not negative. v is meant not to be
  ///   negative, which is not checked.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    Self.check(gradient, matches: parameters)
    Self.check("first moment", state.firstMoment, matches: parameters)
    Self.check("second moment", state.secondMoment, matches: parameters)
    let t = state.stepCount + 1
    let (g, β1, β2, ε) = (gradient, firstDecay, secondDecay, epsilon)
    let (c1, c2) = (Self.biasCorrection(decay: β1, step: t), Self.biasCorrection(decay: β2, step: t))
    var (θ, m, v) = (parameters, state.firstMoment, state.secondMoment)
    for i in θ.indices {
      m[i] = β1 * m[i] + (1 - β1) * g[i]
      v[i] = β2 * v[i] + (1 - β2) * (g[i] * g[i])
      switch variant {
      case .corrected:
        let (m̂, v̂) = (m[i] / c1, v[i] / c2)
        θ[i] = θ[i] - η * (m̂ / (.squareRoot(v̂) + ε))
      case .epsilonHat:
        θ[i] = θ[i] - η * (.squareRoot(c2) / c1) * (m[i] / (.squareRoot(v[i]) + ε))
      case .uncorrected:
        θ[i] = θ[i] - η * (m[i] / (.squareRoot(v[i]) + ε))
      }
    }
    return (θ, State(firstMoment: m, secondMoment: v, stepCount: t))
  }

  /// 1 − βᵗ, the sum of the weights of t gradients in an average that started at 0
  ///
  /// Equation: adam-bias-correction
  ///
  /// - Shapes: numbers.
  /// - Evaluated: as 2 tanh y / (1 + tanh y) with y = −½ t ln β, which is the same and subtracts nothing; the logarithm
  ///   as ln(1 + (β − 1)). The textbook form loses the digits in which βᵗ agrees with 1: for β = 0.9999 and few steps
  ///   more than 1000 ulp. This one was off by 2.7 ulp at most.
  /// - Edge values: β = 0 gives 1; many steps give 1.
  /// - Precondition: 0 ≤ β < 1; t ≥ 1, since for t = 0 there is nothing to divide by.
  @inlinable
  public static func biasCorrection(decay β: T, step t: Int) -> T {
    check("the decay", isShareBelowOne: β)
    precondition(t >= 1, "Adam.biasCorrection: steps count from 1, there is no step \(t)")
    let tanh = T.hyperbolicTangent(-T(t) / 2 * .logarithmOfOnePlus(β - 1))
    return 2 * tanh / (1 + tanh)
  }
}

extension Adam.State: Equatable {}
extension Adam.State: Sendable where T: Sendable {}
extension Adam: Sendable where T: Sendable {}
