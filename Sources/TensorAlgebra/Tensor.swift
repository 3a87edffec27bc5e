/// Numbers in a box of any rank, stored row-major: the last index runs fastest.
///
/// Rank 0 (`shape` empty) is one number, rank 1 a vector, rank 2 a matrix.
public struct Tensor<Element> {
  /// The size along each index, the slowest first.
  public let shape: [Int]
  /// All elements, row-major.
  public var elements: [Element]

  /// A tensor from its elements, row-major.
  ///
  /// - Precondition: the shape has no negative size, and its product is the number of elements.
  @inlinable
  public init(shape: [Int], elements: [Element]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "Tensor: no tensor has the shape \(shape)")
    let count = shape.reduce(1, *)
    precondition(
      elements.count == count, "Tensor: shape \(shape) needs \(count) elements but got \(elements.count)")
    self.shape = shape
    self.elements = elements
  }

  /// One number.
  @inlinable
  public init(_ number: Element) { self.init(shape: [], elements: [number]) }

  /// A vector.
  @inlinable
  public init(_ vector: [Element]) { self.init(shape: [vector.count], elements: vector) }

  /// A matrix.
  @inlinable
  public init(_ matrix: Matrix<Element>) {
    self.init(shape: [matrix.rows, matrix.columns], elements: matrix.elements)
  }

  /// The number itself.
  ///
  /// - Precondition: rank 0.
  @inlinable
  public var number: Element {
    precondition(shape.isEmpty, "Tensor: shape \(shape) is not one number")
    return elements[0]
  }

  /// The elements of a vector.
  ///
  /// - Precondition: rank 1.
  @inlinable
  public var vector: [Element] {
    precondition(shape.count == 1, "Tensor: shape \(shape) is not a vector")
    return elements
  }

  /// The elements as a matrix.
  ///
  /// - Precondition: rank 2.
  @inlinable
  public var matrix: Matrix<Element> {
    precondition(shape.count == 2, "Tensor: shape \(shape) is not a matrix")
    return Matrix(rows: shape[0], columns: shape[1], elements: elements)
  }

  /// The element at one index for each place of the shape.
  ///
  /// - Precondition: as many indices as the rank, each within its size.
  @inlinable
  public subscript(indices: Int...) -> Element {
    get { elements[offset(of: indices)] }
    set { elements[offset(of: indices)] = newValue }
  }

  @inlinable
  func offset(of indices: [Int]) -> Int {
    precondition(
      indices.count == shape.count && zip(indices, shape).allSatisfy { (0..<$1).contains($0) },
      "Tensor: no element \(indices) in shape \(shape)")
    return zip(indices, shape).reduce(0) { offset, place in offset * place.1 + place.0 }
  }

  /// A tensor of the same shape with each element transformed.
  @inlinable
  public func map<Result>(_ transform: (Element) -> Result) -> Tensor<Result> {
    Tensor<Result>(shape: shape, elements: elements.map(transform))
  }
}

extension Tensor: Equatable where Element: Equatable {}
extension Tensor: Sendable where Element: Sendable {}
