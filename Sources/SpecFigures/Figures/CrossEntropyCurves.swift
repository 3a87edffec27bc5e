internal import Foundation
internal import LossFunctions

/// Binary cross-entropy of one prediction, for either target, with its derivative.
enum CrossEntropyCurves {
  static var figure: Figure {
    Figure(
      "CrossEntropyCurves", "Binary cross-entropy of one prediction",
      """
      Two panels over the predicted probability ŷ from 0 to 1. Left, the loss: for y = 1 it falls from infinity at \
      ŷ = 0 to 0 at ŷ = 1; for y = 0 it is the mirror image; both are ln 2 at ½. Right, the derivative: for y = 1 it \
      rises from minus infinity to −1, for y = 0 from 1 to infinity.
      """,
      height: 330, [loss.marks, derivative.marks])
  }

  private static let positive = Stroke(.blue)
  private static let negative = Stroke(.orange, .dashed)
  private static let frames = Frame(x: 56, y: 40, width: 646, height: 236).parts(columns: 2, gap: (x: 66, y: 0))

  private static var loss: Panel {
    let least = exp(-5.0)
    var panel = Panel(frames[0], "Loss J", x: Axis("prediction ŷ", 0...1, ticks: 6), y: Axis("", 0...5, ticks: 6))
    panel.draw(positive, over: least...1) { BinaryCrossEntropy.value(predictions: [$0], targets: [1]) }
    panel.draw(negative, over: 0...(1 - least)) { BinaryCrossEntropy.value(predictions: [$0], targets: [0]) }
    panel.draw(.full(.text), at: 0.5, BinaryCrossEntropy.value(predictions: [0.5], targets: [1]))
    panel.write("ln 2", at: 0.5, log(2), below: -18, .middle)
    panel.write("y = 1: −ln ŷ", at: 0.1, 3.5, .start, .name, .blue)
    panel.write("y = 0: −ln(1 − ŷ)", at: 0.9, 2.5, right: -8, below: -18, .end, .name, .orange)
    return panel
  }

  private static var derivative: Panel {
    var panel = Panel(
      frames[1], "Derivative ∂J/∂ŷ", x: Axis("prediction ŷ", 0...1, ticks: 6), y: Axis("", -10...10, ticks: 5))
    panel.draw(positive, over: 0.1...1) { BinaryCrossEntropy.gradient(predictions: [$0], targets: [1])[0] }
    panel.draw(negative, over: 0...0.9) { BinaryCrossEntropy.gradient(predictions: [$0], targets: [0])[0] }
    panel.write("y = 1: −1/ŷ", at: 0.2, -6.5, .start, .name, .blue)
    panel.write("y = 0: 1/(1 − ŷ)", at: 0.8, 6.5, .end, .name, .orange)
    return panel
  }
}
