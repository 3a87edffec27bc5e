internal import Foundation
internal import RecurrentNetworks
internal import TensorAlgebra

/// A vanilla RNN unrolled in time, and the states of one with two units.
package enum RecurrentUnrolling {
  static var figure: Figure {
    Figure(
      "RecurrentUnrolling", "A recurrent network unrolled in time",
      """
      Above, a row of circles h₀ to h₄ from left to right with an arrow Wₕₕ from each to the next, and below each but the \
      first a circle x₁ to x₄ with an arrow Wₓₕ up to it: the same two weights in every step. Below, the two units of \
      such a network over 24 steps. Its input is 1 in the first step and 0 from then on. Both states swing around 0, one \
      behind the other, and what is left of the input shrinks with every step.
      """,
      height: 470, [arrows, circles, states.marks])
  }

  private static let steps = 4
  private static let stroke = Stroke(.muted, .solid, .thin)

  private static func state(_ t: Int) -> Point { Point(70 + 118 * Double(t), 60) }
  private static func input(_ t: Int) -> Point { Point(70 + 118 * Double(t), 160) }

  private static var arrows: [Mark] {
    let onward = (0...steps).flatMap { t -> [Mark] in
      let (start, end) = (state(t), state(t + 1))
      return Mark.arrow(from: Point(start.x + 24, start.y), to: Point(end.x - 26, end.y), stroke)
        + [.label(Label("Wₕₕ", at: Point((start.x + end.x) / 2, start.y - 14), .middle, .name, .orange))]
    }
    let upward = (1...steps).flatMap { t -> [Mark] in
      let (start, end) = (input(t), state(t))
      return Mark.arrow(from: Point(start.x, start.y - 24), to: Point(end.x, end.y + 26), stroke)
        + [.label(Label("Wₓₕ", at: Point(start.x + 12, (start.y + end.y) / 2), .start, .name, .orange))]
    }
    return onward + upward
  }

  private static var circles: [Mark] {
    func circle(_ point: Point, _ letter: String, _ t: Int, _ ink: Ink) -> [Mark] {
      let name = letter + (["₀", "₁", "₂", "₃", "₄"])[t]
      return [.dot(point, .hollow(ink, radius: 21)), .label(Label(name, at: point, .middle, .title, ink))]
    }
    return (0...steps).flatMap { circle(state($0), "h", $0, $0 == 0 ? .muted : .text) }
      + (1...steps).flatMap { circle(input($0), "x", $0, .blue) }
      + [.label(Label("…", at: Point(state(steps + 1).x - 14, state(0).y), .middle, .title, .muted))]
  }

  /// The states of two units whose weights turn the state by 30° and shrink it to 0.9, before the tanh.
  package static let run: [[Double]] = {
    let (c, s) = (0.9 * cos(Double.pi / 6), 0.9 * sin(Double.pi / 6))
    let parameters = RNNParameters(
      inputWeights: Matrix(rows: 2, columns: 1, elements: [1.0, 0]),
      stateWeights: Matrix(rows: 2, columns: 2, elements: [c, -s, s, c]), bias: [0, 0])
    let inputs = (1...24).map { t in Matrix(rows: 1, columns: 1, elements: [t == 1 ? 1.0 : 0]) }
    let pass = RNNSequence.forward(
      inputs, initialState: Matrix(rows: 2, columns: 1, elements: [0.0, 0]), parameters: parameters)
    return ([pass.initialState] + pass.states).map { $0.column(0) }
  }()

  private static var states: Panel {
    var panel = Panel(
      Frame(x: 56, y: 238, width: 646, height: 180), "hₜ of two units, after a single input of 1 at t = 1",
      x: Axis("t", 0...24, ticks: 13), y: Axis("", -1...1, ticks: 5))
    for (unit, stroke, dot) in [
      (0, Stroke(.blue), Mark.Dot.full(.blue, radius: 3)), (1, Stroke(.green, .dashed), .hollow(.green, radius: 3)),
    ] {
      panel.draw(stroke, through: run.enumerated().map { t, h in (Double(t), h[unit]) })
      for (t, h) in run.enumerated() { panel.draw(dot, at: Double(t), h[unit]) }
    }
    panel.write("unit 1", at: 1, run[1][0], right: 12, below: -10, .start, .name, .blue)
    panel.write("unit 2", at: 4, run[4][1], right: 12, below: -12, .start, .name, .green)
    return panel
  }
}
