import Foundation
import SpecConformance
import Testing

@Suite struct OpenQuestionsTests {
  static func text(_ page: String, of concept: Concept = Concept("LossFunctions", "Loss")) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let file = folder.appending(path: concept.page)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(page.utf8).write(to: file)
    return try OpenQuestions.of(concept, in: folder)
  }

  @Test func `every page says what is not checked`() throws {
    for concept in Set(EquationTable.entries.map(\.concept)) {
      #expect(try !OpenQuestions.of(concept, in: PackageFolder.url).isEmpty, "\(concept.page)")
    }
  }

  @Test func `the entry is joined to one line and ends with it`() throws {
    #expect(try Self.text("- **Checked**: a.\n- **Not checked**: one\n  two.\n- more\n") == "one two.")
    #expect(try Self.text("- **Not checked**: one.\n\n## Errata\n  no") == "one.")
    #expect(try Self.text("- **Not checked** by a test: one.") == "by a test: one.")
  }

  @Test func `links lead where they led`() throws {
    let page = "- **Not checked**: [a](A.md), [b](../B/C.md#d), [e](#f), [g](https://h.i/j)."
    let linked = "[a](LossFunctions/A.md), [b](B/C.md#d), [e](LossFunctions/Loss.md#f), [g](https://h.i/j)."
    #expect(try Self.text(page) == linked)
  }

  @Test func `a page without one, or none at all, is an error that names the page`() {
    let error = #expect(throws: VectorError.self) { try Self.text("no such entry") }
    #expect(error?.path == "Specs/LossFunctions/Loss.md")
    #expect(throws: VectorError.self) {
      try OpenQuestions.of(Concept("LossFunctions", "Loss"), in: URL(filePath: "/nowhere"))
    }
  }
}
