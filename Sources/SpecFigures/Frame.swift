/// An upright rectangle of a drawing, in CSS pixels.
package struct Frame: Hashable, Sendable {
  package let x, y, width, height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  package var right: Double { x + width }
  package var bottom: Double { y + height }

  /// Equal parts of it, row by row, with gaps between them.
  package func parts(columns: Int, rows: Int = 1, gap: (x: Double, y: Double)) -> [Frame] {
    let width = (width - gap.x * Double(columns - 1)) / Double(columns)
    let height = (height - gap.y * Double(rows - 1)) / Double(rows)
    return (0..<rows * columns).map { place in
      Frame(
        x: x + Double(place % columns) * (width + gap.x), y: y + Double(place / columns) * (height + gap.y),
        width: width, height: height)
    }
  }

  /// Whether another one lies inside, its edge included.
  package func contains(_ other: Frame) -> Bool {
    x <= other.x && y <= other.y && other.right <= right && other.bottom <= bottom
  }

  /// Whether another one shares more than an edge with it.
  package func overlaps(_ other: Frame) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}
