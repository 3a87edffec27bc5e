import Foundation
import SpecConformance
import Testing

/// Holds IDs, pages, sources, table, vectors and tests together: what one of them names, all of them have.
@Suite struct SpecificationTests {
  static func text(_ path: String) throws -> String {
    try String(contentsOf: PackageFolder.url.appending(path: path), encoding: .utf8)
  }

  static func files(under folder: String, suffix: String) -> [String] {
    let url = PackageFolder.url.appending(path: folder)
    let paths = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(suffix) }.map { folder + "/" + $0 }.sorted()
  }

  static let ids = EquationTable.entries.map(\.id)

  @Test func `IDs are unique and in kebab case`() {
    #expect(Set(Self.ids).count == Self.ids.count)
    for id in Self.ids { #expect(id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)+/) != nil, "\(id)") }
  }

  @Test func `every ID has exactly one Equation line in Sources, and no line names another ID`() throws {
    var found: [String: [String]] = [:]
    for path in Self.files(under: "Sources", suffix: ".swift") {
      for match in try Self.text(path).matches(of: /(?m)^ *\/\/\/ Equation: (.*)$/) {
        found[String(match.1), default: []].append(path)
      }
    }
    #expect(Set(found.keys) == Set(Self.ids))
    for entry in EquationTable.entries {
      #expect(found[entry.id] == [entry.concept.source], "\(entry.id)")
    }
  }

  @Test func `every ID is a heading on its page, and no page has another`() throws {
    var found: [String: [String]] = [:]
    for path in Self.files(under: "Specs", suffix: ".md") {
      for match in try Self.text(path).matches(of: /(?m)^### `(.*)`$/) {
        found[String(match.1), default: []].append(path)
      }
    }
    #expect(Set(found.keys) == Set(Self.ids))
    for entry in EquationTable.entries { #expect(found[entry.id] == [entry.concept.page], "\(entry.id)") }
  }

  @Test(arguments: Set(EquationTable.entries.map(\.concept.page)).sorted())
  func `every page has its sections, in their order`(_ page: String) throws {
    let headings = try Self.text(page).matches(of: /(?m)^## (.*)$/).map { String($0.1) }
    let isMeasured = AccuracyRecord.pages.contains(page)
    #expect(
      headings.filter { $0 != "Errata" }
        == ["Notation", "Equations", "Evaluation", "Edge cases"] + (isMeasured ? ["Accuracy"] : []) + ["Checked by"])
  }

  @Test(arguments: ids)
  func `every ID has tests of its vectors, its edge cases and its witnesses`(_ id: String) throws {
    let entry = try #require(EquationTable.entry(id))
    let names = try Self.text(entry.concept.suite).matches(of: /func `(.*?): (.*)`\(/)
      .filter { $0.1 == id }.map { String($0.2) }
    #expect(names.contains("meets its test vectors"))
    #expect(names.contains { $0.contains("edge cases") || $0.contains("special values") })
    #expect(names.contains("agrees with its witnesses") == (entry.form != .value))
  }

  @Test(arguments: ids)
  func `every ID has vectors`(_ id: String) throws {
    let entry = try #require(EquationTable.entry(id))
    let file = try VectorFile(of: entry.concept, in: PackageFolder.url)
    #expect(file.concept == entry.concept.name && file.module == entry.concept.module)
    #expect(file.cases.contains { $0.equation == id })
    #expect(Set(file.cases.map(\.name)).count == file.cases.count)
    #expect(Set(file.cases.flatMap(\.flags)) == Set(file.notes.keys))
  }

  @Test(arguments: ids)
  func `every derivative fits the equation it belongs to`(_ id: String) throws {
    let entry = try #require(EquationTable.entry(id))
    guard let primal = entry.form.primal else { return }
    let value = try #require(EquationTable.entry(primal))
    let differentiable = value.inputs.filter(\.isDifferentiable).map(\.name)
    #expect(value.concept == entry.concept && value.form == .value)
    #expect(!value.probes.isEmpty && entry.probes.isEmpty)
    #expect(entry.ulps <= 8)
    switch entry.form {
    case .value: break
    case .elementwiseDerivative:
      #expect(differentiable.count == 1 && entry.outputs.count == 1)
      #expect(entry.inputs.map(\.name) == value.inputs.map(\.name))
    case .gradient:
      #expect(value.outputs.count == 1 && value.outputs[0].shape == [])
      #expect(entry.outputs.map(\.name) == differentiable)
      #expect(entry.inputs.map(\.name) == value.inputs.map(\.name))
    case .jacobian:
      #expect(value.outputs.count == 1 && differentiable.count == 1 && entry.outputs.count == 1)
      #expect(entry.inputs.map(\.name) == value.inputs.map(\.name))
      #expect(entry.outputs[0].shape == (value.outputs[0].shape ?? []) + (value.inputs[0].shape ?? []))
    case .pullback(_, let output):
      #expect(value.outputs.map(\.name).contains(output))
      #expect(entry.outputs.map(\.name) == differentiable)
      let known = Set((value.inputs + value.outputs).map(\.name) + [EquationForm.cotangentName])
      #expect(Set(entry.inputs.map(\.name)).isSubset(of: known))
      #expect(entry.inputs.first?.name == EquationForm.cotangentName)
    }
  }

  @Test func `every equation with a differentiable input has a derivative, and only such`() {
    for entry in EquationTable.entries where entry.form == .value {
      let derivatives = EquationTable.entries.filter { $0.form.primal == entry.id }
      #expect(derivatives.isEmpty != entry.inputs.contains(where: \.isDifferentiable), "\(entry.id)")
    }
  }

  @Test(arguments: ids)
  func `the kernel that an entry names is in its source`(_ id: String) throws {
    let entry = try #require(EquationTable.entry(id))
    let function = try #require(entry.kernel.firstMatch(of: /\.(\w+)\(/)).1
    #expect(entry.kernel.hasPrefix(entry.concept.name + "."))
    #expect(try Self.text(entry.concept.source).contains("func \(function)"))
  }

  @Test func `Documents lists the rows of the table, with their IDs, once each`() throws {
    var rows: [String: Set<String>] = [:]
    for line in try Self.text("Specs/Documents.md").split(separator: "\n") {
      guard let label = line.firstMatch(of: /^\| ([A-Z]+-\d+) \|/)?.1, !label.hasPrefix("B-") else { continue }
      #expect(rows[String(label)] == nil, "\(label) stands twice")
      rows[String(label)] = Set(line.matches(of: /\[`([a-z0-9-]+)`\]/).map { String($0.1) })
    }
    var expected: [String: Set<String>] = [:]
    for entry in EquationTable.entries {
      for label in entry.rows { expected[label, default: []].insert(entry.id) }
    }
    #expect(rows.filter { !$0.value.isEmpty } == expected)
  }

  @Test func `every row of Documents has a verdict`() throws {
    let rows = try Self.text("Specs/Documents.md").split(separator: "\n")
      .filter { $0.firstMatch(of: /^\| [A-Z]+-\d+ \|/) != nil }
    for row in rows {
      let cells = row.split(separator: " | ", omittingEmptySubsequences: false)
      #expect(cells.allSatisfy { !$0.trimmingCharacters(in: CharacterSet(charactersIn: " |")).isEmpty }, "\(row)")
    }
  }

  /// The labels that begin rows of a page's tables, as often as they do.
  static func labels(_ page: String) throws -> [String] {
    try text(page).matches(of: /(?m)^\| ([A-Z]+-\d+) \|/).map { String($0.1) }
  }

  static func labels(_ prefix: String, _ count: Int) -> [String] { (1...count).map { "\(prefix)-\($0)" } }

  /// How many equations and rules the documents have by subject: 221 in all. Then 65 claims, and 29 figures.
  static let counts: KeyValuePairs = [
    "FN": 13, "LIN": 16, "CLS": 17, "NET": 18, "UA": 4, "ACT": 16, "LOSS": 22, "GD": 11, "BP": 17, "AD": 4, "OPT": 13,
    "SCH": 6, "BN": 6, "INIT": 7, "REG": 11, "CNN": 10, "RNN": 4, "LSTM": 5, "GRU": 4, "ATT": 6, "MET": 7, "MM": 4,
    "B": 65, "E": 29,
  ]

  @Test func `Documents has a row for every equation, claim and figure, once each`() throws {
    let labels = try Self.labels("Specs/Documents.md")
    #expect(Self.counts.reduce(0) { $0 + $1.value } == 221 + 65 + 29)
    for (prefix, count) in Self.counts {
      let found = labels.filter { $0.hasPrefix(prefix + "-") }
      #expect(found.sorted() == Self.labels(prefix, count).sorted(), "\(prefix)")
    }
    #expect(labels.count == 221 + 65 + 29)
  }

  @Test func `Errata has a section for each of the eighty, in their order`() throws {
    let headings = try Self.text("Specs/Errata.md").matches(of: /(?m)^### (C-\d+)$/).map { String($0.1) }
    #expect(headings == Self.labels("C", 80))
  }

  @Test func `Systems has a row for each of the 56, in their order, and the notation for each of 26 conflicts`() throws
  {
    #expect(try Self.labels("Specs/Systems.md") == Self.labels("D", 56))
    #expect(try Self.labels("Specs/README.md") == Self.labels("F", 26))
  }

  @Test func `every erratum names a test that demonstrates it`() throws {
    let text = try Self.text("Specs/Errata.md")
    let headings = text.matches(of: /(?m)^### (C-\d+)$/).map { String($0.1) }
    #expect(Set(headings).count == headings.count)
    let sections = text.split(separator: "\n### ").dropFirst()
    #expect(sections.count == headings.count)
    for section in sections {
      let demonstrations = section.matches(of: /`([^`]+)` in \[[^\]]*\]\(\.\.\/(Tests\/[^)]*\.swift)\)/)
      // What has no number to check says so, and is named here, so that nothing else can.
      let isComputable = !["C-74"].contains(section.prefix { $0 != "\n" })
      #expect(demonstrations.isEmpty != isComputable, "\(section.prefix(5))")
      #expect(section.contains("Not a matter of computation: ") != isComputable, "\(section.prefix(5))")
      for demonstration in demonstrations {
        #expect(try Self.text(String(demonstration.2)).contains("func `\(demonstration.1)`("), "\(demonstration.1)")
      }
    }
  }

  @Test(arguments: (files(under: "Specs", suffix: ".md") + ["README.md", "CONTRIBUTING.md"]).sorted())
  func `every link leads to a file, and to a heading in it`(_ page: String) throws {
    let folder = PackageFolder.url.appending(path: page).deletingLastPathComponent()
    for match in try Self.text(page).matches(of: /\]\(([^)#\s]*)(?:#([^)\s]*))?\)/) where !match.1.hasPrefix("http") {
      let target = match.1.isEmpty ? PackageFolder.url.appending(path: page) : folder.appending(path: String(match.1))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.0)")
      guard let anchor = match.2, target.pathExtension == "md" else { continue }
      let headings = try String(contentsOf: target, encoding: .utf8).matches(of: /(?m)^#+ (.*)$/).map { heading in
        heading.1.lowercased().filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
          .replacing(" ", with: "-")
      }
      #expect(headings.contains(String(anchor)), "\(page): no heading for \(match.0)")
    }
  }

  @Test func `the contents list every page and every ID`() throws {
    let contents = try Self.text("Specs/README.md")
    for entry in EquationTable.entries {
      #expect(contents.contains("(\(entry.concept.page.dropFirst("Specs/".count))"), "\(entry.concept.page)")
      #expect(contents.contains("`\(entry.id)`"), "\(entry.id)")
    }
  }

  @Test(arguments: ["Specs/Documents.md", "Specs/Systems.md", "Specs/Errata.md"])
  func `a test or an example that an index names is there`(_ page: String) throws {
    let text = try Self.text(page)
    for match in text.matches(of: /`([^`\n]+)` in \[[^\]]*\]\(\.\.\/(Tests\/[^)]*\.swift)\)/) {
      #expect(try Self.text(String(match.2)).contains("func `\(match.1)`("), "\(page): no test \(match.1)")
    }
    let examples = try Self.text("Sources/WorkedExamples/WorkedExample.swift")
    for match in text.matches(of: /`nnspec reproduce ([a-z-]+)`/) {
      #expect(examples.contains("name: \"\(match.1)\","), "\(page): no example \(match.1)")
    }
  }

  @Test func `every system has a verdict, and stands once`() throws {
    let rows = try Self.text("Specs/Systems.md").split(separator: "\n").map(String.init)
      .filter { $0.firstMatch(of: /^\| D-\d+ \|/) != nil }
    #expect(Set(rows.compactMap { $0.firstMatch(of: /^\| (D-\d+) \|/).map { String($0.1) } }).count == rows.count)
    for row in rows {
      let cells = row.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      #expect(cells.count == 5 && cells.allSatisfy { !$0.isEmpty }, "\(row)")
      let verdict = try #require(cells.last)
      let kinds = ["specified", "shown", "a definition", "outside: "].filter { verdict.hasPrefix($0) }
      #expect(kinds.count == 1, "\(row)")
      // What is outside is nowhere; all the rest leads somewhere.
      #expect((cells[3] == "–") == verdict.hasPrefix("outside: "), "\(row)")
    }
  }
}
