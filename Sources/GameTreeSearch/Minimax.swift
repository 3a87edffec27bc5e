public import ElementaryFunctions

/// The value of a position in a game of two players who move in turn, one for the most and one for the least.
///
/// A game is given by two functions: the positions that the moves of a position lead to, and the evaluation of a
/// position. Evaluations are those of the maximizing player, whoever is to move.
public enum Minimax {
  /// V(s, d) = e(s) for d = 0 or where there are no moves, maxₐ V(sₐ, d − 1) or minₐ V(sₐ, d − 1) elsewhere
  ///
  /// Equation: minimax-value
  ///
  /// - Shapes: s is a position, d a number of moves, each of one player; e(s) and the result are numbers.
  /// - Evaluated: as written, depth first, in the order of `successors`. Nothing is rounded: the result is one of the
  ///   evaluations. No position is recognized when it comes up again.
  /// - Edge values: d = 0 is the evaluation of s, as is a position without moves at any depth; ±∞ are values like
  ///   others; NaN at any position that is evaluated gives NaN; of −0 and +0 the first.
  /// - Precondition: d is not negative.
  @inlinable
  public static func value<Position, T: Scalar>(
    of s: Position, depth d: Int, isMaximizing: Bool,
    successors: (Position) -> [Position], evaluation e: (Position) -> T
  ) -> T {
    precondition(d >= 0, "Minimax.value: no tree has the depth \(d)")
    let moves = d == 0 ? [] : successors(s)
    if moves.isEmpty { return e(s) }
    var V = T(isMaximizing ? -Double.infinity : .infinity)
    for sₐ in moves {
      let v = value(
        of: sₐ, depth: d - 1, isMaximizing: !isMaximizing, successors: successors, evaluation: e)
      // NaN alone is not equal to itself.
      if v != v { return v }
      if isMaximizing ? v > V : v < V { V = v }
    }
    return V
  }

  /// a* = argmaxₐ V(sₐ, d − 1), or argminₐ V(sₐ, d − 1): the place of the move to make
  ///
  /// Equation: minimax-choice
  ///
  /// - Shapes: as for the value; the result is the place of a position among `successors(s)`, or nil.
  /// - Evaluated: by comparison of the moves' values, from the first to the last.
  /// - Edge values: of equal values the first; nil where there are no moves, and where a value is NaN, beside which
  ///   nothing is best.
  /// - Precondition: d is positive: at depth 0 no move is looked at.
  @inlinable
  public static func choice<Position, T: Scalar>(
    at s: Position, depth d: Int, isMaximizing: Bool,
    successors: (Position) -> [Position], evaluation e: (Position) -> T
  ) -> Int? {
    precondition(d > 0, "Minimax.choice: at depth \(d) no move is looked at")
    var best: (place: Int, V: T)?
    for (a, sₐ) in successors(s).enumerated() {
      let v = value(
        of: sₐ, depth: d - 1, isMaximizing: !isMaximizing, successors: successors, evaluation: e)
      if v != v { return nil }
      guard let V = best?.V else {
        best = (a, v)
        continue
      }
      if isMaximizing ? v > V : v < V { best = (a, v) }
    }
    return best?.place
  }
}
