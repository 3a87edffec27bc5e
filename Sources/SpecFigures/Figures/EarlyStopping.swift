internal import WorkedExamples

/// A network that is too large for its points: the training and the validation loss, and what keeps the latter low.
enum EarlyStopping {
  static var figure: Figure {
    Figure(
      "EarlyStopping", "Training and validation loss, and where to stop",
      """
      Two panels with mean squared errors over 150 epochs. Left, without any measure: the training loss falls towards 0, \
      while the validation loss falls only for the first epochs, to a least value that is marked, and then rises again. \
      Right, the validation loss with an L2 penalty and with dropout beside the one without: both stay low.
      """,
      height: 350, [curves.marks, methods.marks])
  }

  private static let seed: UInt64 = 2
  private static let epochs = 150
  private static let none = OverfittingExample.trained(.none, seed: seed, epochs: epochs)
  private static let l2 = OverfittingExample.trained(.l2, seed: seed, epochs: epochs)
  private static let dropout = OverfittingExample.trained(.dropout, seed: seed, epochs: epochs)
  private static let frames = Frame(x: 50, y: 40, width: 652, height: 252).parts(columns: 2, gap: (x: 56, y: 0))

  private static func panel(_ frame: Frame, _ title: String) -> Panel {
    Panel(frame, title, x: Axis("epoch", 0...Double(epochs), ticks: 6), y: Axis("", 0...1, ticks: 6))
  }

  private static func points(_ losses: [Double]) -> [(Double, Double)] {
    // A curve is cut where it leaves the panel.
    zip(0..., losses).map { epoch, J in (Double(epoch), J) }.filter { $0.1 <= 1 }
  }

  private static var curves: Panel {
    var panel = panel(frames[0], "Nothing done")
    let best = (epoch: Double(none.bestEpoch), loss: none.validation[none.bestEpoch])
    panel.draw(Stroke(.text, .dashed, .thin), through: [(best.epoch, 0), (best.epoch, 1)])
    panel.draw(Stroke(.blue), through: points(none.training))
    panel.draw(Stroke(.orange, .dashed), through: points(none.validation))
    panel.draw(.full(.orange), at: best.epoch, best.loss)
    panel.write("training", at: 85, none.training[85], below: -12, .start, .name, .blue)
    panel.write("validation", at: 105, none.validation[105], right: -6, below: -16, .end, .name, .orange)
    panel.write("best epoch: \(none.bestEpoch)", at: best.epoch, 0.9, right: 8, .start, .name)
    return panel
  }

  private static var methods: Panel {
    var panel = panel(frames[1], "Validation loss")
    panel.draw(Stroke(.orange, .dashed), through: points(none.validation))
    panel.draw(Stroke(.green), through: points(l2.validation))
    panel.draw(Stroke(.blue, .dotted), through: points(dropout.validation))
    panel.write("nothing done", at: 105, none.validation[105], right: -6, below: -16, .end, .name, .orange)
    panel.write("L2, λ = 0.1", at: 148, 0.36, .end, .name, .green)
    panel.write("dropout, p = ½", at: 148, 0.18, .end, .name, .blue)
    return panel
  }
}
