public import ElementaryFunctions
public import TensorAlgebra

/// A rectangle cut out of an image.
public enum Crop {
  /// I′ = I[r : r + h, c : c + w], that is I′ᵢⱼ = I_{r + i, c + j}
  ///
  /// Equation: crop-value
  ///
  /// - Shapes: I ∈ ℝᴴˣᵂ, I′ ∈ ℝʰˣʷ; indices count from 0.
  /// - Evaluated: exactly: the elements change places.
  /// - Edge values: every element passes as it is; the whole image gives itself; h = 0 or w = 0 gives an empty image.
  /// - Precondition: the rectangle lies inside of the image, and no size or place is negative.
  @inlinable
  public static func value<T: Scalar>(
    _ image: Matrix<T>, top r: Int, left c: Int, height h: Int, width w: Int
  ) -> Matrix<T> {
    check("value", image, r, c, h, w)
    return Matrix(rows: h, columns: w) { i, j in image[r + i, c + j] }
  }

  /// Ī_{r + i, c + j} = Cᵢⱼ, and 0 outside of the rectangle, for the cotangent C of I′
  ///
  /// Equation: crop-pullback
  ///
  /// - Shapes: C ∈ ℝʰˣʷ, I and Ī ∈ ℝᴴˣᵂ.
  /// - Evaluated: exactly.
  /// - Edge values: as for the value.
  /// - Precondition: as for the value.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Matrix<T>, at image: Matrix<T>, top r: Int, left c: Int
  ) -> Matrix<T> {
    let C = cotangent
    check("pullback", image, r, c, C.rows, C.columns)
    return Matrix(rows: image.rows, columns: image.columns) { i, j in
      (r..<r + C.rows).contains(i) && (c..<c + C.columns).contains(j) ? C[i - r, j - c] : 0
    }
  }

  @inlinable
  static func check<T: Scalar>(_ operation: String, _ I: Matrix<T>, _ r: Int, _ c: Int, _ h: Int, _ w: Int) {
    precondition(
      r >= 0 && c >= 0 && h >= 0 && w >= 0 && h <= I.rows - r && w <= I.columns - c,
      "Crop.\(operation): \(h) × \(w) from (\(r), \(c)) does not lie inside of \(I.rows) × \(I.columns)")
  }
}
