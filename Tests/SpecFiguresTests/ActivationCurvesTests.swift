import Foundation
import SpecFigures
import Testing

/// Measures the curves between the ticks, as a reader does, and compares them with the textbook's formulas.
@Suite struct ActivationCurvesTests {
  static let file = DrawnFile(Figure.all.first { $0.name == "ActivationCurves" }?.svg ?? "")

  static func expect(
    _ panel: String, _ class: String, count: Int, sourceLocation: SourceLocation = #_sourceLocation,
    _ formula: (Double) -> Double
  ) {
    let curve = file.curve(in: panel, `class`)
    #expect(curve.count == count, sourceLocation: sourceLocation)
    for (z, y) in curve {
      #expect(abs(y - formula(z)) < 1e-3, "at \(z)", sourceLocation: sourceLocation)
    }
  }

  @Test func `values`() {
    Self.expect("Sigmoid", "solid", count: 121) { 1 / (1 + exp(-$0)) }
    Self.expect("Tanh", "solid", count: 121) { tanh($0) }
    Self.expect("Identity", "solid", count: 121) { $0 }
    Self.expect("ReLU", "solid", count: 3) { max(0, $0) }
    Self.expect("Leaky ReLU, slope 0.1", "solid", count: 3) { max(0.1 * $0, $0) }
    let step = Self.file.curve(in: "Step", "solid").map(\.y)
    #expect(step.allSatisfy { abs($0) < 1e-3 || abs($0 - 1) < 1e-3 } && step.count == 4)
  }

  @Test func `derivatives`() {
    Self.expect("Sigmoid", "dashed", count: 121) { exp(-$0) / pow(1 + exp(-$0), 2) }
    Self.expect("Tanh", "dashed", count: 121) { 1 - pow(tanh($0), 2) }
    Self.expect("Identity", "dashed", count: 121) { _ in 1 }
    for (panel, low) in [("ReLU", 0.0), ("Leaky ReLU, slope 0.1", 0.1)] {
      let curve = Self.file.curve(in: panel, "dashed")
      #expect(curve.map { ($0.x * 10).rounded() / 10 } == [-2, 0, 0, 2])
      for (y, expected) in zip(curve.map(\.y), [low, low, 1, 1]) { #expect(abs(y - expected) < 1e-3) }
    }
  }
}
