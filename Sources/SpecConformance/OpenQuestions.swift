public import Foundation

/// What a concept's page says is not checked.
public enum OpenQuestions {
  /// The text of the page's entry “Not checked”, on one line, with its links as they stand in `Specs`.
  ///
  /// - Parameter package: the package's folder.
  /// - Throws: `VectorError` if the page cannot be read or has no such entry.
  public static func of(_ concept: Concept, in package: URL) throws -> String {
    guard let page = try? String(contentsOf: package.appending(path: concept.page), encoding: .utf8) else {
      throw VectorError(path: concept.page, problem: "cannot be read; expected the concept's page")
    }
    guard let start = page.firstRange(of: "- **Not checked**") else {
      throw VectorError(path: concept.page, problem: "does not say what is not checked")
    }
    let lines = page[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
    let others = lines.dropFirst().prefix { $0.hasPrefix("  ") }
    let text = (lines.prefix(1) + others).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    return linked(text.hasPrefix(": ") ? String(text.dropFirst(2)) : text, from: concept)
  }

  /// Links to other pages, which are relative to the page's own folder, made relative to that folder's.
  private static func linked(_ text: String, from concept: Concept) -> String {
    text.replacing(/\]\(([^)]+)\)/) { match in
      let target = String(match.1)
      if target.contains("://") { return "](\(target))" }
      if target.hasPrefix("../") { return "](\(target.dropFirst(3)))" }
      return target.hasPrefix("#")
        ? "](\(concept.module)/\(concept.name).md\(target))" : "](\(concept.module)/\(target))"
    }
  }
}
