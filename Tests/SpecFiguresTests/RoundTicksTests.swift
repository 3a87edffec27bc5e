import SpecFigures
import Testing

@Suite struct RoundTicksTests {
  @Test func `as many round numbers as there can be`() {
    let expected: [(range: ClosedRange<Double>, count: Int, values: [Double], decimals: Int)] = [
      (-6...6, 7, [-6, -4, -2, 0, 2, 4, 6], 0),
      (0...1, 5, [0, 0.25, 0.5, 0.75, 1], 2),
      (0...1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1], 1),
      (0...1, 11, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], 1),
      (-1.25...1.25, 5, [-1, -0.5, 0, 0.5, 1], 1),
      (0.3...0.9, 4, [0.4, 0.6, 0.8], 1),
      (60...310, 6, [100, 150, 200, 250, 300], 0),
      (-300_000...300_000, 7, [-300_000, -200_000, -100_000, 0, 100_000, 200_000, 300_000], 0),
      (0.0003...0.0011, 3, [0.0005, 0.00075, 0.001], 5),
      (0.0003...0.0011, 2, [0.0005, 0.001], 4),
      (-9...0, 5, [-8, -6, -4, -2, 0], 0),
      (0...7, 2, [0, 5], 0),
      // The finest step there is, and the coarsest.
      (0...2e-12, 9, [0, 1e-12, 2e-12], 12), (0...1.2e13, 3, [0, 5e12, 1e13], 0),
    ]
    for (range, count, values, decimals) in expected {
      let ticks = RoundTicks(in: range, atMost: count)
      #expect(ticks.values == values, "\(range), \(count)")
      #expect(ticks.decimals == decimals, "\(range), \(count)")
    }
  }

  @Test(arguments: [2, 3, 4, 5, 7, 10])
  func `evenly spaced by 1, 2, 2.5 or 5 times a power of ten, inside the range, within the count`(_ count: Int) {
    for k in 1...200 {
      let (low, high) = (-0.37 * Double(k * k), 1.91 * Double(k))
      let ticks = RoundTicks(in: low...high, atMost: count).values
      #expect((1...count).contains(ticks.count) && ticks.allSatisfy { low <= $0 && $0 <= high })
      guard ticks.count > 1 else { continue }
      let step = ticks[1] - ticks[0]
      var mantissa = step
      while mantissa >= 10 { mantissa /= 10 }
      while mantissa < 1 { mantissa *= 10 }
      #expect([1, 2, 2.5, 5, 10].contains { abs(mantissa - $0) < 1e-9 }, "\(step)")
      for (a, b) in zip(ticks, ticks.dropFirst()) { #expect(abs(b - a - step) < 1e-9 * step) }
      for tick in ticks { #expect(abs(tick / step - (tick / step).rounded()) < 1e-9) }
    }
  }

  @Test func `a range beyond the coarsest step traps`() async {
    await #expect(processExitsWith: .failure) { _ = RoundTicks(in: 0...1.2e14, atMost: 3) }
  }

  @Test func `a range without a length traps`() async {
    await #expect(processExitsWith: .failure) { _ = RoundTicks(in: 1...1, atMost: 5) }
  }
}
