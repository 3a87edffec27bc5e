public import ElementaryFunctions

/// Minimax that leaves out the moves that cannot change the result.
public enum AlphaBeta {
  /// V(s, d) as by minimax, wherever it lies between α and β
  ///
  /// Equation: alpha-beta-value
  ///
  /// α is what the maximizing player has already been assured of on the way to s, β what the minimizing player has.
  /// A move that brings V to β, or down to α, ends the search of its position: the other player will not go there.
  ///
  /// - Shapes: as for minimax; α and β are numbers.
  /// - Evaluated: depth first, in the order of `successors`, which decides how much is left out and never what comes
  ///   out. *Fail-soft*: outside of α and β the result is a bound. If it is ≤ α, then V is at most the result; if it
  ///   is ≥ β, then V is at least the result. With −∞ and +∞, the defaults, the result is V itself.
  /// - Edge values: as for minimax, but NaN in a part of the tree that is left out is not seen.
  /// - Precondition: d is not negative; α < β.
  @inlinable
  public static func value<Position, T: Scalar>(
    of s: Position, depth d: Int, isMaximizing: Bool, alpha: T = T(-Double.infinity), beta: T = T(Double.infinity),
    successors: (Position) -> [Position], evaluation e: (Position) -> T
  ) -> T {
    precondition(d >= 0, "AlphaBeta.value: no tree has the depth \(d)")
    precondition(alpha < beta, "AlphaBeta.value: α = \(alpha) is not below β = \(beta)")
    let moves = d == 0 ? [] : successors(s)
    if moves.isEmpty { return e(s) }
    var (α, β) = (alpha, beta)
    var V = T(isMaximizing ? -Double.infinity : .infinity)
    for sₐ in moves {
      let v = value(
        of: sₐ, depth: d - 1, isMaximizing: !isMaximizing, alpha: α, beta: β, successors: successors, evaluation: e)
      // NaN alone is not equal to itself.
      if v != v { return v }
      if isMaximizing {
        if v > V { V = v }
        if V > α { α = V }
      } else {
        if v < V { V = v }
        if V < β { β = V }
      }
      if α >= β { break }
    }
    return V
  }
}
