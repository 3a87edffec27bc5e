import Foundation
import Testing

/// The three figures of losses and their derivatives, measured between their ticks.
@Suite struct LossFiguresTests {
  static func expect(
    _ panel: DrawnFile.Panel, _ pattern: String, within error: Double, count: Int = 121,
    sourceLocation: SourceLocation = #_sourceLocation, _ formula: (Double) -> Double
  ) {
    let curve = panel.curves(pattern).joined()
    #expect(curve.count == count, sourceLocation: sourceLocation)
    for (x, y) in curve { #expect(abs(y - formula(x)) < error, "at \(x)", sourceLocation: sourceLocation) }
  }

  @Test func `cross-entropy of a prediction`() throws {
    let file = DrawnFile(of: "CrossEntropyCurves")
    let (loss, derivative) = (try file.panel("Loss J"), try file.panel("Derivative ∂J/∂ŷ"))
    // Where the curves are steep, a hundredth of a pixel across is several upwards.
    Self.expect(loss, "solid", within: 0.01) { -log($0) }
    Self.expect(loss, "dashed", within: 0.01) { -log(1 - $0) }
    Self.expect(derivative, "solid", within: 0.01) { -1 / $0 }
    Self.expect(derivative, "dashed", within: 0.01) { 1 / (1 - $0) }
    let dot = try #require(loss.dots("text").first)
    #expect(abs(dot.x - 0.5) < 1e-3 && abs(dot.y - 0.693) < 1e-3)
  }

  @Test func `errors`() throws {
    let file = DrawnFile(of: "ErrorCurves")
    let (loss, derivative) = (try file.panel("Loss"), try file.panel("Derivative by ŷ"))
    Self.expect(loss, "solid", within: 2e-3) { $0 * $0 }
    Self.expect(loss, "dashed", within: 2e-3) { $0 * $0 / 2 }
    Self.expect(loss, "dashDotted", within: 1e-3, count: 3) { abs($0) }
    Self.expect(derivative, "solid", within: 1e-3, count: 2) { 2 * $0 }
    Self.expect(derivative, "dashed", within: 1e-3, count: 2) { $0 }
    let pieces = derivative.curves("dashDotted")
    try #require(pieces.map(\.count) == [2, 2])
    for (piece, slope) in zip(pieces, [-1.0, 1]) { for (_, y) in piece { #expect(abs(y - slope) < 1e-3) } }
    #expect(abs(pieces[0][1].x) < 1e-3 && abs(pieces[1][0].x) < 1e-3)
    for (dot, y) in zip(derivative.dots("card"), [-1.0, 1]) { #expect(abs(dot.y - y) < 1e-3 && abs(dot.x) < 1e-3) }
    let dot = try #require(derivative.dots("green").first)
    #expect(abs(dot.x) < 1e-3 && abs(dot.y) < 1e-3)
  }

  @Test func `losses over the logit`() throws {
    let file = DrawnFile(of: "LogitLossCurves")
    let (loss, derivative) = (try file.panel("Loss, for the target 1"), try file.panel("Derivative by z"))
    let σ = { (z: Double) in 1 / (1 + exp(-z)) }
    Self.expect(loss, "solid", within: 1e-3) { -log(σ($0)) }
    Self.expect(loss, "dashed", within: 1e-3) { pow(1 - σ($0), 2) }
    Self.expect(derivative, "solid", within: 1e-3) { σ($0) - 1 }
    Self.expect(derivative, "dashed", within: 1e-3) { -2 * pow(1 - σ($0), 2) * σ($0) }
  }
}
