public import ElementaryFunctions
public import TensorAlgebra

/// The score of an image under a linear model: every pixel has a weight of its own.
public enum ImageScore {
  /// f(p) = Σⱼ Σᵢ wᵢⱼ pᵢⱼ + b
  ///
  /// Equation: image-score-value
  ///
  /// - Shapes: the image p and its weights w are matrices of one shape, in the document (n + 1) × (n + 1), since its
  ///   indices run from 0 to n; b and the result are numbers.
  /// - Evaluated: both sums as one, the products added in pairs (`Sum`).
  /// - Edge values: an image without pixels gives b; ∞ · 0 and ∞ − ∞ give NaN; a product can overflow although the
  ///   score is finite.
  /// - Precondition: p and w have the same shape.
  @inlinable
  public static func value<T: Scalar>(_ p: Matrix<T>, weights w: Matrix<T>, bias b: T) -> T {
    checkShapes("value", p, w)
    return Sum.over(p.elements.indices) { k in
      // The columns one after the other, each from top to bottom.
      let (j, i) = k.quotientAndRemainder(dividingBy: p.rows)
      return w[i, j] * p[i, j]
    } + b
  }

  /// p̄ᵢⱼ = c wᵢⱼ, w̄ᵢⱼ = c pᵢⱼ and b̄ = c, for the cotangent c of f(p)
  ///
  /// Equation: image-score-pullback
  ///
  /// - Shapes: c and b̄ are numbers; p̄ and w̄ have the shape of p and w.
  /// - Evaluated: as written; each element is correctly rounded.
  /// - Edge values: a black pixel, p = 0, gives its weight no gradient; c = 0 gives 0 except at ∞ and NaN.
  /// - Precondition: p and w have the same shape.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: T, at p: Matrix<T>, weights w: Matrix<T>
  ) -> (image: Matrix<T>, weights: Matrix<T>, bias: T) {
    checkShapes("pullback", p, w)
    let c = cotangent
    return (
      image: Matrix(rows: w.rows, columns: w.columns) { i, j in c * w[i, j] },
      weights: Matrix(rows: p.rows, columns: p.columns) { i, j in c * p[i, j] },
      bias: c
    )
  }

  @inlinable
  static func checkShapes<T: Scalar>(_ operation: String, _ p: Matrix<T>, _ w: Matrix<T>) {
    precondition(
      p.rows == w.rows && p.columns == w.columns,
      """
      ImageScore.\(operation): the image is \(p.rows) × \(p.columns) \
      but the weights are \(w.rows) × \(w.columns)
      """)
  }
}
