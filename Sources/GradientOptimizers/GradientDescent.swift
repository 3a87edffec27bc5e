public import ElementaryFunctions

/// Plain gradient descent: every parameter moves against its own partial derivative, in proportion to it.
public struct GradientDescent<T: Scalar>: GradientOptimizer {
  /// Gradient descent remembers nothing.
  public struct State: Hashable, Sendable {
    /// The only state there is.
    @inlinable
    public init() {}
  }

  @usableFromInline var η: T

  /// η, the step for a partial derivative of 1.
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

  /// Gradient descent with learning rate η.
  ///
  /// - Precondition: η is finite and not negative. 0 leaves every parameter where it is.
  @inlinable
  public init(learningRate: T) {
    Self.check(learningRate: learningRate)
    η = learningRate
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
    Self.check(gradient, matches: parameters)
    let θ = parameters
    return θ.indices.map { i in θ[i] - η * gradient[i] }
  }

  /// The state, which is empty.
  @inlinable
  public func initialState(parameterCount: Int) -> State { State() }

  /// The same step as a `GradientOptimizer` takes it.
  ///
  /// - Precondition: θ and its gradient have the same length.
  @inlinable
  public func step(_ parameters: [T], gradient: [T], state: State) -> (parameters: [T], state: State) {
    (step(parameters, gradient: gradient), state)
  }
}

extension GradientDescent: Sendable where T: Sendable {}
