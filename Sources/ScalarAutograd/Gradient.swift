public import ElementaryFunctions

/// The derivatives of a tape's result by each of its variables.
public struct Gradient<Base: Scalar> {
  @usableFromInline let tape: Tape<Base>
  @usableFromInline let adjoints: [Base]

  @inlinable
  init(tape: Tape<Base>, adjoints: [Base]) {
    self.tape = tape
    self.adjoints = adjoints
  }

  /// The derivative by one variable, whether independent or intermediate: 0 where the result does not depend on
  /// it, as on a constant and on what was recorded afterwards.
  ///
  /// - Precondition: the variable stands on the same tape.
  @inlinable
  public subscript(variable: Variable<Base>) -> Base {
    guard !variable.isConstant else { return 0 }
    precondition(variable.tape === tape, "Gradient: the variable stands on another tape")
    let index = Int(variable.index)
    return index < adjoints.count ? adjoints[index] : 0
  }

  /// The derivatives by several variables.
  @inlinable
  public subscript(variables: [Variable<Base>]) -> [Base] { variables.map { self[$0] } }
}
