public import ElementaryFunctions
public import TensorAlgebra

/// An image's mirror image, left for right: one more example wherever the label does not care.
public enum HorizontalFlip {
  /// I′ᵢⱼ = I_{i, W − 1 − j}
  ///
  /// Equation: horizontal-flip-value
  ///
  /// - Shapes: I, I′ ∈ ℝᴴˣᵂ; indices count from 0.
  /// - Evaluated: exactly: the elements change places.
  /// - Edge values: every element passes as it is; an empty image gives an empty one.
  @inlinable
  public static func value<T: Scalar>(_ image: Matrix<T>) -> Matrix<T> {
    let (I, W) = (image, image.columns)
    return Matrix(rows: I.rows, columns: W) { i, j in I[i, W - 1 - j] }
  }

  /// Īᵢⱼ = C_{i, W − 1 − j}, for the cotangent C of I′: the same flip
  ///
  /// Equation: horizontal-flip-pullback
  ///
  /// - Shapes: C, Ī ∈ ℝᴴˣᵂ.
  /// - Evaluated: exactly.
  /// - Edge values: as for the value.
  @inlinable
  public static func pullback<T: Scalar>(_ cotangent: Matrix<T>) -> Matrix<T> { value(cotangent) }
}
