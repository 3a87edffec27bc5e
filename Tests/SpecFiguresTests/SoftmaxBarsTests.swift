import Foundation
import Testing

@Suite struct SoftmaxBarsTests {
  /// The heights of a panel's bars, from their outlines.
  static func heights(_ panel: DrawnFile.Panel) -> [Double] {
    panel.elements.filter { $0.name == "path" && $0.classes == ["fill-blue"] }.map { bar in
      let ys = bar.points.map { panel.y($0.y) }
      return ys.map { abs($0) }.max() == ys.max() ? ys.max() ?? .nan : ys.min() ?? .nan
    }
  }

  @Test func `bars are as high as the scores and their softmax`() throws {
    let file = DrawnFile(of: "SoftmaxBars")
    let scores = [1.0, 3, 2, 0, -1]
    for (title, factor) in [("softmax(z)", 1.0), ("softmax(3 z)", 3)] {
      let e = scores.map { exp(factor * $0) }
      let heights = Self.heights(try file.panel(title))
      try #require(heights.count == 5)
      for (height, e_k) in zip(heights, e) { #expect(abs(height - e_k / e.reduce(0, +)) < 1e-3) }
    }
    for (height, score) in zip(Self.heights(try file.panel("Scores z")), scores) {
      #expect(abs(height - score) < 0.01)
    }
    let texts = try file.panel("softmax(z)").elements.filter { $0.classes.contains("fill-text") }.map(\.text)
    #expect(texts == ["softmax(z)", "0.09", "0.64", "0.23", "0.03", "0.01"])
  }
}
