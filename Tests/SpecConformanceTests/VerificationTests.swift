import Foundation
import SpecConformance
import Testing

@Suite struct VerificationTests {
  @Test func `every equation of the table passes`() throws {
    var seen: [String] = []
    let reports = try Verification.reports(on: EquationTable.entries) { place, entry in
      #expect(place == seen.count)
      seen.append(entry.id)
    }
    #expect(seen == EquationTable.entries.map(\.id))
    for report in reports {
      #expect(report.passes, "\(report.equation): \(report.failures)")
      #expect(report.vectors > 0 && report.vectorError != nil)
      let isDerivative = EquationTable.entry(report.equation)?.form != .value
      #expect((report.probes > 0) == isDerivative)
      #expect((report.dualError != nil) == isDerivative && (report.tapeError != nil) == isDerivative)
      #expect((report.differenceError ?? 0) <= 1e-8)
    }
  }

  @Test func `a report without a case does not pass`() throws {
    let entry = try #require(EquationTable.entry("sigmoid-value"))
    let file = try VectorFile(of: Concept("ActivationFunctions", "Identity"), in: PackageFolder.url)
    #expect(!Verification.report(on: entry, vectors: file).passes)
  }

  @Test func `vectors that cannot be read are an error`() {
    #expect(throws: VectorError.self) {
      try Verification.reports(on: EquationTable.entries, in: URL(filePath: "/nowhere"))
    }
  }

  @Test func `entries are found by ID, concept and module`() {
    #expect(EquationTable.entries(named: "sigmoid-value").map(\.id) == ["sigmoid-value"])
    #expect(EquationTable.entries(named: "Sigmoid").map(\.id) == ["sigmoid-value", "sigmoid-derivative"])
    #expect(EquationTable.entries(named: "ActivationFunctions").count == 20)
    #expect(EquationTable.entries(named: "sigmoid").isEmpty)
  }
}
