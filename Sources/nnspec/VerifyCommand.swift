import Foundation
package import SpecConformance

/// `nnspec verify`: checks equations and prints a row for each.
package enum VerifyCommand {
  static func run(_ name: String?, json: Bool, _ console: Console) throws -> Int32 {
    let reports = try reports(on: try entries(named: name), console)
    console.write(json ? try JSONText.of(reports) : text(reports))
    return reports.allSatisfy(\.passes) ? 0 : 1
  }

  /// What must be refused is asked in a process of its own, which a refusal may end.
  static func reports(on entries: [Entry], _ console: Console) throws -> [EquationReport] {
    let program = ForeignProgram(command: ServeWorker.command(console.program))
    let reports = try Verification.reports(on: entries, refusingIn: program) { place, entry in
      console.progress("checking \(place + 1) of \(entries.count): \(entry.id)")
    }
    console.progress("")
    return reports
  }

  static func entries(named name: String?) throws(UsageError) -> [Entry] {
    guard let name else { return EquationTable.entries }
    let entries = EquationTable.entries(named: name)
    guard !entries.isEmpty else {
      let names = EquationTable.entries.flatMap { [$0.id, $0.concept.name, $0.concept.module] }
      throw .unknown("equation, concept or module", name, among: names)
    }
    return entries
  }

  package static func text(_ reports: [EquationReport]) -> String {
    var lines: [String] = []
    var module = ""
    for report in reports {
      if report.module != module {
        module = report.module
        lines.append((lines.isEmpty ? "" : "\n") + heading(module))
      }
      lines.append(row(report))
      lines += report.failures.map { "    " + $0 }
    }
    let failed = reports.filter { !$0.passes }.count
    let cases = reports.reduce(0) { $0 + $1.cases }
    let undecided = reports.reduce(0) { $0 + $1.undecided }
    lines += [
      "",
      "vector: largest error, as a share of what the case's condition allows;",
      "diff: largest relative error against finite differences;",
      "dual, tape: largest error in units in the last place.",
    ]
    if undecided > 0 {
      lines.append("* At \(undecided) probes differences cannot decide; the table states why at each.")
    }
    lines.append(
      failed == 0
        ? "\(reports.count) equations, \(cases) cases: all agree."
        : "\(reports.count) equations, \(cases) cases: \(failed) FAILED.")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func heading(_ module: String) -> String {
    line([module, "cases", "vector", "diff", "dual", "tape", "result"])
  }

  private static func row(_ report: EquationReport) -> String {
    line([
      "  " + report.equation,
      "\(report.cases)",
      share(report.vectorError),
      relative(report.differenceError),
      ulps(report.dualError),
      ulps(report.tapeError),
      report.passes ? (report.undecided > 0 ? "ok*" : "ok") : "FAILED",
    ])
  }

  private static func line(_ cells: [String]) -> String {
    cells[0].leftAligned(in: 43)
      + zip(cells.dropFirst(), [5, 7, 8, 5, 5, 7]).map { $0.rightAligned(in: $1) }.joined()
  }

  private static func share(_ error: Double?) -> String {
    error.map { $0.isFinite ? String(format: "%.0f %%", 100 * $0) : "∞" } ?? "–"
  }

  private static func ulps(_ error: Double?) -> String {
    error.map { String(format: $0 < 1000 ? "%.1f" : "%.0e", $0) } ?? "–"
  }

  private static func relative(_ error: Double?) -> String {
    error.map { $0 == 0 ? "0" : String(format: "%.1e", $0) } ?? "–"
  }
}
