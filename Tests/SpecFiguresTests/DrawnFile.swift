import Foundation

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

  /// The curve in a panel that has a class, in the numbers that the panel's ticks show.
  ///
  /// - Parameters:
  ///   - title: the panel's title.
  ///   - class: a class of the path, which only one thick path of the panel has.
  func curve(in title: String, _ class: String) -> [(x: Double, y: Double)] {
    guard let group = elements.first(where: { $0.classes.contains("title") && $0.text == title })?.group else {
      return []
    }
    let panel = elements.filter { $0.group == group }
    let ticks = panel.filter { $0.classes.contains("tick") }
    func scale(_ anchor: String, _ coordinate: String) -> (Double) -> Double {
      let marks = ticks.filter { $0.classes.contains(anchor) }.compactMap { tick in
        tick.number(coordinate).flatMap { position in
          Double(tick.text.replacing("−", with: "-")).map { (position: position, value: $0) }
        }
      }
      guard let first = marks.first, let last = marks.last, first.position != last.position else {
        return { _ in .nan }
      }
      return { first.value + ($0 - first.position) / (last.position - first.position) * (last.value - first.value) }
    }
    let (x, y) = (scale("middle", "x"), scale("end", "y"))
    // Texts stand on baselines, 0.35 of 12 px below their ticks.
    let drop = 4.2
    return panel.filter { $0.name == "path" && $0.classes.contains("bold") && $0.classes.contains(`class`) }
      .flatMap(\.points).map { (x($0.x), y($0.y + drop)) }
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
