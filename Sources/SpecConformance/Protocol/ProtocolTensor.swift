internal import ElementaryFunctions
internal import TensorAlgebra

/// A tensor as the protocol writes it: `{"shape": [2], "data": [0.5, "Infinity"]}`, row-major; the shape `[]` is one
/// number.
public struct ProtocolTensor: Codable, Sendable, Equatable {
  /// The size along each index.
  public let shape: [Int]
  /// The numbers, row-major.
  public let data: [VectorNumber]

  /// A tensor of numbers as they are written.
  public init(shape: [Int], data: [VectorNumber]) { (self.shape, self.data) = (shape, data) }

  /// A tensor of a format's numbers.
  init<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(_ tensor: Tensor<T>) {
    self.init(shape: tensor.shape, data: tensor.elements.map { VectorNumber(nearest: $0) })
  }

  /// No line holds more numbers.
  private static let mostPlaces = ForeignProgram.longestLine

  /// What is wrong with it; nil if there are as many numbers as the shape says, and each is one.
  public var problem: String? {
    // Sizes beside a 0 count too: a kernel multiplies them without it.
    var places = 1
    for size in shape {
      let (product, overflows) = places.multipliedReportingOverflow(by: max(1, size))
      guard size >= 0, !overflows, product <= Self.mostPlaces else { return "has the shape \(shape)" }
      places = product
    }
    let count = shape.contains(0) ? 0 : places
    guard data.count == count else { return "has \(data.count) numbers for the shape \(shape)" }
    guard let place = data.firstIndex(where: { $0.nearest(Double.self) == nil }) else { return nil }
    return "holds “\(data[place].text.prefix(40))”, which is no number"
  }
}
