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
      let primal = EquationTable.entry(report.equation)?.form.primal.flatMap(EquationTable.entry)
      #expect(report.undecided == (primal?.probes ?? []).filter { $0.undecidedBecause != nil }.count)
    }
    #expect(reports.contains { $0.undecided > 0 })
  }

  @Test func `a report has the largest of its errors`() throws {
    func vector(_ name: String, _ expected: String) -> String {
      #"{"name": "\#(name)", "equation": "identity-value", "comment": "", "flags": [], "result": "valid", "attributes": {}, "#
        + #""float32": false, "inputs": {"z": {"shape": [], "data": [1]}}, "#
        + #""outputs": {"value": {"shape": [], "data": ["\#(expected)"], "ulps": [4]}}}"#
    }
    let cases = [vector("a", "1"), vector("b", "1.0000000000000004"), vector("c", "1.0000000000000002")]
    let json = #"{"concept": "Identity", "module": "M", "notes": {}, "cases": [\#(cases.joined(separator: ", "))]}"#
    let file = try JSONDecoder().decode(VectorFile.self, from: Data(json.utf8))
    let report = Verification.report(on: try #require(EquationTable.entry("identity-value")), vectors: file)
    #expect(report.vectorDistance == 2 && report.vectorError == 0.5 && report.passes)
    // Of a derivative that is not the same at every probe.
    let tanh = try #require(EquationTable.entry("tanh-derivative"))
    let witnessed = Verification.report(
      on: tanh, vectors: try VectorFile(of: tanh.concept, in: PackageFolder.url))
    let checks = try #require(EquationTable.entry("tanh-value")).probes.map { WitnessCheck(tanh, at: $0) }
    let tape = checks.flatMap(\.report.elements).compactMap(\.tapeError)
    let dual = checks.flatMap(\.report.elements).compactMap(\.dualError)
    #expect(Set(tape).count > 1 && tape.allSatisfy { $0 <= witnessed.tapeError ?? -1 })
    #expect(dual.allSatisfy { $0 <= witnessed.dualError ?? -1 })
    #expect(checks.allSatisfy { $0.adjointDefect <= witnessed.adjointDefect ?? -1 })
    #expect(checks.allSatisfy { $0.secondDerivativeError <= witnessed.secondDerivativeError ?? -1 })
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
