import Foundation
import Testing

@Suite struct ApproximationFigureTests {
  @Test func `the interpolants meet the sine at their knots, and go on straight`() throws {
    let panel = try DrawnFile(of: "ApproximationError").panel("The sine and two interpolants")
    let sine = try #require(panel.curves("dotted").first)
    for (x, y) in sine { #expect(abs(y - sin(x)) < 0.02) }
    for (pattern, N) in [("dashed", 4), ("solid", 16)] {
      let curve = try #require(panel.curves(pattern).first)
      #expect(curve.count == N + 3)
      for (x, y) in curve.dropFirst().dropLast() { #expect(abs(y - sin(x)) < 0.02) }
      #expect(abs(curve[0].y) < 0.02 && abs(curve[0].x + 2) < 0.02)
      // At 4π: 2π times the last slope, sin(h)/h.
      let h = 2 * Double.pi / Double(N)
      #expect(abs(curve[N + 2].y - 2 * .pi * sin(h) / h) < 0.03)
    }
  }

  @Test func `the errors fall by 4 for each doubling, below the bound`() throws {
    // 2⁻⁴ and 16 by their logarithms.
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let panel = try DrawnFile(of: "ApproximationError").panel("The largest error on [0, 2π]") { text in
      guard text.hasPrefix("2⁻") else { return Double(text).map { log2($0) } }
      let digits = text.dropFirst(2).compactMap { superscripts.firstIndex(of: $0) }
      return -Double(digits.reduce(0) { 10 * $0 + $1 })
    }
    let bound = try #require(panel.lines { $0.contains("thin") && $0.contains("dashed") }.first)
    let errors = panel.dots("blue")
    #expect(bound.count == 5 && errors.count == 5)
    // Both axes count powers of two.
    for (k, (b, e)) in zip(bound, errors).enumerated() {
      let expected = 2 * log2(2 * Double.pi / Double(4 << k)) - 3
      #expect(abs(b.y - expected) < 0.03 && e.y < b.y + 0.03)
      #expect(k < 2 || abs(e.y - expected) < 0.1)
    }
  }
}
