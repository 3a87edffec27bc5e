import Foundation
import SpecConformance

/// `nnspec verify --against`: another program's answers to every test vector.
package enum AgainstCommand {
  static func run(
    _ command: String, _ name: String?, patience: TimeInterval, style: ReportStyle, _ console: Console
  ) throws -> Int32 {
    let entries = try VerifyCommand.entries(named: name)
    let ids = Set(entries.map(\.id))
    let files = try EquationTable.concepts(of: entries).map { concept in
      try VectorFile(of: concept, in: PackageFolder.url).filter { ids.contains($0.equation) }
    }
    let program = ForeignProgram(command: command, patience: patience)
    let judgements = ConformanceRun.judgements(by: files, of: program) { place, count in
      if place % 50 == 0 { console.progress("case \(place + 1) of \(count)") }
    }
    console.progress("")
    switch style {
    case .json: console.write(try JSONText.of(judgements))
    case .markdown: console.write(ConformanceText.markdown(judgements, of: command))
    case .text: console.write(ConformanceText.plain(judgements, of: command))
    }
    return judgements.contains(where: \.verdict.isFailure) ? 1 : 0
  }
}
