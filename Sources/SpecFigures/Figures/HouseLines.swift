internal import LinearModels
internal import WorkedExamples

/// The first document's four lines over the house prices, with the distance of each point.
enum HouseLines {
  static var figure: Figure {
    Figure(
      "HouseLines", "Four lines over house prices, with their residuals",
      """
      Four panels with the same 48 points, prices rising with size, and a line in each. With w = 3000 and b = 42000 \
      the line runs through the points, and the distances are short. With 1500 and 63000 it runs below most points; \
      with −2500 and 1000000 it falls across them; with 0 and 500000 it is level. Each panel names its loss.
      """,
      height: 560, zip(frames, lines).map { panel($0, weight: $1.0, bias: $1.1) })
  }

  private static let lines: [(Double, Double)] = [(3000, 42_000), (1500, 63_000), (-2500, 1_000_000), (0, 500_000)]
  private static let frames = Frame(x: 66, y: 40, width: 638, height: 468)
    .parts(columns: 2, rows: 2, gap: (x: 66, y: 72))

  private static func panel(_ frame: Frame, weight: Double, bias: Double) -> [Mark] {
    let (w, b) = (NumberText.decimal(weight, decimals: 0), NumberText.decimal(bias, decimals: 0))
    var panel = Panel(
      frame, "w = \(w), b = \(b)", x: Axis("size in m²", 60...310, ticks: 6),
      y: Axis("price in thousands", 0...1200, ticks: 7))
    let line = { (x: Double) in (x, Line.value(x, weight: weight, bias: bias) / 1000) }
    for (x, y) in zip(HouseData.sizes, HouseData.prices) {
      panel.draw(Stroke(.orange, .solid, .hair), through: [(x, y / 1000), line(x)])
    }
    panel.draw(Stroke(.blue), through: [60, 310].map(line))
    for (x, y) in zip(HouseData.sizes, HouseData.prices) {
      panel.draw(.full(.text, radius: 2), at: x, y / 1000)
    }
    let loss = HouseExample.loss((weight: weight, bias: bias))
    panel.write("L = \(NumberText.scientific(loss, decimals: 2))", at: 305, 80, .end, .name, .orange)
    return panel.marks
  }
}
