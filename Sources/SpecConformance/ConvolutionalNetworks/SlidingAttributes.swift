internal import ConvolutionalNetworks

extension Attributes {
  /// The whole numbers of an attribute, such as those of “2-3”: for rows and for columns.
  ///
  /// - Precondition: there is such a text, of whole numbers between hyphens.
  func numbers(_ name: String) -> [Int] {
    text(name).split(separator: "-").map { word in
      guard let number = Int(word) else {
        preconditionFailure("Attributes: \(name) “\(text(name))” is no list of whole numbers")
      }
      return number
    }
  }

  /// The sliding that two attributes describe, each for rows and for columns.
  func sliding(stride: String = "stride", padding: String = "padding") -> Sliding {
    let (s, p) = (numbers(stride), numbers(padding))
    return Sliding(rowStride: s[0], columnStride: s[1], rowPadding: p[0], columnPadding: p[1])
  }

  /// The pooling window that three attributes describe, each for rows and for columns.
  func poolingWindow(
    size: String = "window", stride: String = "stride", padding: String = "padding"
  ) -> PoolingWindow {
    let k = numbers(size)
    return PoolingWindow(height: k[0], width: k[1], sliding: sliding(stride: stride, padding: padding))
  }
}
