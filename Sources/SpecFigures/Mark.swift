/// Something drawn.
package enum Mark: Hashable, Sendable {
  /// Straight segments from point to point.
  case line([Point], Stroke)
  /// The inside of closed polygons.
  case area([[Point]], Fill)
  /// A round mark.
  case dot(Point, Dot)
  /// A text.
  case label(Label)

  /// What an area is filled with.
  package enum Fill: Hashable, Sendable {
    case ink(Ink)
    /// A step of the ramp from low to high.
    case level(Int)

    /// Its class in the style sheet.
    var className: String {
      switch self {
      case .ink(let ink): "fill-\(ink.rawValue)"
      case .level(let level): "level-\(level)"
      }
    }
  }

  /// How a round mark is drawn: its rim, and what is inside.
  package struct Dot: Hashable, Sendable {
    package let rim, inside: Ink
    package let radius: Double

    package init(rim: Ink, inside: Ink, radius: Double) {
      (self.rim, self.inside, self.radius) = (rim, inside, radius)
    }

    /// A full one.
    package static func full(_ ink: Ink, radius: Double = 4) -> Dot { Dot(rim: ink, inside: ink, radius: radius) }
    /// A hollow one: the end of a curve that does not belong to it.
    package static func hollow(_ ink: Ink, radius: Double = 4) -> Dot { Dot(rim: ink, inside: .card, radius: radius) }
  }

  /// An arrow from point to point: a line and its head.
  package static func arrow(from start: Point, to end: Point, _ stroke: Stroke) -> [Mark] {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    let (ux, uy) = (dx / length, dy / length)
    let neck = Point(end.x - 9 * ux, end.y - 9 * uy)
    let head = [end, Point(neck.x - 4.5 * uy, neck.y + 4.5 * ux), Point(neck.x + 4.5 * uy, neck.y - 4.5 * ux)]
    return [.line([start, neck], stroke), .area([head], .ink(stroke.ink))]
  }
}
