/// Arguments that ask for nothing the program can do.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  /// A word that is none of the words there are.
  static func unknown(_ kind: String, _ word: String, among words: [String]) -> UsageError {
    let nearest = EditDistance.nearest(to: word, among: words)
    return UsageError(
      description: "unknown \(kind) “\(word)”" + (nearest.map { "; did you mean “\($0)”?" } ?? ""))
  }
}
