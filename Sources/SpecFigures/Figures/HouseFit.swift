internal import LinearModels
internal import WorkedExamples

/// The first document's line after some steps of gradient descent, and the least-squares line.
enum HouseFit {
  static var figure: Figure {
    Figure(
      "HouseFit", "A line fitted to house prices by gradient descent",
      """
      48 points, prices rising with size, and five lines. The line at the start is almost level and far below the \
      points. After one step it runs a little below their middle, after two almost through it. After 10 and after 20 \
      steps it is the same line to the eye. The least-squares line is a little higher at the left end and a little \
      lower at the right.
      """,
      height: 440, [panel.marks + names(beside: panel)])
  }

  /// A line of the figure, and what is written at its end.
  private struct Fit {
    let name: String
    let legends: [String]
    let line: (weight: Double, bias: Double)
    let stroke: Stroke
  }

  private static let range = 60.0...310.0

  private static var fits: [Fit] {
    func legend(_ line: (weight: Double, bias: Double)) -> String {
      let bias = NumberText.decimal(line.bias.magnitude, decimals: 1)
      return "\(NumberText.decimal(line.weight, decimals: 1)) x \(line.bias < 0 ? "−" : "+") \(bias)"
    }
    func fit(_ name: String, _ stroke: Stroke, _ lines: [(weight: Double, bias: Double)]) -> Fit {
      Fit(name: name, legends: lines.map(legend), line: lines[0], stroke: stroke)
    }
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    let line = HouseExample.line
    return [
      fit("steps 10 and 20", Stroke(.blue), [line(10), line(20)]),
      fit("least squares", Stroke(.text, .dashed), [best]),
      fit("step 2", Stroke(.green, .dashDotted), [line(2)]),
      fit("step 1", Stroke(.orange, .dashDotDotted), [line(1)]),
      fit("start", Stroke(.muted, .dotted), [line(0)]),
    ]
  }

  private static var panel: Panel {
    var panel = Panel(
      Frame(x: 66, y: 40, width: 450, height: 344), "The line after some steps of descent",
      x: Axis("size in m²", range, ticks: 6), y: Axis("price in thousands", 0...1200, ticks: 7))
    for (x, y) in zip(HouseData.sizes, HouseData.prices) { panel.draw(.hollow(.muted, radius: 3), at: x, y / 1000) }
    for fit in fits {
      panel.draw(fit.stroke, through: [range.lowerBound, range.upperBound].map { ($0, price($0, fit)) })
    }
    return panel
  }

  private static func price(_ size: Double, _ fit: Fit) -> Double {
    Line.value(size, weight: fit.line.weight, bias: fit.line.bias) / 1000
  }

  /// The names at the right ends of the lines, moved down where two ends are close.
  private static func names(beside panel: Panel) -> [Mark] {
    let lineHeight = 17.0
    var free = panel.frame.y
    return fits.flatMap { fit -> [Mark] in
      let end = panel.point(range.upperBound, price(range.upperBound, fit))
      let first = max(end.y, free)
      free = first + lineHeight * Double(fit.legends.count + 1) + 8
      let leader = [Point(end.x + 5, end.y), Point(end.x + 24, first)]
      let name = Label(fit.name, at: Point(end.x + 30, first), .start, .name, fit.stroke.ink)
      let legends = fit.legends.enumerated().map { place, legend in
        Label(legend, at: Point(end.x + 30, first + lineHeight * Double(place + 1)), .start, .note, .muted)
      }
      return [Mark.line(leader, Stroke(fit.stroke.ink, .solid, .thin))] + ([name] + legends).map { Mark.label($0) }
    }
  }
}
