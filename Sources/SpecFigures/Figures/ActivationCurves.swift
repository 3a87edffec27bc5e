internal import ActivationFunctions

/// The activation functions that act on one number, with their derivatives.
enum ActivationCurves {
  static var figure: Figure {
    Figure(
      "ActivationCurves", "Six activation functions and their derivatives",
      """
      Six panels over z. The step is 0 below 0 and 1 from 0 on. The sigmoid rises from 0 to 1, and its derivative is a \
      low hill of height 0.25. The hyperbolic tangent rises from −1 to 1, and its derivative is a hill of height 1. The \
      identity is a straight line with the derivative 1. ReLU is 0 below 0 and the identity above; its derivative jumps \
      from 0 to 1. Leaky ReLU, drawn with the slope 0.1, has a small slope below 0.
      """,
      height: 508, [legend] + panels.map(\.marks))
  }

  private static let value = Stroke(.blue)
  private static let derivative = Stroke(.orange, .dashed)
  private static let slope = 0.1
  /// A number that is drawn at 0 and is not 0.
  private static let after = 1e-9

  private static let legend = Legend.marks(
    at: Point(44, 20),
    [
      (.line(value), "value"), (.line(derivative), "derivative"), (.dot(.full(.muted)), "belongs to the curve"),
      (.dot(.hollow(.muted)), "does not"),
    ])

  private static var panels: [Panel] {
    let frames = Frame(x: 44, y: 66, width: 660, height: 394).parts(columns: 3, rows: 2, gap: (x: 46, y: 70))
    return [
      step(frames[0]), sigmoid(frames[1]), tanh(frames[2]), identity(frames[3]), relu(frames[4]), leakyReLU(frames[5]),
    ]
  }

  private static func saturating(_ frame: Frame, _ title: String) -> Panel {
    Panel(frame, title, x: Axis("", -6...6, ticks: 7), y: Axis("", -1.25...1.25, ticks: 5))
  }

  private static func linear(_ frame: Frame, _ title: String) -> Panel {
    Panel(frame, title, x: Axis("z", -2...2, ticks: 5), y: Axis("", -2...2, ticks: 5))
  }

  private static func step(_ frame: Frame) -> Panel {
    var panel = saturating(frame, "Step")
    panel.draw(value, through: [-6, -after].map { ($0, Step.value($0)) })
    panel.draw(value, through: [0, 6].map { ($0, Step.value($0)) })
    panel.draw(.hollow(.blue), at: 0, 0)
    panel.draw(.full(.blue), at: 0, Step.value(0))
    return panel
  }

  private static func sigmoid(_ frame: Frame) -> Panel {
    var panel = saturating(frame, "Sigmoid")
    panel.draw(value, Sigmoid.value)
    panel.draw(derivative, Sigmoid.derivative)
    return panel
  }

  private static func tanh(_ frame: Frame) -> Panel {
    var panel = saturating(frame, "Tanh")
    panel.draw(value, Tanh.value)
    panel.draw(derivative, Tanh.derivative)
    return panel
  }

  private static func identity(_ frame: Frame) -> Panel {
    var panel = linear(frame, "Identity")
    panel.draw(value, Identity.value)
    panel.draw(derivative, Identity.derivative)
    return panel
  }

  private static func relu(_ frame: Frame) -> Panel {
    var panel = linear(frame, "ReLU")
    drawKink(on: &panel, ReLU.value, ReLU.derivative)
    return panel
  }

  private static func leakyReLU(_ frame: Frame) -> Panel {
    var panel = linear(frame, "Leaky ReLU, slope \(NumberText.decimal(slope, decimals: 1))")
    drawKink(on: &panel, { LeakyReLU.value($0, slope: slope) }, { LeakyReLU.derivative(at: $0, slope: slope) })
    return panel
  }

  private static func drawKink(
    on panel: inout Panel, _ function: (Double) -> Double, _ slope: (Double) -> Double
  ) {
    panel.draw(value, through: [-2, 0, 2].map { ($0, function($0)) })
    panel.draw(derivative, through: [-2, 0].map { ($0, slope($0)) })
    panel.draw(derivative, through: [after, 2].map { ($0, slope($0)) })
    panel.draw(.full(.orange), at: 0, slope(0))
    panel.draw(.hollow(.orange), at: 0, slope(after))
  }
}
