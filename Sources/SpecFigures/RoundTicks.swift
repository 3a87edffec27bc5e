/// The round numbers that an axis shows: multiples of 1, 2, 2.5 or 5 times a power of ten.
package struct RoundTicks: Sendable {
  /// The numbers, in order.
  package let values: [Double]
  /// How many decimals they need.
  package let decimals: Int

  /// As many of them as there can be up to a count, evenly spaced, in a range.
  ///
  /// - Precondition: the range has a length, and the count is at least 2.
  package init(in range: ClosedRange<Double>, atMost count: Int) {
    precondition(range.lowerBound < range.upperBound && count >= 2, "RoundTicks: at most \(count) in \(range)")
    for decimals in stride(from: 12, through: -12, by: -1) {
      for (factor, places) in [(1.0, decimals), (2, decimals), (25, decimals + 1), (5, decimals)] {
        let step = Self.shifted(factor, by: places)
        // A bound that is a tick itself may be a rounding beside it.
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        guard last - first < Double(count) else { continue }
        self.values = stride(from: first, through: last, by: 1).map { Self.shifted($0 * factor, by: places) }
        self.decimals = max(0, places)
        return
      }
    }
    preconditionFailure("RoundTicks: \(range) is too long or too short")
  }

  /// A whole number with its decimal point moved to the left: rounded once, or not at all.
  private static func shifted(_ number: Double, by places: Int) -> Double {
    let power = (0..<places.magnitude).reduce(1.0) { power, _ in 10 * power }
    return places < 0 ? number * power : number / power
  }
}
