/// A place on a drawing: so far to the right of its upper left corner and so far below it, in CSS pixels.
package struct Point: Hashable, Sendable {
  package let x, y: Double

  package init(_ x: Double, _ y: Double) {
    (self.x, self.y) = (x, y)
  }
}
