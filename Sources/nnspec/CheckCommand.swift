import Foundation
import SpecConformance
import TensorAlgebra

/// `nnspec check --against`: another program's derivatives against differences of its own values.
enum CheckCommand {
  static func run(
    _ command: String, _ name: String?, patience: TimeInterval, seed: UInt64, json: Bool, _ console: Console
  ) throws -> Int32 {
    let derivatives = try VerifyCommand.entries(named: name).filter { $0.form.primal != nil }
    guard !derivatives.isEmpty else {
      throw UsageError(description: "\(name ?? "the table") has no derivative to check; see nnspec list")
    }
    let program = ForeignProgram(command: command, patience: patience)
    var rows: [Row] = []
    for (place, derivative) in derivatives.enumerated() {
      console.progress("checking \(place + 1) of \(derivatives.count): \(derivative.id)")
      guard let primal = derivative.form.primal.flatMap(EquationTable.entry) else { continue }
      var row = Row(equation: derivative.id)
      // Each derivative's own, so that it gets the same inputs whatever else is asked.
      var generator = Xoshiro256StarStar(seed: seed)
      for probe in ForeignGradient.probes(of: primal) {
        let gradient = ForeignGradient(derivative, of: primal, near: probe, by: program, using: &generator)
        row.add(gradient)
        // What is not supported, or does not answer, will not at the next probe either.
        if row.isUnsupported || row.hasFailedToAnswer { break }
      }
      rows.append(row)
    }
    console.progress("")
    program.stop()
    console.write(json ? try JSONText.of(rows) : text(rows, seed: seed))
    return rows.contains { !$0.failures.isEmpty } ? 1 : 0
  }

  /// What came of one derivative at all its probes.
  private struct Row: Encodable {
    let equation: String
    var probes = 0
    var elements = 0
    var undecided = 0
    var isUnsupported = false
    var hasFailedToAnswer = false
    var failures: [String] = []

    init(equation: String) { self.equation = equation }

    mutating func add(_ gradient: ForeignGradient) {
      probes += 1
      switch gradient.outcome {
      case .unsupported: isUnsupported = true
      case .failed(let what):
        hasFailedToAnswer = true
        failures.append("\(gradient.probe): \(what)")
      case .compared(let report):
        elements += report.elements.count
        let wrong = report.elements.filter(ForeignGradient.isWrong)
        undecided += report.failures.count - wrong.count
        failures += wrong.map { "\(gradient.probe): \($0)" }
      }
    }
  }

  private static func text(_ rows: [Row], seed: UInt64) -> String {
    var lines = [
      "derivative".leftAligned(in: 43) + "probes".rightAligned(in: 7) + "elements".rightAligned(in: 10)
        + "undecided".rightAligned(in: 11)
    ]
    for row in rows where !row.isUnsupported {
      lines.append(
        row.equation.leftAligned(in: 43) + "\(row.probes)".rightAligned(in: 7) + "\(row.elements)".rightAligned(in: 10)
          + "\(row.undecided)".rightAligned(in: 11) + (row.failures.isEmpty ? "  ok" : "  FAILED"))
      lines += row.failures.prefix(4).map { "    " + $0 }
      if row.failures.count > 4 { lines.append("    and \(row.failures.count - 4) more") }
    }
    let known = rows.filter { !$0.isUnsupported }
    let failed = known.filter { !$0.failures.isEmpty }.count
    lines += [
      "",
      "\(known.count) derivatives, \(rows.count - known.count) unsupported, seed \(seed): "
        + (failed == 0 ? "all agree with differences." : "\(failed) FAILED."),
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
