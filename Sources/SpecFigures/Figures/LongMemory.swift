internal import Foundation
internal import RecurrentNetworks
internal import WorkedExamples

/// What recurrent units remember over a lag: what they learn, and how far a gradient reaches before they do.
package enum LongMemory {
  static var figure: Figure {
    Figure(
      "LongMemory", "What recurrent units remember over a lag",
      """
      Left, the median accuracy of five trained networks over the number of distracting steps after a sign that they are \
      to remember: the RNN falls from 1 at 10 steps to guessing at 20, the LSTM to 0.88 at 40, and the GRU stays at 1. \
      Right, the norm of the loss's derivative by an input over that by the last input, before training, in powers of \
      ten, over the lag up to 30 steps: the RNN's falls below 10⁻⁴, that of an LSTM with forget bias 1 below 10⁻², and \
      those of an LSTM with forget bias 3 and of a GRU with update bias −3 stay above 10⁻¹.
      """,
      height: 370,
      [
        accuracies.marks, reaches.marks,
        Legend.marks(at: Point(56, 348), curves.map { (.line($0.stroke), $0.name) }),
      ])
  }

  private static let frames = Frame(x: 56, y: 40, width: 646, height: 246).parts(columns: 2, gap: (x: 66, y: 0))
  private static let curves = [
    (name: "RNN", cell: RecurrentShape.Cell.rnn, κ: 0.0, stroke: Stroke(.text, .dotted)),
    (name: "LSTM, κ = 3", cell: .lstm, κ: 3, stroke: Stroke(.orange, .dashed)),
    (name: "GRU, κ = 3", cell: .gru(.beforeProduct), κ: 3, stroke: Stroke(.blue)),
    (name: "LSTM, κ = 1", cell: .lstm, κ: 1, stroke: Stroke(.green, .dashDotted)),
  ]
  /// The most expensive part, made once.
  package static let medianReaches = curves.map { MemoryExample.medianReach($0.cell, keeping: $0.κ, lag: 30) }

  private static var accuracies: Panel {
    var panel = Panel(
      frames[0], "Accuracy after training", x: Axis("lag", 0...40, ticks: 5), y: Axis("", 0.4...1, ticks: 7))
    for (curve, medians) in zip(curves, MemoryExample.medianAccuracies) {
      panel.draw(curve.stroke, through: zip(MemoryExample.lags, medians).map { (Double($0), $1) })
      for (lag, median) in zip(MemoryExample.lags, medians) {
        panel.draw(.full(curve.stroke.ink, radius: 3), at: Double(lag), median)
      }
    }
    return panel
  }

  private static var reaches: Panel {
    var panel = Panel(
      frames[1], "Gradient by an input, untrained", x: Axis("lag", 0...30, ticks: 4),
      y: Axis("", -5...1, ticks: 7, text: { $0 == 0 ? "1" : "10" + NumberText.superscript(Int($0)) }))
    for (curve, reach) in zip(curves, medianReaches) {
      panel.draw(curve.stroke, through: reach.enumerated().map { k, norm in (Double(k), log10(norm)) })
    }
    return panel
  }
}
