/// The window of a pooling layer, and how it slides.
public struct PoolingWindow: Hashable, Sendable {
  /// k_h, its rows.
  public let height: Int
  /// k_w, its columns.
  public let width: Int
  /// Its strides and paddings.
  public let sliding: Sliding

  /// A window of its own height and width.
  ///
  /// - Precondition: neither is below 1, and each padding is smaller than its side of the window, so that every
  ///   position of the window holds part of the image.
  public init(height: Int, width: Int, sliding: Sliding) {
    precondition(height >= 1 && width >= 1, "PoolingWindow: no window is \(height) × \(width)")
    precondition(
      sliding.rowPadding < height && sliding.columnPadding < width,
      """
      PoolingWindow: a window of \(height) × \(width) can stand in the padding of \(sliding.rowPadding) rows and \
      \(sliding.columnPadding) columns alone
      """)
    (self.height, self.width, self.sliding) = (height, width, sliding)
  }

  /// A square window without padding; without a stride it is laid like tiles.
  ///
  /// - Precondition: neither number is below 1.
  public init(_ k: Int, stride s: Int? = nil) {
    self.init(height: k, width: k, sliding: Sliding(stride: s ?? k))
  }
}
