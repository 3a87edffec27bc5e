import Foundation

/// Compares a ledger that was made with one that is on file, as numbers.
///
/// What a platform's math library changes in a last digit can change an error by more than that. Numbers with a point or
/// an exponent may therefore differ by a tenth of the larger, or by a tenth; everything else must be the same.
package enum EvidenceCheck {
  /// Where the two differ first, in words; nil if they agree.
  package static func difference(made: String, onFile: String) -> String? {
    let (made, onFile) = (lines(made), lines(onFile))
    for (number, (a, b)) in zip(made, onFile).enumerated() where !agree(a, b) {
      return "line \(number + 1): “\(b)” on file, “\(a)” found"
    }
    return made.count == onFile.count ? nil : "\(onFile.count) lines on file, \(made.count) found"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func agree(_ a: Substring, _ b: Substring) -> Bool {
    if a == b { return true }
    let (a, b) = (a.split(separator: " "), b.split(separator: " "))
    return a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || areNear($0, $1) }
  }

  private static func areNear(_ a: Substring, _ b: Substring) -> Bool {
    func error(_ text: Substring) -> Double? {
      let digits = text.hasSuffix(",") ? text.dropLast() : text
      return digits.contains(/[.e]/) ? Double(digits) : nil
    }
    guard let a = error(a), let b = error(b) else { return false }
    let difference = (a - b).magnitude
    return difference <= 0.1 * max(a, b) || (difference <= 0.1 && max(a, b) >= 0.1)
  }
}
