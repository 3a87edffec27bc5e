/// Compares a figure that was drawn with one that is on file, as numbers.
///
/// What a platform's math library changes in a last digit can move a point by a hundredth of a pixel, the last digit
/// of a coordinate. Inside tags two numbers with two decimals may therefore differ by 0.01; everything else, all that
/// a reader reads included, must be the same.
package enum FigureCheck {
  /// Where the two differ first, in words; nil if they are the same figure.
  package static func difference(drawn: String, onFile: String) -> String? {
    let (drawn, onFile) = (lines(drawn), lines(onFile))
    for (number, (a, b)) in zip(drawn, onFile).enumerated() where !agree(a, b) {
      return "line \(number + 1): \(excerpt(of: b, beside: a)) on file, \(excerpt(of: a, beside: b)) drawn"
    }
    return drawn.count == onFile.count ? nil : "\(onFile.count) lines on file, \(drawn.count) drawn"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Whether two lines agree: tag by tag as numbers, and letter by letter between the tags.
  private static func agree(_ a: Substring, _ b: Substring) -> Bool {
    if a == b { return true }
    let (a, b) = (pieces(a), pieces(b))
    return a.count == b.count
      && zip(a, b).allSatisfy { a, b in
        if a == b { return true }
        guard let a = hundredths(a), let b = hundredths(b) else { return false }
        return (a - b).magnitude <= 1
      }
  }

  /// The coordinates of a line, and what stands between them.
  private static func pieces(_ line: Substring) -> [Substring] {
    guard line.hasPrefix("<") else { return [line] }
    let end = line.firstIndex(of: ">") ?? line.endIndex
    var pieces: [Substring] = []
    var rest = line[..<end]
    while let match = rest.firstMatch(of: /-?[0-9]+\.[0-9][0-9]/) {
      pieces += [rest[..<match.range.lowerBound], match.0]
      rest = rest[match.range.upperBound...]
    }
    return pieces + [rest, line[end...]]
  }

  private static func hundredths(_ text: Substring) -> Int? {
    guard text.wholeMatch(of: /-?[0-9]+\.[0-9][0-9]/) != nil else { return nil }
    return Int(text.replacing(".", with: ""))
  }

  /// What surrounds the first letter in which a line differs from another.
  private static func excerpt(of line: Substring, beside other: Substring) -> String {
    let common = zip(line, other).prefix { $0 == $1 }.count
    let excerpt = line.dropFirst(max(0, common - 12)).prefix(24)
    return "“\(excerpt)”"
  }
}
