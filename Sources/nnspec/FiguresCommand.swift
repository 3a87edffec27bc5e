import Foundation
import SpecConformance
import SpecFigures

/// `nnspec figures`: draws the figures of the pages, or compares them with those on file.
enum FiguresCommand {
  /// What came of one figure.
  struct Result: Encodable {
    let figure, title, path: String
    /// How the file differs from the figure; nil if it does not, or was just written.
    let difference: String?
  }

  static func run(folder: String?, checks: Bool, json: Bool, _ console: Console) throws -> Int32 {
    let folder = folder.map { URL(filePath: $0) } ?? PackageFolder.url.appending(path: "Specs/Figures")
    let results = try Figure.all.map { figure in
      let file = FigureFile(of: figure, in: folder)
      if !checks { try file.write() }
      return Result(
        figure: figure.name, title: figure.title, path: file.url.path,
        difference: checks ? try file.difference() : nil)
    }
    console.write(json ? try JSONText.of(results) : text(results, checks: checks, folder))
    return results.contains { $0.difference != nil } ? 1 : 0
  }

  private static func text(_ results: [Result], checks: Bool, _ folder: URL) -> String {
    let width = (results.map(\.figure.count).max() ?? 0) + 2
    let rows = results.flatMap { result in
      [result.figure.leftAligned(in: width) + (result.difference == nil ? result.title : "DIFFERS")]
        + (result.difference.map { ["    " + $0] } ?? [])
    }
    let different = results.filter { $0.difference != nil }.count
    let summary =
      if !checks {
        "\(results.count) figures drawn in \(folder.path)"
      } else if different == 0 {
        "\(results.count) figures: all as on file."
      } else {
        "\(results.count) figures: \(different) DIFFER from those in \(folder.path)"
      }
    return (rows + ["", summary]).joined(separator: "\n") + "\n"
  }
}
