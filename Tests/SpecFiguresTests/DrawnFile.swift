import Foundation
import SpecFigures
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The file of a figure as a reader of SVG finds it: without knowledge of how it was drawn.
struct DrawnFile: Sendable {
  struct Element: Sendable {
    let name: String
    let attributes: [String: String]
    /// Counted from 0; nil outside every group.
    let group: Int?
    var text = ""

    var classes: [String] { (attributes["class"] ?? "").split(separator: " ").map(String.init) }

    func number(_ name: String) -> Double? { attributes[name].flatMap { Double($0) } }

    /// The numbers of a path, pair by pair.
    var points: [(x: Double, y: Double)] {
      (attributes["d"] ?? "").split(whereSeparator: { "MLZ".contains($0) }).map { pair in
        let numbers = pair.split(separator: " ").compactMap { Double($0) }
        return (numbers[0], numbers[1])
      }
    }
  }

  let elements: [Element]
  /// Why it is no XML; nil if it is.
  let problem: String?

  init(_ text: String) {
    let (reader, parser) = (Reader(), XMLParser(data: Data(text.utf8)))
    parser.delegate = reader
    problem = parser.parse() ? nil : "\(String(describing: parser.parserError)) in line \(parser.lineNumber)"
    elements = reader.elements
  }

  /// The file of a figure of the package.
  init(of name: String) {
    self.init(FigureTests.figures.first { $0.name == name }?.svg ?? "")
  }

  /// A panel, with the numbers that its ticks show.
  struct Panel {
    let elements: [Element]
    let x, y: @Sendable (Double) -> Double

    /// The thick lines of a pattern, each as pairs of numbers.
    func curves(_ pattern: String) -> [[(x: Double, y: Double)]] {
      lines { $0.contains("bold") && $0.contains(pattern) }
    }

    /// The lines whose classes meet a condition, each as pairs of numbers.
    func lines(where condition: ([String]) -> Bool) -> [[(x: Double, y: Double)]] {
      elements.filter { $0.name == "path" && condition($0.classes) }.map { $0.points.map { (x($0.x), y($0.y)) } }
    }

    /// The round marks of an ink inside.
    func dots(_ ink: String) -> [(x: Double, y: Double)] {
      elements.filter { $0.name == "circle" && $0.classes.contains("fill-\(ink)") }.compactMap { dot in
        guard let cx = dot.number("cx"), let cy = dot.number("cy") else { return nil }
        return (x(cx), y(cy))
      }
    }

    /// The texts of a role.
    func texts(_ role: String) -> [String] {
      elements.filter { $0.name == "text" && $0.classes.contains(role) }.map(\.text)
    }
  }

  /// The panel with a title.
  ///
  /// - Parameter number: what a tick's text means.
  func panel(
    _ title: String, number: (String) -> Double? = { Double($0.replacing("−", with: "-")) }
  ) throws -> Panel {
    let group = try #require(elements.first { $0.classes.contains("title") && $0.text == title }?.group)
    let elements = elements.filter { $0.group == group }
    func scale(_ anchor: String, _ coordinate: String, drop: Double) throws -> @Sendable (Double) -> Double {
      let ticks = elements.filter { $0.classes.contains("tick") && $0.classes.contains(anchor) }
        .compactMap { tick in
          tick.number(coordinate).flatMap { position in number(tick.text).map { (at: position - drop, value: $0) } }
        }
      let (first, last) = (try #require(ticks.first), try #require(ticks.last))
      let unit = (last.value - first.value) / (last.at - first.at)
      return { first.value + ($0 - first.at) * unit }
    }
    // Texts stand on baselines, 0.35 of their 12 px below their ticks.
    return Panel(
      elements: elements, x: try scale("middle", "x", drop: 0), y: try scale("end", "y", drop: 4.2))
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []
    private var groups = 0

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if name == "g" { groups += 1 }
      let isInGroup = name == "g" || open.contains { elements[$0].name == "g" }
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes, group: isInGroup ? groups - 1 : nil))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { elements[last].text += text }
    }
  }
}
