/// A tensor as the protocol writes it: `{"shape": [2], "data": [0.5, "Infinity"]}`, row-major; the shape `[]` is one
/// number.
public struct ProtocolTensor: Codable, Sendable, Equatable {
  /// The size along each index.
  public let shape: [Int]
  /// The numbers, row-major.
  public let data: [VectorNumber]

  /// A tensor of numbers as they are written.
  public init(shape: [Int], data: [VectorNumber]) { (self.shape, self.data) = (shape, data) }

  /// What is wrong with it; nil if there are as many numbers as the shape says, and each is one.
  public var problem: String? {
    var count = 1
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflows else { return "has the shape \(shape)" }
      count = product
    }
    guard data.count == count else { return "has \(data.count) numbers for the shape \(shape)" }
    guard let place = data.firstIndex(where: { $0.nearest(Double.self) == nil }) else { return nil }
    return "holds “\(data[place].text.prefix(40))”, which is no number"
  }
}
