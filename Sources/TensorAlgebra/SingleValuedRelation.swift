public import ElementaryFunctions

/// Whether data points can come from a function, which gives each input exactly one output.
public enum SingleValuedRelation {
  /// Xᵢ = Xⱼ ⇒ Yᵢ = Yⱼ for all points i ≠ j
  ///
  /// Equation: single-valued-relation
  ///
  /// - Shapes: X ∈ ℝⁿˣᴺ and Y ∈ ℝᵐˣᴺ, a point in each column; the result is true or false.
  /// - Evaluated: exactly, each pair of points by itself, so that N points cost N (N − 1)/2 comparisons. Numbers that
  ///   differ in the last digit differ.
  /// - Edge values: no point and one point make a function, whatever they hold; −0 equals +0; NaN equals nothing, so
  ///   that an input with NaN repeats no other one, and NaN as target of a repeated input breaks the rule; n = 0 asks
  ///   for one target everywhere.
  /// - Precondition: X and Y have as many columns.
  @inlinable
  public static func holds<T: Scalar>(inputs X: Matrix<T>, targets Y: Matrix<T>) -> Bool {
    precondition(
      X.columns == Y.columns, "SingleValuedRelation.holds: \(X.columns) inputs but \(Y.columns) targets")
    let points = (0..<X.columns).map { i in (X: X.column(i), Y: Y.column(i)) }
    return points.indices.allSatisfy { j in
      points[..<j].allSatisfy { point in
        // Element by element: an array is equal to itself even if it holds NaN.
        !point.X.elementsEqual(points[j].X) || point.Y.elementsEqual(points[j].Y)
      }
    }
  }
}
