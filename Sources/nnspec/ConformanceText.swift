import Foundation
package import SpecConformance

/// The report on another program, for people.
package enum ConformanceText {
  /// For a terminal: modules and flags, those with most failures first, then each failure.
  package static func plain(_ judgements: [Judgement], of command: String) -> String {
    var lines = [command, ""]
    for (title, names) in tables(judgements) {
      lines.append(row([title] + verdicts(judgements).map { heading($0) }))
      lines += names.map { tally in row([tally.name] + verdicts(judgements).map { "\(tally.count($0))" }) } + [""]
    }
    for judgement in worstFirst(judgements) {
      lines.append("\(judgement.name), \(judgement.format.rawValue): \(judgement.verdict.rawValue)")
      lines += judgement.details.prefix(4).map { "    " + $0 }
      if judgement.details.count > 4 { lines.append("    and \(judgement.details.count - 4) more") }
    }
    return lines.joined(separator: "\n") + "\n" + summary(judgements) + "\n"
  }

  /// For a page: the same as tables.
  package static func markdown(_ judgements: [Judgement], of command: String) -> String {
    var lines = ["`\(command)`: \(summary(judgements))", ""]
    for (title, names) in tables(judgements) {
      lines.append("| \(title) | " + verdicts(judgements).map(\.rawValue).joined(separator: " | ") + " |")
      lines.append("|---|" + String(repeating: "---:|", count: verdicts(judgements).count))
      lines += names.map { tally in
        "| \(tally.name) | " + verdicts(judgements).map { "\(tally.count($0))" }.joined(separator: " | ") + " |"
      }
      lines.append("")
    }
    let failures = worstFirst(judgements)
    if !failures.isEmpty { lines += ["| case | format | verdict | what is wrong |", "|---|---|---|---|"] }
    lines += failures.map { judgement in
      let what = (judgement.details.first ?? "").replacing("|", with: "\\|")
      return "| `\(judgement.name)` | \(judgement.format.rawValue) | \(judgement.verdict.rawValue) | \(what) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many cases there were, and how many failed.
  static func summary(_ judgements: [Judgement]) -> String {
    let failed = judgements.filter(\.verdict.isFailure).count
    let unsupported = judgements.filter { $0.verdict == .unsupported }.count
    let known = judgements.count - unsupported
    return "\(judgements.count) questions, \(unsupported) unsupported; of \(known) "
      + (failed == 0 ? "none failed." : "\(failed) FAILED.")
  }

  /// The verdicts that were given.
  private static func verdicts(_ judgements: [Judgement]) -> [Judgement.Verdict] {
    Judgement.Verdict.allCases.filter { verdict in judgements.contains { $0.verdict == verdict } }
  }

  private static func tables(_ judgements: [Judgement]) -> [(String, [Tally])] {
    [
      ("module", Tally.worstFirst(judgements) { [$0.module] }),
      ("flag", Tally.worstFirst(judgements.filter { $0.verdict != .unsupported }) { $0.flags }),
    ]
  }

  /// Failures of cases, the furthest off first; what broke or was not compared before them.
  private static func worstFirst(_ judgements: [Judgement]) -> [Judgement] {
    judgements.filter { $0.verdict.isFailure && $0.verdict != .notAsked }.enumerated()
      .sorted { one, other in
        let (a, b) = (one.element.ulps ?? .infinity, other.element.ulps ?? .infinity)
        return a == b ? one.offset < other.offset : a > b
      }
      .map(\.element)
  }

  private static func heading(_ verdict: Judgement.Verdict) -> String {
    switch verdict {
    case .right: "right"
    case .otherConvention: "other"
    case .wrong: "wrong"
    case .refused: "ref."
    case .accepted: "acc."
    case .broken: "broken"
    case .unsupported: "unsup."
    case .notAsked: "unask."
    }
  }

  private static func row(_ cells: [String]) -> String {
    cells[0].leftAligned(in: 32) + cells.dropFirst().map { $0.rightAligned(in: 6) }.joined()
  }
}
