public import ElementaryFunctions

/// A class as a vector: 1 in its place, 0 elsewhere.
public enum OneHot {
  /// yₖ = [k = c]
  ///
  /// Equation: one-hot-value
  ///
  /// - Shapes: c is a class, counted from 0; the result has K elements.
  /// - Precondition: 0 ≤ c < K.
  @inlinable
  public static func value<T: Scalar>(class c: Int, count K: Int) -> [T] {
    precondition(0 <= c && c < K, "OneHot.value: there is no class \(c) among \(K)")
    return (0..<K).map { k in k == c ? 1 : 0 }
  }
}
