/// How alike two words are.
package enum EditDistance {
  /// The least number of characters to insert, delete or replace that turns one word into the other.
  package static func between(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var previous = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        row.append(min(previous[j + 1] + 1, row[j] + 1, previous[j] + (x == y ? 0 : 1)))
      }
      previous = row
    }
    return previous[b.count]
  }

  /// The word that takes the fewest edits, without regard to case; the first one of several.
  package static func nearest(to word: String, among words: [String]) -> String? {
    words.min { between($0.lowercased(), word.lowercased()) < between($1.lowercased(), word.lowercased()) }
  }
}
