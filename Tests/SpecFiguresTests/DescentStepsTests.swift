import Foundation
import Testing

@Suite struct DescentStepsTests {
  @Test(arguments: [
    ("η = 0.2: creeps down", 0.8, -4.5, 8), ("η = 1.8: overshoots", -0.8, -4.5, 8),
    ("η = 2.2: diverges", -1.2, -1.5, 6),
  ])
  func `each step multiplies θ by 1 − η, and stands on the parabola`(
    _ title: String, _ factor: Double, _ start: Double, _ steps: Int
  ) throws {
    let panel = try DrawnFile(of: "DescentSteps").panel(title)
    let (dots, line) = (panel.dots("orange"), panel.lines { $0.contains("thin") }.joined())
    try #require(dots.count == steps + 1 && line.count == steps + 1)
    for (k, (dot, point)) in zip(dots, line).enumerated() {
      let θ = start * pow(factor, Double(k))
      #expect(abs(dot.x - θ) < 2e-3 && abs(dot.y - θ * θ / 2) < 2e-3)
      #expect(abs(point.x - θ) < 2e-3 && abs(point.y - θ * θ / 2) < 2e-3)
    }
    let hollow = try #require(panel.dots("card").first)
    #expect(abs(hollow.x - start) < 2e-3)
    for (θ, y) in panel.curves("solid").joined() { #expect(abs(y - θ * θ / 2) < 5e-3) }
  }
}
