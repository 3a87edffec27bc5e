public import ElementaryFunctions
public import TensorAlgebra

/// The arithmetic of gates, whose matrices all have the state's shape, and of inputs stacked above the state.
extension Matrix where Element: Scalar {
  /// This matrix ⊙ another, by the kernel of that product.
  @inlinable
  func multiplied(by other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: HadamardProduct.value(elements, other.elements))
  }

  /// This matrix + another of its shape.
  @inlinable
  func added(to other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: zip(elements, other.elements).map { $0 + $1 })
  }

  /// This matrix above another of as many columns.
  @inlinable
  func stacked(above other: Matrix) -> Matrix {
    Matrix(rows: rows + other.rows, columns: columns, elements: elements + other.elements)
  }

  /// Some consecutive rows.
  @inlinable
  func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      rows: range.count, columns: columns,
      elements: Array(elements[range.lowerBound * columns..<range.upperBound * columns]))
  }

  /// This matrix to the left of another of as many rows.
  @inlinable
  func joined(before other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns + other.columns) { i, j in
      j < columns ? self[i, j] : other[i, j - columns]
    }
  }
}
