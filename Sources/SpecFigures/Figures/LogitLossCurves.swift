internal import ActivationFunctions
internal import LossFunctions

/// Cross-entropy and squared error behind a sigmoid, as functions of its logit, with their derivatives.
enum LogitLossCurves {
  static var figure: Figure {
    Figure(
      "LogitLossCurves", "Cross-entropy and squared error over the logit",
      """
      Two panels over the logit z from −6 to 6, for the target 1. Left, the losses: cross-entropy grows without bound \
      to the left, nearly as −z; the squared error of σ(z) levels off at 1. Right, the derivatives: that of \
      cross-entropy is near −1 where the prediction is wrong; that of the squared error is near 0 there, so that a \
      confident mistake is hardly corrected.
      """,
      height: 330, [loss.marks, derivative.marks])
  }

  private static let crossEntropy = Stroke(.blue)
  private static let squaredError = Stroke(.orange, .dashed)
  private static let frames = Frame(x: 56, y: 40, width: 646, height: 236).parts(columns: 2, gap: (x: 66, y: 0))

  private static var loss: Panel {
    var panel = Panel(
      frames[0], "Loss, for the target 1", x: Axis("logit z", -6...6, ticks: 7), y: Axis("", 0...6.1, ticks: 7))
    panel.draw(crossEntropy) { BinaryCrossEntropyWithLogits.value(logits: [$0], targets: [1]) }
    panel.draw(squaredError) { MeanSquaredError.value(predictions: [Sigmoid.value($0)], targets: [1]) }
    panel.write("cross-entropy", at: -3.6, 4.4, .start, .name, .blue)
    panel.write("squared error", at: -5.9, 0.32, .start, .name, .orange)
    return panel
  }

  private static var derivative: Panel {
    var panel = Panel(
      frames[1], "Derivative by z", x: Axis("logit z", -6...6, ticks: 7), y: Axis("", -1.1...0.25, ticks: 6))
    panel.draw(crossEntropy) { BinaryCrossEntropyWithLogits.gradient(logits: [$0], targets: [1])[0] }
    panel.draw(squaredError) { z in
      MeanSquaredError.gradient(predictions: [Sigmoid.value(z)], targets: [1])[0] * Sigmoid.derivative(at: z)
    }
    panel.write("cross-entropy", at: 0.6, -0.62, .start, .name, .blue)
    panel.write("squared error", at: -5.8, 0.1, .start, .name, .orange)
    return panel
  }
}
