import Foundation
package import SpecConformance

/// The ledger of what was checked about each equation, and what came of it, as a page.
package enum EvidenceText {
  /// A chapter's tables after one another.
  ///
  /// - Parameters:
  ///   - reports: on each equation, in the table's order.
  ///   - accuracies: of the equations of one number.
  ///   - open: what each concept's page says is not checked.
  package static func markdown(
    _ reports: [EquationReport], _ accuracies: [AccuracyReport], open: [(concept: Concept, text: String)]
  ) -> String {
    var lines = [heading, summary(reports)]
    var module = ""
    for (report, concept) in zip(reports, reports.compactMap { EquationTable.entry($0.equation)?.concept }) {
      if report.module != module {
        lines += unchecked(open.filter { $0.concept.module == module })
        module = report.module
        lines += ["", "## \(module)", "", columns]
      }
      lines.append(row(report, concept, accuracies.filter { $0.equation == report.equation }))
    }
    lines += unchecked(open.filter { $0.concept.module == module })
    return lines.joined(separator: "\n") + "\n"
  }

  private static let heading = """
    # Evidence

    What was checked about each equation, and the largest error that was found. `nnspec verify --markdown` makes this
    page; `nnspec verify --markdown --check` makes it again and compares it as numbers: counts must be equal, and an
    error may differ by a tenth, as another platform's math library may change it.

    | column | meaning |
    |---|---|
    | vectors | test vectors met, in `Double` and in `Float` |
    | refused | questions that must be refused, and were, each in both formats where it fits |
    | off | the largest distance from a vector's exact result, in units in its last place (ulp), and as a share of what the vector allows |
    | probes | the inputs at which a derivative is held against its witnesses; after an asterisk, at how many of them differences cannot decide, for a reason that the table of equations states |
    | differences | the largest relative distance from finite differences |
    | dual, tape | the largest distance from dual numbers and from the tape, in ulp |
    | adjoint | how far ⟨J v, w⟩ and ⟨v, Jᵀ w⟩ are apart at most, relative to their terms |
    | second | the largest relative distance of the derivative's own derivative from nested dual numbers |
    | accuracy | of a function of one number, the largest error in ulp over all `Float16` inputs, and over samples of `Double` |
    """

  /// How much there is.
  private static func summary(_ reports: [EquationReport]) -> String {
    let (doubles, vectors) = (reports.reduce(0) { $0 + $1.doubles }, reports.reduce(0) { $0 + $1.vectors })
    return """

      \(reports.count) equations; \(vectors) vectors, \(vectors - doubles) of them in `Float`; \
      \(reports.reduce(0) { $0 + $1.refusals }) refusals; derivatives at \
      \(reports.reduce(0) { $0 + $1.probes }) probes.
      """
  }

  private static let columns = """
    | equation | vectors | refused | off | probes | differences | dual | tape | adjoint | second | accuracy |
    |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
    """

  private static func row(_ report: EquationReport, _ concept: Concept, _ accuracies: [AccuracyReport]) -> String {
    let page = concept.page.dropFirst("Specs/".count)
    let vectors = "\(report.doubles) + \(report.vectors - report.doubles)"
    let off = report.vectorDistance.map { distance in
      ulps(distance) + ", " + String(format: "%.2f", report.vectorError ?? 0)
    }
    let probes = "\(report.probes)" + (report.undecided > 0 ? "\\*\(report.undecided)" : "")
    let accuracy = ["Float16", "Double"].compactMap { format in
      accuracies.filter { $0.format == format }.map(\.ulps).max().map(ulps)
    }
    let cells: [String?] = [
      "[`\(report.equation)`](\(page)#\(report.equation))", vectors,
      report.refusals == 0 ? nil : "\(report.refusals)", off, report.probes == 0 ? nil : probes,
      report.differenceError.map(relative), report.dualError.map(ulps), report.tapeError.map(ulps),
      report.adjointDefect.map(relative), report.secondDerivativeError.map(relative),
      accuracy.isEmpty ? nil : accuracy.joined(separator: ", "),
    ]
    return "| " + cells.map { $0 ?? "–" }.joined(separator: " | ") + " |"
  }

  private static func unchecked(_ open: [(concept: Concept, text: String)]) -> [String] {
    guard !open.isEmpty else { return [] }
    let rows = open.map { concept, text in
      "- [\(concept.name)](\(concept.page.dropFirst("Specs/".count))): \(text)"
    }
    return ["", "Not checked:", ""] + rows
  }

  private static func ulps(_ error: Double) -> String { String(format: error < 1000 ? "%.2f" : "%.1e", error) }

  private static func relative(_ error: Double) -> String { error == 0 ? "0" : String(format: "%.1e", error) }
}
