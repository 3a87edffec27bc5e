public import ElementaryFunctions

/// A rule that moves all parameters of a model by one step, from the gradient of its loss.
///
/// It knows neither model nor loss, so any of them trains any model. A step changes nothing in place: it returns the
/// new parameters and the new state, and the same call gives the same numbers again. For a schedule, copy the
/// optimizer and set the copy's learning rate before the step; the state goes on.
public protocol GradientOptimizer<Element> {
  /// The numbers of parameters, gradient and settings.
  associatedtype Element: Scalar
  /// What the optimizer remembers from earlier steps.
  associatedtype State

  /// η, the factor of a step.
  ///
  /// - Precondition: finite and not negative, whenever it is set.
  var learningRate: Element { get set }

  /// The state before the first step.
  func initialState(parameterCount: Int) -> State

  /// The parameters and the state after one step.
  ///
  /// - Precondition: the gradient, and each vector of the state, has as many elements as there are parameters.
  func step(
    _ parameters: [Element], gradient: [Element], state: State
  ) -> (parameters: [Element], state: State)
}

extension GradientOptimizer {
  /// The optimizer's name in messages, without the type of its numbers.
  @inlinable
  static var name: Substring { "\(Self.self)".prefix { letter in letter != "<" } }

  @inlinable
  static func check(learningRate η: Element) {
    precondition(η >= 0 && η.isFinite, "\(name): the learning rate must be finite and at least 0, not \(η)")
  }

  @inlinable
  static func check(_ setting: String, isShareBelowOne share: Element) {
    precondition(share >= 0 && share < 1, "\(name): \(setting) must be at least 0 and below 1, not \(share)")
  }

  @inlinable
  static func check(epsilon ε: Element) {
    precondition(ε > 0 && ε.isFinite, "\(name): ε must be finite and above 0, not \(ε)")
  }

  @inlinable
  static func check(_ gradient: [Element], matches parameters: [Element]) {
    precondition(
      parameters.count == gradient.count,
      "\(name).step: \(parameters.count) parameters but \(gradient.count) partial derivatives")
  }

  @inlinable
  static func check(_ vector: String, _ state: [Element], matches parameters: [Element]) {
    precondition(
      parameters.count == state.count,
      "\(name).step: \(parameters.count) parameters but \(state.count) numbers in the state's \(vector)")
  }
}
