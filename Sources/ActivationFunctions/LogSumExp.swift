public import ElementaryFunctions
public import TensorAlgebra

/// The logarithm of a sum of exponentials: a smooth maximum.
public enum LogSumExp {
  /// LSE(z) = ln Σⱼ e^(zⱼ)
  ///
  /// Equation: log-sum-exp-value
  ///
  /// - Shapes: z ∈ ℝᴷ; the result is one number.
  /// - Evaluated: as m + ln(1 + Σⱼ e^(zⱼ − m)) over all j but one whose zⱼ is the largest, m: no exponential
  ///   overflows, and what the others add is kept however small it is.
  /// - Edge values: no elements give −∞, the logarithm of an empty sum; −∞ adds nothing; +∞ gives +∞; NaN gives NaN.
  @inlinable
  public static func value<T: Scalar>(_ z: [T]) -> T {
    guard let (m, k) = largest(z) else { return .logarithm(0) }
    guard m.isFinite else { return z.first { $0 != $0 } ?? m }
    return m + excess(z, over: m, at: k)
  }

  /// ∂LSE/∂zᵢ = softmax(z)ᵢ
  ///
  /// Equation: log-sum-exp-gradient
  ///
  /// - Shapes: z and the gradient ∈ ℝᴷ.
  /// - Evaluated: as `Softmax.value`.
  /// - Edge values: those of `Softmax.value`.
  @inlinable
  public static func gradient<T: Scalar>(at z: [T]) -> [T] { Softmax.value(z) }

  /// The largest element and where it stands; any of several serves.
  @inlinable
  static func largest<T: Scalar>(_ z: [T]) -> (m: T, k: Int)? {
    guard var m = z.first else { return nil }
    var k = z.startIndex
    for (j, x) in z.enumerated() where x > m { (m, k) = (x, j) }
    return (m, k)
  }

  /// ln(1 + Σⱼ e^(zⱼ − m)) over j ≠ k: by how much the result exceeds the largest element. NaN if that is infinite.
  @inlinable
  static func excess<T: Scalar>(_ z: [T], over m: T, at k: Int) -> T {
    // The place of the largest adds 0, or NaN by ∞ − ∞.
    .logarithmOfOnePlus(Sum.over(z.indices) { j in j == k ? z[j] - m : .exponential(z[j] - m) })
  }
}
