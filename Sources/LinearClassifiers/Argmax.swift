public import ElementaryFunctions

/// The class of the largest score.
public enum Argmax {
  /// ĉ = argmaxₖ zₖ, which is argmaxₖ softmax(z)ₖ
  ///
  /// Equation: argmax-value
  ///
  /// - Shapes: z ∈ ℝᴷ; an index from 0, or none.
  /// - Evaluated: on the scores themselves: softmax rounds different ones to the same probability.
  /// - Edge values: of equal scores the first, ±0 and infinities included; nil where any score is NaN, since none is
  ///   then the largest.
  /// - Precondition: there is at least one score.
  @inlinable
  public static func value<T: Scalar>(_ z: [T]) -> Int? {
    precondition(!z.isEmpty, "Argmax.value: no scores have no largest")
    var c = 0
    for k in z.indices {
      // NaN alone is not equal to itself.
      guard z[k] == z[k] else { return nil }
      if z[k] > z[c] { c = k }
    }
    return c
  }
}
