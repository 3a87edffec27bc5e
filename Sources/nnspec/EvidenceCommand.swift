import Foundation
import SpecConformance

/// `nnspec verify --markdown`: the ledger, written or compared with the one on file.
enum EvidenceCommand {
  static let page = "Specs/Evidence.md"

  static func run(checks: Bool, in package: URL = PackageFolder.url, _ console: Console) throws -> Int32 {
    let entries = EquationTable.entries
    let reports = try VerifyCommand.reports(on: entries, console)
    if let failed = reports.first(where: { !$0.passes }) {
      console.complain("nnspec: \(failed.equation) fails: \(failed.failures.first ?? "nothing is checked")\n")
      return 1
    }
    let accuracies = try AccuracyCommand.reports(on: entries, single: false, records: false, console)
    let open = try EquationTable.concepts(of: entries).map {
      (concept: $0, text: try OpenQuestions.of($0, in: package))
    }
    let text = EvidenceText.markdown(reports, accuracies, open: open)
    let file = package.appending(path: page)
    guard checks else {
      try Data(text.utf8).write(to: file, options: .atomic)
      console.write("\(page) written: \(reports.count) equations\n")
      return 0
    }
    let onFile = try String(contentsOf: file, encoding: .utf8)
    let difference = EvidenceCheck.difference(made: text, onFile: onFile)
    console.write(
      difference.map { "\(page) DIFFERS\n    \($0)\n" } ?? "\(page): as on file, \(reports.count) equations\n")
    return difference == nil ? 0 : 1
  }
}
