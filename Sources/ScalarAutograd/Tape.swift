public import ElementaryFunctions

/// A record of a computation from which every derivative of its result follows in one sweep backwards.
///
/// Each operation on a `Variable` appends one node: which earlier nodes it used, and its partial derivative by
/// each. The sweep visits the nodes from last to first and hands each one's adjoint on to the nodes it used
/// (v̄ ∂v/∂u is added to ū), so a shared subexpression gathers the contributions of all its uses. Nodes stand in
/// one array in the order they were made, which is an order in which no node precedes what it uses: nothing is
/// sorted and nothing recurses, however long the computation is.
///
/// The sweep leaves the tape as it was: asking twice gives the same answer twice. A tape grows until it is
/// released; a training step makes its own.
///
/// ```swift
/// let tape = Tape<Double>()
/// let x = tape.variable(2)
/// let y = x * x + .exponential(x)
/// let gradient = tape.gradient(of: y)
/// gradient[x]  // 2·2 + e²
/// ```
public final class Tape<Base: Scalar> {
  @usableFromInline
  struct Node {
    /// Where the two operands stand on the tape; negative for a constant or for no operand.
    @usableFromInline var left = Int32.min
    @usableFromInline var right = Int32.min
    /// The partial derivative by each operand.
    @usableFromInline var leftPartial: Base = 0
    @usableFromInline var rightPartial: Base = 0

    @inlinable
    init() {}
  }

  @usableFromInline var nodes: [Node] = []

  /// An empty tape.
  @inlinable
  public init() {}

  /// The number of variables and operations recorded.
  @inlinable
  public var count: Int { nodes.count }

  /// An independent variable.
  ///
  /// - Precondition: the tape has room; it holds 2³¹ nodes.
  @inlinable
  public func variable(_ value: Base) -> Variable<Base> { record(value, Node()) }

  @inlinable
  func record(_ value: Base, _ node: Node) -> Variable<Base> {
    let index = Int32(nodes.count)
    nodes.append(node)
    return Variable(value: value, tape: self, index: index)
  }

  /// The derivative of one result by every variable on the tape.
  @inlinable
  public func gradient(of output: Variable<Base>) -> Gradient<Base> {
    gradient(of: [output], cotangent: [1])
  }

  /// The derivative of Σₖ cₖ yₖ by every variable on the tape: the cotangents c pulled back through the
  /// computation of the results y.
  ///
  /// - Precondition: one cotangent for each result; no result stands on another tape.
  @inlinable
  public func gradient(of outputs: [Variable<Base>], cotangent: [Base]) -> Gradient<Base> {
    sweep(from: outputs, seeds: cotangent) { $0 }
  }

  /// Σ over paths of |product of partials|, where `gradient(of:cotangent:)` adds the products themselves.
  ///
  /// The ratio of this to the derivative's magnitude is the condition number of the sum that the sweep forms:
  /// rounding may spoil that many times more than a last digit.
  @inlinable
  public func pathMagnitude(of outputs: [Variable<Base>], cotangent: [Base]) -> Gradient<Base> {
    sweep(from: outputs, seeds: cotangent) { max($0, -$0) }
  }

  @inlinable
  func sweep(
    from outputs: [Variable<Base>], seeds: [Base], _ partial: (Base) -> Base
  ) -> Gradient<Base> {
    precondition(
      outputs.count == seeds.count,
      "Tape.gradient: \(outputs.count) results but \(seeds.count) cotangents")
    var adjoints = [Base](repeating: 0, count: nodes.count)
    // A node that no result depends on passes nothing on: its partial may be infinite, and 0 · ∞ is NaN.
    var isReached = [Bool](repeating: false, count: nodes.count)
    func add(_ contribution: Base, to index: Int32) {
      adjoints[Int(index)] += contribution
      isReached[Int(index)] = true
    }
    for (output, seed) in zip(outputs, seeds) where !output.isConstant {
      precondition(output.tape === self, "Tape.gradient: a result stands on another tape")
      add(partial(seed), to: output.index)
    }
    for index in nodes.indices.reversed() where isReached[index] {
      let node = nodes[index]
      if node.left >= 0 { add(adjoints[index] * partial(node.leftPartial), to: node.left) }
      if node.right >= 0 { add(adjoints[index] * partial(node.rightPartial), to: node.right) }
    }
    return Gradient(tape: self, adjoints: adjoints)
  }
}
