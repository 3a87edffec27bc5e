public import ElementaryFunctions

/// The best of finitely many choices of hyperparameters.
public enum GridSearch {
  /// λ* = argmin of L_val(θ*(λ)) over λ ∈ Λ: where the least score stands
  ///
  /// Equation: grid-search-argmin
  ///
  /// - Shapes: one score for each point of Λ; the result is the place of a score, or nil.
  /// - Evaluated: by comparison, from the first to the last.
  /// - Edge values: of equal scores the first; NaN, the score of a run that diverged, never wins; where all are NaN
  ///   there is no best: nil. −∞ and +∞ are scores like others.
  /// - Precondition: there is at least one score.
  @inlinable
  public static func argmin<T: Scalar>(_ scores: [T]) -> Int? {
    precondition(!scores.isEmpty, "GridSearch.argmin: there is nothing to choose from")
    var best: Int?
    // NaN alone is not equal to itself.
    for i in scores.indices where scores[i] == scores[i] {
      guard let least = best else {
        best = i
        continue
      }
      if scores[i] < scores[least] { best = i }
    }
    return best
  }

  /// Scores every point of a grid, once and in its order.
  ///
  /// `score` trains with the hyperparameters it is given and returns the loss on the validation samples. It returns
  /// nothing else and is called for nothing else, so a test set has no place in the search.
  ///
  /// - Returns: the place of the least score as for `argmin`, and all scores.
  /// - Precondition: there is at least one point.
  @inlinable
  public static func search<Point, T: Scalar>(
    _ grid: [Point], score: (Point) throws -> T
  ) rethrows -> (best: Int?, scores: [T]) {
    precondition(!grid.isEmpty, "GridSearch.search: there is nothing to choose from")
    let scores = try grid.map(score)
    return (best: argmin(scores), scores: scores)
  }
}
