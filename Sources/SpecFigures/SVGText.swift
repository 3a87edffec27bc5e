/// A figure as the text of an SVG file.
///
/// It stands on an opaque card in the colour of the page, so that it can be read where the viewer's theme is not the
/// page's. A line of the file holds one mark.
extension Figure {
  /// The text of the file.
  package var svg: String {
    let (width, height) = (Int(Self.width), Int(height))
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      role="img" aria-labelledby="title description">
      <title id="title">\(Self.escaped(title))</title>
      <desc id="description">\(Self.escaped(description))</desc>
      <style>
      \(StyleSheet.text)
      </style>
      <rect class="fill-card" width="\(width)" height="\(height)" rx="6"/>
      """
    let body = groups.map { marks in "<g>\n" + marks.map(Self.element).joined(separator: "\n") + "\n</g>" }
    return ([head] + body + ["</svg>\n"]).joined(separator: "\n")
  }

  private static func element(_ mark: Mark) -> String {
    switch mark {
    case .line(let points, let stroke):
      let classes = "\(stroke.weight.rawValue) \(stroke.pattern.rawValue) stroke-\(stroke.ink.rawValue)"
      return "<path class=\"\(classes)\" d=\"\(path(points))\"/>"
    case .area(let polygons, let fill):
      let outline = polygons.map { path($0) + "Z" }.joined()
      return "<path class=\"\(fill.className)\" d=\"\(outline)\"/>"
    case .dot(let point, let dot):
      let place = "cx=\"\(number(point.x))\" cy=\"\(number(point.y))\" r=\"\(number(dot.radius))\""
      return "<circle class=\"stroke-\(dot.rim.rawValue) fill-\(dot.inside.rawValue)\" \(place)/>"
    case .label(let label):
      return element(label)
    }
  }

  private static func element(_ label: Label) -> String {
    let classes = "\(label.role.rawValue) \(label.anchor.rawValue) fill-\(label.ink.rawValue) stroke-card"
    let place =
      label.isUpright
      ? "transform=\"translate(\(number(label.point.x + label.drop)) \(number(label.point.y))) rotate(-90)\""
      : "x=\"\(number(label.point.x))\" y=\"\(number(label.point.y + label.drop))\""
    return "<text class=\"\(classes)\" \(place)>\(escaped(label.text))</text>"
  }

  private static func path(_ points: [Point]) -> String {
    "M" + points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
  }

  private static func number(_ number: Double) -> String { NumberText.coordinate(number) }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
