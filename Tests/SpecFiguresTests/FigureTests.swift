import Foundation
import SpecConformance
import SpecFigures
import Testing

/// What every figure must be.
@Suite struct FigureTests {
  static let figures = Figure.all
  static let folder = PackageFolder.url.appending(path: "Specs/Figures")

  static let pages: [(path: String, text: String)] = {
    let specs = PackageFolder.url.appending(path: "Specs")
    let paths = FileManager.default.enumerator(atPath: specs.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".md") }.sorted().compactMap { path in
      (try? String(contentsOf: specs.appending(path: path), encoding: .utf8)).map { (path, $0) }
    }
  }()

  static func labels(of figure: Figure) -> [Label] {
    figure.groups.joined().compactMap { if case .label(let label) = $0 { label } else { nil } }
  }

  @Test func `names are unique, and each is a source's`() {
    let names = Self.figures.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      let source = PackageFolder.url.appending(path: "Sources/SpecFigures/Figures/\(name).swift")
      #expect(FileManager.default.fileExists(atPath: source.path), "\(name)")
    }
  }

  @Test(arguments: figures)
  func `the file is as drawn`(_ figure: Figure) throws {
    #expect(try FigureFile(of: figure, in: Self.folder).difference() == nil)
  }

  @Test func `the folder holds the figures and nothing else`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.figures.map { $0.name + ".svg" }))
  }

  @Test func `what is drawn between axes stays there`() {
    for figure in Self.figures {
      for case .line(let points, _) in figure.groups.joined() {
        for point in points {
          #expect((0...Figure.width).contains(point.x) && (0...figure.height).contains(point.y), "\(figure.name)")
        }
      }
    }
  }

  @Test func `drawn twice, it is the same text`() {
    #expect(Self.figures.map(\.svg) == Figure.all.map(\.svg))
  }

  @Test(arguments: figures)
  func `it is well-formed, and says what it is to whoever cannot see it`(_ figure: Figure) throws {
    let file = DrawnFile(figure.svg)
    #expect(file.problem == nil)
    let root = try #require(file.elements.first)
    #expect(root.name == "svg" && root.attributes["xmlns"] == "http://www.w3.org/2000/svg")
    #expect(root.attributes["role"] == "img" && root.attributes["aria-labelledby"] == "title description")
    #expect(root.attributes["viewBox"] == "0 0 720 \(Int(figure.height))")
    #expect(root.attributes["width"] == "720" && root.attributes["height"] == "\(Int(figure.height))")
    #expect(file.elements[1].name == "title" && file.elements[1].attributes["id"] == "title")
    #expect(file.elements[2].name == "desc" && file.elements[2].attributes["id"] == "description")
    #expect(file.elements[1].text == figure.title && file.elements[2].text == figure.description)
    #expect(figure.description.count > 80 && figure.title.count > 10)
  }

  @Test(arguments: figures)
  func `texts have room: each inside the figure, none over another`(_ figure: Figure) {
    let labels = Self.labels(of: figure)
    let all = Frame(x: 0, y: 0, width: Figure.width, height: figure.height)
    for (place, label) in labels.enumerated() {
      #expect(all.contains(label.box), "“\(label.text)” leaves the figure")
      #expect(label.role.size >= 12)
      for other in labels[..<place] {
        #expect(!label.box.overlaps(other.box), "“\(label.text)” stands on “\(other.text)”")
      }
    }
  }

  @Test(arguments: figures)
  func `no line and no dot runs through a text`(_ figure: Figure) {
    let labels = Self.labels(of: figure)
    var crossed: Set<String> = []
    func check(_ point: Point, _ radius: Double) {
      let spot = Frame(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
      for label in labels where label.box.overlaps(spot) && !spot.contains(label.box) {
        crossed.insert(label.text)
      }
    }
    for mark in figure.groups.joined() {
      switch mark {
      case .dot(let point, let dot): check(point, dot.radius)
      case .line(let points, let stroke) where stroke.weight != .hair:
        for (a, b) in zip(points, points.dropFirst()) {
          let around = Frame(
            x: min(a.x, b.x) - 1, y: min(a.y, b.y) - 1, width: abs(b.x - a.x) + 2, height: abs(b.y - a.y) + 2)
          guard labels.contains(where: { $0.box.overlaps(around) }) else { continue }
          let steps = max(1, (abs(b.x - a.x) + abs(b.y - a.y)).rounded(.up))
          for k in stride(from: 0, through: steps, by: 1) {
            check(Point(a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps), 1)
          }
        }
      default: break
      }
    }
    #expect(crossed.isEmpty)
  }

  @Test(arguments: figures)
  func `curves of one panel differ without their colours`(_ figure: Figure) {
    for group in figure.groups {
      var inks: [Stroke.Pattern: Set<Ink>] = [:]
      for case .line(_, let stroke) in group where stroke.weight == .bold {
        inks[stroke.pattern, default: []].insert(stroke.ink)
      }
      for (pattern, inks) in inks { #expect(inks.count == 1, "\(pattern): \(inks)") }
    }
  }

  @Test func `each is on a page, with words for whoever cannot see it, and each that a page shows is there`() {
    var shown: Set<String> = []
    for page in Self.pages {
      for match in page.text.matches(of: /!\[([^\]]*)\]\(([^)]*)\)/) {
        let target = Self.folder.deletingLastPathComponent().appending(path: page.path).deletingLastPathComponent()
          .appending(path: String(match.2)).standardizedFileURL
        #expect(match.1.count >= 40, "\(page.path): \(match.0)")
        #expect(target.deletingLastPathComponent().path == Self.folder.standardizedFileURL.path, "\(page.path)")
        shown.insert(target.deletingPathExtension().lastPathComponent)
      }
    }
    #expect(shown == Set(Self.figures.map(\.name)))
  }

  @Test func `the contents and the documents' table list each`() throws {
    let contents = try #require(Self.pages.first { $0.path == "README.md" })
    let documents = try #require(Self.pages.first { $0.path == "Documents.md" })
    for figure in Self.figures {
      #expect(contents.text.contains("(Figures/\(figure.name).svg)"), "\(figure.name)")
      #expect(documents.text.contains("(Figures/\(figure.name).svg)"), "\(figure.name)")
    }
  }
}

extension Figure: CustomTestStringConvertible {
  /// The figure's name.
  public var testDescription: String { name }
}
