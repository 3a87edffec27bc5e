internal import ConvolutionalNetworks

extension Attributes {
  /// The sliding that two attributes describe, each for rows and for columns.
  func sliding(stride: String = "stride", padding: String = "padding") -> Sliding {
    let (s, p) = (integers(stride, count: 2), integers(padding, count: 2))
    return Sliding(rowStride: s[0], columnStride: s[1], rowPadding: p[0], columnPadding: p[1])
  }

  /// The pooling window that three attributes describe, each for rows and for columns.
  func poolingWindow(
    size: String = "window", stride: String = "stride", padding: String = "padding"
  ) -> PoolingWindow {
    let k = integers(size, count: 2)
    return PoolingWindow(height: k[0], width: k[1], sliding: sliding(stride: stride, padding: padding))
  }
}
