/// One pair of axes and what is drawn between them.
package struct Panel: Sendable {
  /// Where the axes' ranges lie on the drawing.
  package let frame: Frame
  package let x, y: Axis
  /// The grid, the ticks and the titles first, then everything that was drawn, in that order.
  package private(set) var marks: [Mark] = []

  /// An empty panel.
  package init(_ frame: Frame, _ title: String, x: Axis, y: Axis) {
    (self.frame, self.x, self.y) = (frame, x, y)
    drawGrid()
    marks.append(.label(Label(title, at: Point(frame.x, frame.y - 14), .start, .title)))
    let middle = Point(frame.x + frame.width / 2, frame.y + frame.height / 2)
    if !x.title.isEmpty {
      marks.append(.label(Label(x.title, at: Point(middle.x, frame.bottom + 33), .middle, .note, .muted)))
    }
    if !y.title.isEmpty {
      let across = frame.x - 48
      marks.append(.label(Label(y.title, at: Point(across, middle.y), .middle, .note, .muted, isUpright: true)))
    }
  }

  /// Where a pair of numbers stands on the drawing.
  package func point(_ x: Double, _ y: Double) -> Point {
    let across = (x - self.x.range.lowerBound) / (self.x.range.upperBound - self.x.range.lowerBound)
    let up = (y - self.y.range.lowerBound) / (self.y.range.upperBound - self.y.range.lowerBound)
    return Point(frame.x + across * frame.width, frame.bottom - up * frame.height)
  }

  /// Draws a function over a range, the panel's whole width if nil.
  package mutating func draw(
    _ stroke: Stroke, over range: ClosedRange<Double>? = nil, _ function: (Double) -> Double
  ) {
    let range = range ?? x.range
    let intervals = 120
    let points = (0...intervals).map { i in
      // Symmetric, so that the middle of a range around 0 is exactly 0.
      let x = (range.lowerBound * Double(intervals - i) + range.upperBound * Double(i)) / Double(intervals)
      return (x, function(x))
    }
    draw(stroke, through: points)
  }

  /// Draws straight segments from point to point.
  package mutating func draw(_ stroke: Stroke, through points: [(Double, Double)]) {
    marks.append(.line(points.map { point($0.0, $0.1) }, stroke))
  }

  /// Draws a round mark.
  package mutating func draw(_ dot: Mark.Dot, at x: Double, _ y: Double) {
    marks.append(.dot(point(x, y), dot))
  }

  /// Fills the inside of closed polygons.
  package mutating func fill(_ polygons: [[(Double, Double)]], _ fill: Mark.Fill) {
    marks.append(.area(polygons.map { $0.map { point($0.0, $0.1) } }, fill))
  }

  /// Writes beside a point, so many pixels to its right and below it.
  package mutating func write(
    _ text: String, at x: Double, _ y: Double, right: Double = 0, below: Double = 0, _ anchor: Label.Anchor = .start,
    _ role: Label.Role = .name, _ ink: Ink = .text
  ) {
    let point = point(x, y)
    marks.append(.label(Label(text, at: Point(point.x + right, point.y + below), anchor, role, ink)))
  }

  private mutating func drawGrid() {
    for tick in x.ticks.values {
      let (low, high) = (point(tick, y.range.lowerBound), point(tick, y.range.upperBound))
      marks.append(.line([low, high], tick == 0 ? Stroke(.muted, .solid, .hair) : Stroke(.faint, .solid, .hair)))
      marks.append(.label(Label(x.text(tick), at: Point(low.x, low.y + 14), .middle, .tick, .muted)))
    }
    for tick in y.ticks.values {
      let (left, right) = (point(x.range.lowerBound, tick), point(x.range.upperBound, tick))
      marks.append(.line([left, right], tick == 0 ? Stroke(.muted, .solid, .hair) : Stroke(.faint, .solid, .hair)))
      marks.append(.label(Label(y.text(tick), at: Point(left.x - 7, left.y), .end, .tick, .muted)))
    }
  }
}
