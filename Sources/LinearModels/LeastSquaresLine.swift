public import ElementaryFunctions
public import TensorAlgebra

/// The line of least mean squared error, in closed form.
public enum LeastSquaresLine {
  /// w* = Σᵢ (Xᵢ − X̄)(Yᵢ − Ȳ) / Σᵢ (Xᵢ − X̄)² and b* = Ȳ − w* X̄
  ///
  /// Equation: least-squares-line
  ///
  /// - Shapes: X, Y ∈ ℝᴺ; two numbers result.
  /// - Evaluated: from centred values, since the expanded form Σ X² − N X̄² cancels, and in units of the largest of
  ///   them, since their squares can overflow or vanish although the line is finite.
  /// - Edge values: inputs that are all equal determine no line: 0/0 gives NaN for both; N = 1 likewise.
  ///   NaN gives NaN.
  /// - Precondition: X and Y have the same length, not 0.
  @inlinable
  public static func fit<T: Scalar>(inputs X: [T], targets Y: [T]) -> (weight: T, bias: T) {
    precondition(X.count == Y.count, "LeastSquaresLine.fit: \(X.count) inputs but \(Y.count) targets")
    guard let X0 = X.first else { preconditionFailure("LeastSquaresLine.fit: no points determine no line") }
    // Counted from one of them, the mean of equal inputs is exactly that input.
    let X̄ = X0 + Mean.over(X.indices) { i in X[i] - X0 }
    let Ȳ = Mean.over(Y.indices) { i in Y[i] }
    // Its size alone matters: a sign would cancel below.
    let s = X.reduce(0) { s, x in max(s, x - X̄, X̄ - x) }
    let r = X.map { x in (x - X̄) / s }
    let w = Sum.over(X.indices) { i in r[i] * (Y[i] - Ȳ) } / Sum.over(X.indices) { i in r[i] * r[i] } / s
    return (weight: w, bias: Ȳ - w * X̄)
  }
}
