import Foundation
import SpecConformance
import Testing
import nnspec

@Suite struct EvidenceTests {
  static func report(_ id: String) throws -> EquationReport {
    let entry = try #require(EquationTable.entry(id))
    return Verification.report(on: entry, vectors: try VectorFile(of: entry.concept, in: PackageFolder.url))
  }

  @Test func `the ledger has a row for each equation, by module, and what is not checked`() throws {
    let reports = try ["dot-product-value", "sigmoid-value", "sigmoid-derivative"].map { try Self.report($0) }
    let accuracies = try [("Float16", 1.75), ("Float16", 0.5), ("Double", 1.58)].map { format, ulps in
      let json = """
        {"equation": "sigmoid-value", "attributes": "", "format": "\(format)", "inputs": 1, "ulps": \(ulps), "worst": "1"}
        """
      return try JSONDecoder().decode(AccuracyReport.self, from: Data(json.utf8))
    }
    let sigmoid = Concept("ActivationFunctions", "Sigmoid")
    let text = EvidenceText.markdown(reports, accuracies, open: [(concept: sigmoid, text: "much.")])
    let headings = text.matches(of: /(?m)^##? (.*)$/).map { String($0.1) }
    #expect(headings == ["Evidence", "TensorAlgebra", "ActivationFunctions"])
    let vectors = reports.reduce(0) { $0 + $1.vectors }
    #expect(text.contains("\n3 equations; \(vectors) vectors, "))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| [") }.map { $0.components(separatedBy: " | ") }
    #expect(rows.map { $0[0].dropFirst(4).prefix { $0 != "`" } }.elementsEqual(reports.map { $0.equation[...] }))
    #expect(rows.allSatisfy { $0.count == 11 })
    #expect(rows[1][1] == "\(reports[1].doubles) + \(reports[1].vectors - reports[1].doubles)")
    #expect(
      rows[1][4] == "–" && rows[2][4].hasSuffix("\\*\(reports[2].undecided)")
        && rows[2][4].hasPrefix("\(reports[2].probes)") && rows[1][2] == "–")
    #expect(rows[1][10] == "1.75, 1.58 |" && rows[2][10] == "– |")
    #expect(text.hasSuffix("\n\nNot checked:\n\n- [Sigmoid](ActivationFunctions/Sigmoid.md): much.\n"))
  }

  @Test func `the ledger on file has every equation`() throws {
    let text = try String(contentsOf: PackageFolder.url.appending(path: "Specs/Evidence.md"), encoding: .utf8)
    let ids = text.matches(of: /(?m)^\| \[`([a-z0-9-]+)`\]/).map { String($0.1) }
    #expect(ids == EquationTable.entries.map(\.id))
  }

  @Test(arguments: [
    ("a 1.00, 2.0e-16 | 3", "a 1.00, 2.0e-16 | 3", true), ("x 2.0e-16", "x 2.1e-16", true),
    ("x 2.0e-16", "x 3.0e-16", false), ("x 1.00", "x 1.09", true), ("x 1.00", "x 1.20", false),
    ("x 12", "x 13", false), ("x 0.05", "x 0.12", true), ("x 0.00", "x 0.30", false), ("x 1.00,", "x 1.05,", true),
    ("x 0", "x 1.0e-17", false), ("x", "y", false), ("a b", "a", false), ("a\nb", "a", false),
  ])
  func `ledgers are compared as numbers`(_ made: String, _ onFile: String, _ agree: Bool) {
    #expect((EvidenceCheck.difference(made: made, onFile: onFile) == nil) == agree)
  }

  @Test func `a difference says where and what`() {
    #expect(EvidenceCheck.difference(made: "a\nb 1", onFile: "a\nb 2") == "line 2: “b 2” on file, “b 1” found")
    #expect(EvidenceCheck.difference(made: "a", onFile: "a\nb") == "2 lines on file, 1 found")
  }
}
