/// The styles that every figure carries: one class for each ink, pattern, weight and role.
///
/// They are classes with plain colours, not variables, so that viewers that know little CSS show the light theme.
enum StyleSheet {
  static let text =
    ([fixed] + Ink.allCases.map { color($0, $0.light) } + ["@media (prefers-color-scheme: dark) {"]
    + Ink.allCases.map { color($0, $0.dark) } + ["}"] + levels).joined(separator: "\n")

  /// The ramp from low to high: viridis, whose lightness rises evenly, so that it can be read without its hues.
  static let ramp = [
    "#440154", "#472d7b", "#3b528b", "#2c728e", "#21908c", "#27ad81", "#5dc863", "#aadc32", "#fde725",
  ]

  private static let fixed = """
    text { font-family: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; \
    paint-order: stroke; stroke-width: 4px; stroke-linejoin: round }
    \(Label.Role.allCases.map { ".\($0.rawValue) { font-size: \(Int($0.size))px }" }.joined(separator: "\n"))
    .title, .name { font-weight: 600 }
    .middle { text-anchor: middle }
    .end { text-anchor: end }
    path { fill: none; stroke-linecap: round; stroke-linejoin: round }
    .hair { stroke-width: 1px }
    .thin { stroke-width: 1.5px }
    .bold { stroke-width: 2.5px }
    .dashed { stroke-dasharray: 8 6 }
    .dotted { stroke-dasharray: 1 6 }
    .dashDotted { stroke-dasharray: 10 6 1 6 }
    .dashDotDotted { stroke-dasharray: 10 6 1 6 1 6 }
    circle { stroke-width: 1.75px }
    """

  private static func color(_ ink: Ink, _ value: String) -> String {
    ".stroke-\(ink.rawValue) { stroke: \(value) } .fill-\(ink.rawValue) { fill: \(value) }"
  }

  private static let levels = ramp.enumerated().map { ".level-\($0.offset) { fill: \($0.element) }" }
}
