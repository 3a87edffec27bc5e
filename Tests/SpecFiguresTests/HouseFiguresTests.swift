import Foundation
import Testing

/// The three figures of the house example, measured between their ticks.
///
/// What is expected comes from the page of the line's loss: the least-squares line and its loss, the mean and the mean
/// square of the sizes. From them the loss of every line follows in closed form.
@Suite struct HouseFiguresTests {
  static let (weight, bias, least) = (3302.154, 19698.410, 1.00731e10)

  static func loss(_ w: Double, _ b: Double) -> Double {
    let (dw, db) = (w - weight, b - bias)
    return least + 39901.645 * dw * dw + 2 * 188.508 * dw * db + db * db
  }

  @Test(arguments: [(3000.0, 42_000.0), (1500, 63_000), (-2500, 1_000_000), (0, 500_000)])
  func `four lines: each residual ends at its point and at the line, and their squares' mean is the loss`(
    _ w: Double, _ b: Double
  ) throws {
    let title = "w = \(Int(w)), b = \(Int(b))".replacing("-", with: "−")
    let panel = try DrawnFile(of: "HouseLines").panel(title)
    let line = panel.curves("solid").joined()
    #expect(line.count == 2)
    for (x, y) in line { #expect(abs(y * 1000 - (w * x + b)) < 100) }
    let residuals = panel.lines { $0.contains("stroke-orange") }
    let dots = panel.dots("text")
    try #require(residuals.count == 48 && dots.count == 48)
    for (residual, dot) in zip(residuals, dots) {
      #expect(residual.count == 2)
      #expect(abs(residual[0].x - dot.x) < 0.01 && abs(residual[0].y - dot.y) < 0.1)
      #expect(abs(residual[1].x - dot.x) < 0.01 && abs(residual[1].y * 1000 - (w * dot.x + b)) < 100)
    }
    let mean = residuals.reduce(0) { $0 + pow(1000 * ($1[0].y - $1[1].y), 2) } / 48
    #expect(abs(mean / Self.loss(w, b) - 1) < 1e-3)
    let exponent = Int(log10(Self.loss(w, b)))
    let digits = String(format: "%.2f", Self.loss(w, b) / pow(10, Double(exponent)))
    #expect(panel.texts("name") == ["L = \(digits) · 10\(exponent == 10 ? "¹⁰" : "¹¹")"])
  }

  @Test func `the fit: each line is the document's or the page's`() throws {
    let panel = try DrawnFile(of: "HouseFit").panel("The line after some steps of descent")
    let expected: [(pattern: String, ink: String, w: Double, b: Double)] = [
      ("dotted", "muted", 496.71, -138.26), ("dashDotDotted", "orange", 2810.335, -127.291),
      ("dashed", "text", 3302.154, 19698.41), ("solid", "blue", 3395.8, -124.13),
    ]
    for (pattern, ink, w, b) in expected {
      let line = panel.lines { $0.contains("bold") && $0.contains(pattern) && $0.contains("stroke-\(ink)") }.joined()
      #expect(line.count == 2)
      for (x, y) in line { #expect(abs(y * 1000 - (w * x + b)) < 100, "\(ink)") }
    }
    #expect(panel.dots("card").count == 48)
    let legends = panel.texts("note")
    // The first, the second and the last are legends of the document's own figures.
    for legend in [
      "496.7 x − 138.3", "2810.3 x − 127.3", "3395.8 x − 124.1", "3302.2 x + 19698.4", "3395.8 x − 123.7",
    ] {
      #expect(legends.contains(legend), "\(legend)")
    }
  }

  @Test func `the loss: every outline of a band lies on its level`() throws {
    let panel = try DrawnFile(of: "HouseLoss").panel("log₁₀ L(w, b)")
    for level in 0..<8 {
      let bound = 10.25 + 0.25 * Double(level)
      let outline = try #require(panel.elements.first { $0.classes == ["level-\(level)"] }).points
        .map { (w: panel.x($0.x), b: 1000 * panel.y($0.y)) }
      // Outlines run along the map's sides too.
      let inside = outline.filter { $0.w > 1 && $0.w < 7999 && abs($0.b) < 299_900 }
      #expect(inside.count > 30)
      for (w, b) in inside { #expect(abs(log10(Self.loss(w, b)) - bound) < 2e-3, "\(w), \(b)") }
      for (w, b) in outline { #expect(log10(Self.loss(w, b)) < bound + 2e-3) }
    }
  }

  @Test func `the loss: each colour of the key stands between its numbers`() throws {
    let file = DrawnFile(of: "HouseLoss")
    let key = file.elements.filter { $0.group == 1 }
    let numbers = key.filter { $0.name == "text" }.map { (Double($0.text) ?? .nan, $0.number("y") ?? .nan) }
    #expect(numbers.map(\.0) == [10.25, 10.5, 10.75, 11, 11.25, 11.5, 11.75, 12])
    for level in 0..<9 {
      let ys = try #require(key.first { $0.classes == ["level-\(level)"] }).points.map(\.y)
      // A number stands at the upper side of its band, its baseline 4.2 px below.
      if level < 8 { #expect(abs(numbers[level].1 - 4.2 - (ys.min() ?? .nan)) < 0.02) }
      if level > 0 { #expect(abs(numbers[level - 1].1 - 4.2 - (ys.max() ?? .nan)) < 0.02) }
    }
  }

  @Test func `the loss: the steps go from the document's start to its floor, and the minimum is elsewhere`() throws {
    let panel = try DrawnFile(of: "HouseLoss").panel("log₁₀ L(w, b)")
    let steps = panel.dots("white")
    try #require(steps.count == 21)
    for (step, w) in [(0, 496.71), (1, 2810.335), (10, 3395.8), (20, 3395.8)] {
      #expect(abs(steps[step].x - w) < 1 && abs(steps[step].y - -0.13) < 0.02)
    }
    let best = try #require(panel.dots("black").first)
    #expect(abs(best.x - Self.weight) < 1 && abs(best.y * 1000 - Self.bias) < 20)
  }
}
