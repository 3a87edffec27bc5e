public import ElementaryFunctions
public import TensorAlgebra

/// How many mistakes a perceptron makes at most on separable samples, however often it sees them (Novikoff 1962).
public enum PerceptronMistakeBound {
  /// (R/γ)², with R = maxᵢ ‖x̃ᵢ‖ and γ = minᵢ ỹᵢ (ũ · x̃ᵢ)/‖ũ‖, for x̃ = (x, 1), ũ = (u, c) and ỹ = 2y − 1
  ///
  /// Equation: perceptron-mistake-bound-value
  ///
  /// It holds for the rule started from 0, with any learning rate and any order. Each separator (u, c) gives a bound;
  /// that of the widest margin γ gives the least.
  ///
  /// - Shapes: u ∈ ℝⁿ and the number c; X ∈ ℝⁿˣᵐ, a sample in each column; y ∈ {0, 1}ᵐ; the result is one number.
  /// - Evaluated: as R² ‖ũ‖²/(minᵢ ỹᵢ (ũ · x̃ᵢ))², from squares without roots: for integers only the quotient rounds.
  /// - Edge values: +∞ where (u, c) does not separate, a sample on its boundary included: there it promises nothing.
  ///   NaN gives NaN. Squares that overflow give +∞ or NaN.
  /// - Precondition: X has a row for each weight and a column for each target, of which there is at least one; the
  ///   targets are 0 or 1.
  @inlinable
  public static func value<T: Scalar>(separator u: [T], bias c: T, inputs X: Matrix<T>, targets y: [T]) -> T {
    precondition(
      X.rows == u.count && X.columns == y.count,
      """
      PerceptronMistakeBound.value: X is \(X.rows) × \(X.columns) \
      but there are \(u.count) weights and \(y.count) targets
      """)
    precondition(!y.isEmpty, "PerceptronMistakeBound.value: no samples have no margin")
    let margins = y.indices.map { i in
      precondition(
        y[i] == 0 || y[i] == 1, "PerceptronMistakeBound.value: the target \(y[i]) is neither 0 nor 1")
      return (2 * y[i] - 1) * (DotProduct.value(u, X.column(i)) + c)
    }
    // NaN alone is not equal to itself; one in X is in its margin too.
    if let NaN = margins.first(where: { margin in margin != margin }) { return NaN }
    let lengths2 = y.indices.map { i in DotProduct.value(X.column(i), X.column(i)) + 1 }
    let R2 = lengths2.reduce(lengths2[0]) { largest, length2 in length2 > largest ? length2 : largest }
    let γ = margins.reduce(margins[0]) { least, margin in margin < least ? margin : least }
    if γ <= 0 { return -.logarithm(0) }
    return R2 * (DotProduct.value(u, u) + c * c) / (γ * γ)
  }
}
