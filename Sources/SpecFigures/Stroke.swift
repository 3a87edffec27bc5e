/// How a line is drawn.
package struct Stroke: Hashable, Sendable {
  /// What tells two lines apart without colour.
  package enum Pattern: String, CaseIterable, Sendable {
    case solid, dashed, dotted, dashDotted, dashDotDotted
  }

  package enum Weight: String, CaseIterable, Sendable {
    /// 1 px: the grid.
    case hair
    /// 1.5 px: axes, guides, residuals.
    case thin
    /// 2.5 px: curves.
    case bold
  }

  package let ink: Ink
  package let pattern: Pattern
  package let weight: Weight

  package init(_ ink: Ink, _ pattern: Pattern = .solid, _ weight: Weight = .bold) {
    (self.ink, self.pattern, self.weight) = (ink, pattern, weight)
  }
}
