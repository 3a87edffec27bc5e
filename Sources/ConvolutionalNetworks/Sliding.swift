/// How a window slides over an image: the step from one position to the next, and how far it starts outside the edges.
public struct Sliding: Hashable, Sendable {
  /// s_h, by how many rows the window moves.
  public let rowStride: Int
  /// s_w, by how many columns the window moves.
  public let columnStride: Int
  /// p_h, how many rows of padding stand above the image and below it.
  public let rowPadding: Int
  /// p_w, how many columns of padding stand on the left and on the right of the image.
  public let columnPadding: Int

  /// Strides and paddings of rows and of columns.
  ///
  /// - Precondition: no stride is below 1, no padding below 0.
  public init(rowStride: Int, columnStride: Int, rowPadding: Int, columnPadding: Int) {
    precondition(
      rowStride >= 1 && columnStride >= 1, "Sliding: strides are at least 1, not \(rowStride) and \(columnStride)")
    precondition(
      rowPadding >= 0 && columnPadding >= 0,
      "Sliding: paddings are at least 0, not \(rowPadding) and \(columnPadding)")
    (self.rowStride, self.columnStride) = (rowStride, columnStride)
    (self.rowPadding, self.columnPadding) = (rowPadding, columnPadding)
  }

  /// The same stride and padding for rows and columns.
  ///
  /// - Precondition: the stride is not below 1, the padding not below 0.
  public init(stride s: Int = 1, padding p: Int = 0) {
    self.init(rowStride: s, columnStride: s, rowPadding: p, columnPadding: p)
  }
}
