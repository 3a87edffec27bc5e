internal import Foundation
internal import TensorAlgebra
internal import WorkedExamples

/// Batch normalization: the sums of a few units before and after it, and what it does for training.
enum BatchNormalization {
  static var figure: Figure {
    Figure(
      "BatchNormalization", "Batch normalization",
      """
      Three panels. Left, the sums of four units on 24 samples, a row of dots for each: they lie at different places, \
      some close together and some far apart. Middle, the same sums after normalization: all four rows lie around 0 \
      with the same spread, between −4 and 4. Right, the mean squared error of a network of ReLUs over 100 steps of \
      descent, in powers of ten: with normalization it falls to below 10⁻², without it stays above.
      """,
      height: 350,
      [
        units("Sums of four units", frames[0], BatchNormalizationExample.scattered, -10...10, .orange),
        units("Normalized", frames[1], BatchNormalizationExample.normalized, -4...4, .blue), losses.marks,
      ])
  }

  private static let frames = Frame(x: 56, y: 40, width: 646, height: 252).parts(columns: 3, gap: (x: 54, y: 0))

  private static func units(
    _ title: String, _ frame: Frame, _ sums: Matrix<Double>, _ range: ClosedRange<Double>, _ ink: Ink
  ) -> [Mark] {
    var panel = Panel(
      frame, title, x: Axis("sum", range, ticks: 5),
      y: Axis("", 0...5, ticks: 6, text: { (1...4).contains($0) ? "\(5 - Int($0))" : "" }))
    for i in 0..<sums.rows {
      for x in sums.row(i) { panel.draw(.hollow(ink, radius: 3), at: x, Double(4 - i)) }
    }
    return panel.marks
  }

  /// The losses of the example's network with ReLUs and η = 0.1, from one seed.
  private static let histories = [false, true].map { isNormalized in
    BatchNormalizationExample.losses(.relu, isNormalized: isNormalized, learningRate: 0.1, seed: 1)
  }

  private static var losses: Panel {
    var panel = Panel(
      frames[2], "Squared error", x: Axis("step", 0...100, ticks: 5),
      y: Axis("", -3...1, ticks: 5, text: { $0 == 0 ? "1" : "10" + NumberText.superscript(Int($0)) }))
    for (losses, stroke) in zip(histories, [Stroke(.orange, .dashed), Stroke(.blue)]) {
      panel.draw(stroke, through: zip(0..., losses).map { step, J in (Double(step), log10(J)) })
    }
    panel.write("without", at: 20, 0.3, .start, .name, .orange)
    panel.write("normalized", at: 6, -2.4, .start, .name, .blue)
    return panel
  }
}
