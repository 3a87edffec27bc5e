public import ElementaryFunctions
public import TensorAlgebra

/// The worth of a position by its pieces: those of one player against those of the other.
public enum MaterialEvaluation {
  /// e(s) = Σₚ vₚ (nₚ − mₚ)
  ///
  /// Equation: material-evaluation-value
  ///
  /// - Shapes: v ∈ ℝᴾ, the worth of each kind of piece; n and m ∈ ℕᴾ count the own and the opponent's pieces of each
  ///   kind; the result is one number.
  /// - Evaluated: as written; the differences are whole numbers and exact, the products are added in pairs (`Sum`).
  ///   Exchanging the players changes the sign and nothing else.
  /// - Edge values: no kinds of pieces, and equal forces, give 0; an infinite worth times a difference of 0 gives NaN.
  /// - Precondition: v, n and m have the same length; no count is negative.
  @inlinable
  public static func value<T: Scalar>(worth v: [T], own n: [Int], opponent m: [Int]) -> T {
    precondition(
      n.count == v.count && m.count == v.count,
      "MaterialEvaluation.value: \(v.count) kinds of pieces but counts of \(n.count) and \(m.count)")
    precondition(
      (n + m).allSatisfy { $0 >= 0 }, "MaterialEvaluation.value: a count is negative among \(n) and \(m)")
    return DotProduct.value(v, zip(n, m).map { T($0 - $1) })
  }
}
