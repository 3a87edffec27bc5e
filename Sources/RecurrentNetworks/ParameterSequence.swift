public import ElementaryFunctions
public import TensorAlgebra

/// Parameters taken one after the other from one vector.
@usableFromInline
struct ParameterSequence<T: Scalar> {
  @usableFromInline var rest: ArraySlice<T>

  @inlinable
  init(_ parameters: [T]) { rest = parameters[...] }

  /// The next numbers, as many as there are.
  @inlinable
  mutating func next(_ count: Int) -> [T] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// The next matrix, row by row.
  @inlinable
  mutating func nextMatrix(rows: Int, columns: Int) -> Matrix<T> {
    Matrix(rows: rows, columns: columns, elements: next(rows * columns))
  }
}
