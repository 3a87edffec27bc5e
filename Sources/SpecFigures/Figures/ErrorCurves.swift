internal import LossFunctions

/// The squared, half squared and absolute error of one prediction, with their derivatives.
enum ErrorCurves {
  static var figure: Figure {
    Figure(
      "ErrorCurves", "Squared, half squared and absolute error",
      """
      Two panels over the error ŷ − y from −3 to 3. Left, the losses: two parabolas with their lowest point at 0, one \
      half as high as the other, and a V of slope 1. Right, the derivatives: straight lines through 0 of slope 2 and \
      1, and for the absolute error a jump from −1 to 1 with the value 0 at 0.
      """,
      height: 358, [legend, loss.marks, derivative.marks])
  }

  private static let squared = Stroke(.blue)
  private static let halfSquared = Stroke(.orange, .dashed)
  private static let absolute = Stroke(.green, .dashDotted)
  private static let frames = Frame(x: 56, y: 68, width: 646, height: 236).parts(columns: 2, gap: (x: 66, y: 0))

  private static let legend = Legend.marks(
    at: Point(56, 20),
    [(.line(squared), "squared error"), (.line(halfSquared), "half of it"), (.line(absolute), "absolute error")])

  private static var loss: Panel {
    var panel = Panel(frames[0], "Loss", x: Axis("error ŷ − y", -3...3, ticks: 7), y: Axis("", 0...5, ticks: 6))
    let widest = 5.0.squareRoot()
    panel.draw(squared, over: -widest...widest) { MeanSquaredError.value(predictions: [$0], targets: [0]) }
    panel.draw(halfSquared) { HalfMeanSquaredError.value(predictions: [$0], targets: [0]) }
    panel.draw(
      absolute, through: [-3, 0, 3].map { ($0, MeanAbsoluteError.value(predictions: [$0], targets: [0])) })
    return panel
  }

  private static var derivative: Panel {
    var panel = Panel(
      frames[1], "Derivative by ŷ", x: Axis("error ŷ − y", -3...3, ticks: 7), y: Axis("", -6...6, ticks: 7))
    panel.draw(
      squared, through: [-3, 3].map { ($0, MeanSquaredError.gradient(predictions: [$0], targets: [0])[0]) })
    panel.draw(
      halfSquared, through: [-3, 3].map { ($0, HalfMeanSquaredError.gradient(predictions: [$0], targets: [0])[0]) })
    let slope = { (error: Double) in MeanAbsoluteError.gradient(predictions: [error], targets: [0])[0] }
    // Numbers that are drawn at 0 and are not 0.
    let (before, after) = (-1e-9, 1e-9)
    panel.draw(absolute, through: [-3, before].map { ($0, slope($0)) })
    panel.draw(absolute, through: [after, 3].map { ($0, slope($0)) })
    panel.draw(.hollow(.green), at: 0, slope(before))
    panel.draw(.hollow(.green), at: 0, slope(after))
    panel.draw(.full(.green), at: 0, slope(0))
    return panel
  }
}
