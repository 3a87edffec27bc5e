public import ElementaryFunctions
public import TensorAlgebra

/// Numbers that tell a position's place, to be added to it: attention alone does not know any order.
public enum PositionalEncoding {
  /// PE(p, 2i) = sin(p/10000^(2i/d)) and PE(p, 2i + 1) = cos(p/10000^(2i/d))
  ///
  /// Equation: positional-encoding-value
  ///
  /// - Shapes: n positions p from 0 and the width d; the result is n × d, a position in each row.
  /// - Evaluated: as written; the angle is off by its own rounding, which counts as often as it is large.
  /// - Edge values: p = 0 gives 0 and 1 in turn; an odd width ends with a sine; n = 0 gives an empty matrix.
  /// - Precondition: n ≥ 0 and d ≥ 1.
  @inlinable
  public static func value<T: Scalar>(positions n: Int, width d: Int) -> Matrix<T> {
    precondition(n >= 0 && d >= 1, "PositionalEncoding.value: no encoding of \(n) positions has the width \(d)")
    return Matrix(rows: n, columns: d) { p, c in
      let i = c / 2
      let angle = T(p) / T.power(10000, Double(2 * i) / Double(d))
      return c % 2 == 0 ? .sine(angle) : .cosine(angle)
    }
  }
}
