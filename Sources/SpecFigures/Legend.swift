/// Names of lines and dots in one row, where panels share them or have no room at the curves.
enum Legend {
  /// What a sample shows.
  enum Sample {
    case line(Stroke)
    case dot(Mark.Dot)
  }

  /// The row, from its left end on.
  static func marks(at start: Point, _ items: [(sample: Sample, text: String)]) -> [Mark] {
    var marks: [Mark] = []
    var x = start.x
    for (sample, text) in items {
      let label: Label
      switch sample {
      case .line(let stroke):
        marks.append(.line([Point(x, start.y), Point(x + 34, start.y)], stroke))
        label = Label(text, at: Point(x + 42, start.y), .start, .name, stroke.ink)
      case .dot(let dot):
        marks.append(.dot(Point(x + dot.radius, start.y), dot))
        label = Label(text, at: Point(x + 2 * dot.radius + 7, start.y), .start, .note, .muted)
      }
      marks.append(.label(label))
      x = label.box.right + 22
    }
    return marks
  }
}
