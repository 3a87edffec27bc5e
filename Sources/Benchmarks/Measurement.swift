import Foundation

/// What a run of some work took and found.
struct Measurement: CustomStringConvertible {
  let seconds: Double
  let figures: [Double]

  /// Whether the figures are the same up to the order of additions.
  func agrees(with other: Measurement) -> Bool {
    figures.count == other.figures.count
      && zip(figures, other.figures).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0), abs($1)) }
  }

  var description: String { String(format: "%.4g ms", 1000 * seconds) }
}
