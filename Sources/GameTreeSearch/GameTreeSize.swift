/// How large a tree of moves is when every position has equally many of them.
public enum GameTreeSize {
  /// bᵈ: the positions at the end of the tree
  ///
  /// Equation: game-tree-size-leaves
  ///
  /// - Shapes: b, d and the result are whole numbers.
  /// - Evaluated: as written, exactly.
  /// - Edge values: d = 0 gives 1, the root; so does b = 1 at any depth.
  /// - Precondition: b is positive and d not negative; the result is at most the largest `Int`.
  @inlinable
  public static func leaves(branching b: Int, depth d: Int) -> Int {
    check("leaves", b, d)
    if b == 1 { return 1 }
    var power = 1
    for _ in 0..<d {
      let (product, overflow) = power.multipliedReportingOverflow(by: b)
      precondition(!overflow, "GameTreeSize.leaves: too many positions after \(d) moves of \(b) each")
      power = product
    }
    return power
  }

  /// Σₖ bᵏ for k = 0 … d: all positions of the tree, with the one at its root
  ///
  /// Equation: game-tree-size-nodes
  ///
  /// - Shapes: b, d and the result are whole numbers.
  /// - Evaluated: by Horner's rule, exactly: each level more is b times what there was, and a new root.
  /// - Edge values: d = 0 gives 1, the root; b = 1 gives d + 1.
  /// - Precondition: b is positive and d not negative; the result is at most the largest `Int`.
  @inlinable
  public static func nodes(branching b: Int, depth d: Int) -> Int {
    check("nodes", b, d)
    var (sum, levels) = b == 1 ? (d, 1) : (1, d)
    while levels > 0 {
      let (product, overflow) = sum.multipliedReportingOverflow(by: b)
      let (next, overflowOfSum) = product.addingReportingOverflow(1)
      precondition(
        !overflow && !overflowOfSum, "GameTreeSize.nodes: too many positions in \(d) moves of \(b) each")
      (sum, levels) = (next, levels - 1)
    }
    return sum
  }

  /// b^⌈d/2⌉ + b^⌊d/2⌋ − 1: the fewest evaluations from which the value of a tree can be proved
  ///
  /// Equation: game-tree-size-least-leaves
  ///
  /// - Shapes: b, d and the result are whole numbers.
  /// - Evaluated: as written, exactly.
  /// - Edge values: d = 0 gives 1; d = 1 gives b; b = 1 gives 1.
  /// - Precondition: b is positive and d not negative; the result is at most the largest `Int`.
  @inlinable
  public static func leastLeaves(branching b: Int, depth d: Int) -> Int {
    check("leastLeaves", b, d)
    let (ceiling, floor) = (leaves(branching: b, depth: d - d / 2), leaves(branching: b, depth: d / 2))
    let (sum, overflow) = ceiling.addingReportingOverflow(floor - 1)
    precondition(!overflow, "GameTreeSize.leastLeaves: too many positions for \(d) moves of \(b) each")
    return sum
  }

  @inlinable
  static func check(_ operation: String, _ b: Int, _ d: Int) {
    precondition(b > 0 && d >= 0, "GameTreeSize.\(operation): no tree has \(d) levels of \(b) moves each")
  }
}
