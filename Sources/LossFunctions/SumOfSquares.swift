public import ElementaryFunctions
public import TensorAlgebra

/// (1/d) Σᵢ eᵢ², which stays finite where the sum of the squares overflows although the quotient does not.
@usableFromInline
enum SumOfSquares {
  /// The sum over a range is divided once; only where it overflows is it that of eᵢ (eᵢ/d) instead.
  @inlinable
  static func over<T: Scalar>(_ indices: Range<Int>, dividedBy d: T, _ error: (Int) -> T) -> T {
    let sum: T = Sum.over(indices) { i in
      let e = error(i)
      return e * e
    }
    guard !sum.isFinite else { return sum / d }
    return Sum.over(indices) { i in
      let e = error(i)
      return e * (e / d)
    }
  }
}
