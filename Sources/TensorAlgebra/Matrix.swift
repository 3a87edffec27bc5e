/// A matrix of `rows` × `columns` elements, stored row by row.
///
/// The documents' convention: a sample is a column, a weight matrix is out × in. Indices count from 0.
public struct Matrix<Element> {
  /// The number of rows, m of m × n.
  public let rows: Int
  /// The number of columns, n of m × n.
  public let columns: Int
  /// All elements, the first row first.
  public var elements: [Element]

  /// A matrix from its elements, the first row first.
  ///
  /// - Precondition: there are rows · columns elements; neither size is negative.
  @inlinable
  public init(rows: Int, columns: Int, elements: [Element]) {
    precondition(rows >= 0 && columns >= 0, "Matrix: no matrix is \(rows) × \(columns)")
    precondition(
      elements.count == rows * columns,
      "Matrix: \(rows) × \(columns) needs \(rows * columns) elements but got \(elements.count)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix whose element in row i and column j is `element(i, j)`.
  @inlinable
  public init(rows: Int, columns: Int, _ element: (_ i: Int, _ j: Int) -> Element) {
    precondition(rows >= 0 && columns >= 0, "Matrix: no matrix is \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    elements = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows {
      for j in 0..<columns { elements.append(element(i, j)) }
    }
  }

  /// A matrix from its columns: samples side by side.
  ///
  /// - Precondition: each column has `rows` elements; the number of rows must be said because there may be no column.
  @inlinable
  public init(columns: [[Element]], rows: Int) {
    for (j, column) in columns.enumerated() {
      precondition(column.count == rows, "Matrix: column \(j) has \(column.count) elements, not \(rows)")
    }
    self.init(rows: rows, columns: columns.count) { i, j in columns[j][i] }
  }

  /// The element in row i and column j.
  @inlinable
  public subscript(i: Int, j: Int) -> Element {
    get {
      precondition(contains(i, j), "Matrix: no element (\(i), \(j)) in \(rows) × \(columns)")
      return elements[i * columns + j]
    }
    set {
      precondition(contains(i, j), "Matrix: no element (\(i), \(j)) in \(rows) × \(columns)")
      elements[i * columns + j] = newValue
    }
  }

  @inlinable
  func contains(_ i: Int, _ j: Int) -> Bool {
    0 <= i && i < rows && 0 <= j && j < columns
  }

  /// Aᵀ, whose row i is this matrix's column i.
  @inlinable
  public var transposed: Matrix {
    Matrix(rows: columns, columns: rows) { i, j in self[j, i] }
  }

  /// A matrix of the same shape with each element transformed.
  @inlinable
  public func map<Result>(_ transform: (Element) -> Result) -> Matrix<Result> {
    Matrix<Result>(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// A matrix of the same shape with each column transformed.
  ///
  /// - Precondition: the transformation keeps a column's length.
  @inlinable
  public func mapColumns(_ transform: ([Element]) -> [Element]) -> Matrix {
    Matrix(columns: (0..<columns).map { j in transform(column(j)) }, rows: rows)
  }

  /// Some of the columns, in the given order: a batch of samples.
  ///
  /// - Precondition: there are such columns.
  @inlinable
  public func columns(at places: [Int]) -> Matrix {
    Matrix(rows: rows, columns: places.count) { i, j in self[i, places[j]] }
  }

  /// Row i as a vector.
  @inlinable
  public func row(_ i: Int) -> [Element] { (0..<columns).map { j in self[i, j] } }

  /// Column j as a vector: one sample of a batch.
  @inlinable
  public func column(_ j: Int) -> [Element] { (0..<rows).map { i in self[i, j] } }
}

extension Matrix: Equatable where Element: Equatable {}
extension Matrix: Sendable where Element: Sendable {}
