/// A line of text on a drawing.
package struct Label: Hashable, Sendable {
  package enum Role: String, CaseIterable, Sendable {
    /// Heads a panel.
    case title
    /// Names a curve or a point.
    case name
    /// Explains: the title of an axis, a remark.
    case note
    /// A tick's number.
    case tick

    /// How wide a letter is on average, in parts of the size: bold letters are wider.
    var letterWidth: Double {
      switch self {
      case .title, .name: 0.68
      case .note, .tick: 0.64
      }
    }

    /// The size of the letters, in CSS pixels.
    package var size: Double {
      switch self {
      case .title: 14
      case .name, .note: 13
      case .tick: 12
      }
    }
  }

  /// Which part of the text stands at its point.
  package enum Anchor: String, CaseIterable, Sendable {
    case start, middle, end
  }

  package let text: String
  /// Where its anchor stands: across at that part of the text, down at the middle of its letters.
  package let point: Point
  package let anchor: Anchor
  package let role: Role
  package let ink: Ink
  /// Whether it reads upwards.
  package let isUpright: Bool

  package init(
    _ text: String, at point: Point, _ anchor: Anchor = .start, _ role: Role = .name, _ ink: Ink = .text,
    isUpright: Bool = false
  ) {
    (self.text, self.point, self.anchor) = (text, point, anchor)
    (self.role, self.ink, self.isUpright) = (role, ink, isUpright)
  }

  /// How far below the middle of its letters a text's baseline stands.
  package var drop: Double { 0.35 * role.size }

  /// The room it takes, by the letters' mean width in a wide font.
  package var box: Frame {
    let (length, height) = (role.letterWidth * role.size * Double(text.count), 1.1 * role.size)
    let before =
      switch anchor {
      case .start: 0.0
      case .middle: length / 2
      case .end: length
      }
    return isUpright
      ? Frame(x: point.x - height / 2, y: point.y - length + before, width: height, height: length)
      : Frame(x: point.x - before, y: point.y - height / 2, width: length, height: height)
  }
}
