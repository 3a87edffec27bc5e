public import ElementaryFunctions
public import TensorAlgebra

/// Points scattered about a line: the second document's training data.
public enum NoisyLine {
  /// yᵢ = 2 xᵢ + 1 + 0.1 εᵢ
  ///
  /// Equation: noisy-line-value
  ///
  /// - Shapes: x, ε and y ∈ ℝᴺ.
  /// - Evaluated: as written.
  /// - Edge values: N = 0 gives no points; ∞ − ∞ and NaN give NaN.
  /// - Precondition: x and ε have the same length.
  @inlinable
  public static func value<T: Scalar>(inputs x: [T], noise ε: [T]) -> [T] {
    precondition(x.count == ε.count, "NoisyLine.value: \(x.count) inputs but noise for \(ε.count)")
    return x.indices.map { i in 2 * x[i] + 1 + 0.1 * ε[i] }
  }

  /// ε for N points, each εᵢ ∼ N(0, 1), drawn one after the other.
  ///
  /// - Precondition: N is not negative.
  @inlinable
  public static func noise<T: Scalar>(count N: Int, using generator: inout some RandomNumberGenerator) -> [T] {
    precondition(N >= 0, "NoisyLine.noise: there is no noise for \(N) points")
    return (0..<N).map { _ in NormalVariate.next(using: &generator) }
  }
}
