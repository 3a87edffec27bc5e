internal import Foundation
internal import LinearModels
internal import WorkedExamples

/// The loss of every line on the house prices, as a map, with the way of gradient descent on it.
enum HouseLoss {
  static var figure: Figure {
    Figure(
      "HouseLoss", "The loss over weight and bias, with steps of descent",
      """
      A map over w from 0 to 8000 and b from −300000 to 300000, in nine bands of log₁₀ L. A narrow valley runs from \
      the upper left to the lower right, and its lowest point is the least-squares line. From the start at the left \
      the steps of descent run level to the right, across the valley's side to its floor, and stop short of the lowest \
      point: b hardly changes.
      """,
      height: 470, [map, key])
  }

  private static let bounds = stride(from: 10.25, through: 12, by: 0.25).map { $0 }
  private static let grid = (columns: 120, rows: 72)

  private static var map: [Mark] {
    var panel = Panel(
      Frame(x: 70, y: 40, width: 530, height: 372), "log₁₀ L(w, b)", x: Axis("w", 0...8000, ticks: 5),
      y: Axis("b in thousands", -300...300, ticks: 7))
    func number(_ share: Double, of axis: Axis) -> Double {
      axis.range.lowerBound + share * (axis.range.upperBound - axis.range.lowerBound)
    }
    let values = (0...grid.rows).map { row in
      (0...grid.columns).map { column in
        let w = number(Double(column) / Double(grid.columns), of: panel.x)
        let b = number(Double(row) / Double(grid.rows), of: panel.y) * 1000
        return log10(
          LineLoss.value(weight: w, bias: b, inputs: HouseData.sizes, targets: HouseData.prices))
      }
    }
    for (level, bound) in (bounds + [.infinity]).enumerated().reversed() {
      let region = SublevelRegion.polygons(of: values, atMost: bound).map { polygon in
        polygon.map {
          (number($0.x / Double(grid.columns), of: panel.x), number($0.y / Double(grid.rows), of: panel.y))
        }
      }
      panel.fill(region, .level(level))
    }
    drawPath(on: &panel)
    return panel.marks
  }

  private static func drawPath(on panel: inout Panel) {
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    let steps = (0...20).map { step in
      let line = HouseExample.line(after: step)
      return (line.weight, line.bias / 1000)
    }
    panel.draw(Stroke(.black), through: steps)
    for (w, b) in steps { panel.draw(Mark.Dot(rim: .black, inside: .white, radius: 4.5), at: w, b) }
    panel.draw(Mark.Dot(rim: .white, inside: .black, radius: 4.5), at: best.weight, best.bias / 1000)
    panel.write("start", at: steps[0].0, steps[0].1, below: 18, .middle)
    panel.write("step 1", at: steps[1].0, steps[1].1, right: -6, below: 18, .middle)
    panel.write("step 20", at: steps[20].0, steps[20].1, right: 12, below: 10)
    panel.write("least squares", at: best.weight, best.bias / 1000, right: 12, below: -12)
  }

  /// The bands' colours, the lowest at the bottom, with the numbers between them.
  private static var key: [Mark] {
    let frame = Frame(x: 630, y: 40, width: 20, height: 372)
    let step = frame.height / Double(bounds.count + 1)
    let bands = (0...bounds.count).map { level in
      let (top, bottom) = (frame.bottom - Double(level + 1) * step, frame.bottom - Double(level) * step)
      let corners = [
        Point(frame.x, top), Point(frame.right, top), Point(frame.right, bottom), Point(frame.x, bottom),
      ]
      return Mark.area([corners], .level(level))
    }
    let numbers = bounds.enumerated().map { level, bound in
      let point = Point(frame.right + 8, frame.bottom - Double(level + 1) * step)
      return Mark.label(Label(NumberText.decimal(bound, decimals: 2), at: point, .start, .tick, .muted))
    }
    return bands + numbers
  }
}
