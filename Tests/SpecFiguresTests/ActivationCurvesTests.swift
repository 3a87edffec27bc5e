import Foundation
import Testing

/// Measures the curves between the ticks, as a reader does, and compares them with the textbook's formulas.
@Suite struct ActivationCurvesTests {
  static let file = DrawnFile(of: "ActivationCurves")

  static func expect(
    _ panel: String, _ pattern: String, count: Int, sourceLocation: SourceLocation = #_sourceLocation,
    _ formula: (Double) -> Double
  ) throws {
    let curve = try file.panel(panel).curves(pattern).joined()
    #expect(curve.count == count, sourceLocation: sourceLocation)
    for (z, y) in curve { #expect(abs(y - formula(z)) < 1e-3, "at \(z)", sourceLocation: sourceLocation) }
  }

  @Test func `values`() throws {
    try Self.expect("Sigmoid", "solid", count: 121) { 1 / (1 + exp(-$0)) }
    try Self.expect("Tanh", "solid", count: 121) { tanh($0) }
    try Self.expect("Identity", "solid", count: 121) { $0 }
    try Self.expect("ReLU", "solid", count: 3) { max(0, $0) }
    try Self.expect("Leaky ReLU, slope 0.1", "solid", count: 3) { max(0.1 * $0, $0) }
  }

  @Test func `derivatives`() throws {
    try Self.expect("Sigmoid", "dashed", count: 121) { exp(-$0) / pow(1 + exp(-$0), 2) }
    try Self.expect("Tanh", "dashed", count: 121) { 1 - pow(tanh($0), 2) }
    try Self.expect("Identity", "dashed", count: 121) { _ in 1 }
  }

  @Test(arguments: [("Step", "solid", 0.0, 1.0), ("ReLU", "dashed", 0, 1), ("Leaky ReLU, slope 0.1", "dashed", 0.1, 1)])
  func `a jump has two ends, and the full dot is on the one that belongs to it`(
    _ title: String, _ pattern: String, _ low: Double, _ high: Double
  ) throws {
    let panel = try Self.file.panel(title)
    let pieces = panel.curves(pattern)
    try #require(pieces.map(\.count) == [2, 2])
    for (piece, height) in zip(pieces, [low, high]) { for (_, y) in piece { #expect(abs(y - height) < 1e-3) } }
    #expect(abs(pieces[0][1].x) < 1e-3 && abs(pieces[1][0].x) < 1e-3)
    let full = panel.dots(title == "Step" ? "blue" : "orange")
    try #require(full.count == 1 && panel.dots("card").count == 1)
    #expect(abs(full[0].y - (title == "Step" ? high : low)) < 1e-3 && abs(full[0].x) < 1e-3)
    #expect(abs(panel.dots("card")[0].y - (title == "Step" ? low : high)) < 1e-3)
  }
}
