public import ElementaryFunctions
public import TensorAlgebra

/// An image turned by multiples of 90° counter-clockwise, which moves elements and needs no interpolation.
public enum QuarterTurn {
  /// I′ᵢⱼ = I_{j, W − 1 − i}, once for each turn
  ///
  /// Equation: quarter-turn-value
  ///
  /// - Shapes: I ∈ ℝᴴˣᵂ; I′ ∈ ℝᵂˣᴴ after an odd number of turns, ℝᴴˣᵂ after an even one; indices count from 0, rows
  ///   downwards.
  /// - Evaluated: exactly: the elements change places. k turns are k mod 4; negative ones go clockwise.
  /// - Edge values: every element passes as it is; four turns give I; an empty image gives an empty one.
  @inlinable
  public static func value<T: Scalar>(_ image: Matrix<T>, turns k: Int = 1) -> Matrix<T> {
    (0..<(k % 4 + 4) % 4).reduce(image) { I, _ in
      Matrix(rows: I.columns, columns: I.rows) { i, j in I[j, I.columns - 1 - i] }
    }
  }

  /// Ī: C turned back, for the cotangent C of I′
  ///
  /// Equation: quarter-turn-pullback
  ///
  /// - Shapes: C has the shape of I′, Ī that of I.
  /// - Evaluated: exactly.
  /// - Edge values: as for the value.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: Matrix<T>, turns k: Int = 1) -> Matrix<T> {
    value(cotangent, turns: -(k % 4))
  }
}
