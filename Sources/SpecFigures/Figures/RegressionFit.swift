internal import Foundation
internal import LinearModels
internal import TensorAlgebra
internal import WorkedExamples

/// The second document's network on its noisy line: the fit, and the loss on the way.
enum RegressionFit {
  static var figure: Figure {
    Figure(
      "RegressionFit", "A network 1–10–5–1 fitted to a noisy line",
      """
      Left, 100 points around the line 2x + 1 for x from −1 to 1, and the network's prediction after 200 epochs: a curve \
      of straight pieces that follows the points. Right, the mean squared error over the epochs, in powers of ten: it \
      falls from 2 to 0.04 in 120 epochs, and then slowly towards the level of the least-squares line, near 10⁻².
      """,
      height: 350, [fit.marks, losses.marks])
  }

  private static let seed: UInt64 = 3
  private static let trained = RegressionExample.trained(seed: seed)
  private static let frames = Frame(x: 56, y: 40, width: 646, height: 252).parts(columns: 2, gap: (x: 66, y: 0))

  private static var fit: Panel {
    var panel = Panel(
      frames[0], "The points and the network", x: Axis("x", -1...1, ticks: 5), y: Axis("", -2...4, ticks: 7))
    for (x, y) in zip(RegressionExample.inputs, RegressionExample.targets(seed: seed)) {
      panel.draw(.hollow(.muted, radius: 3), at: x, y)
    }
    panel.draw(Stroke(.blue)) { x in trained.network(Matrix(rows: 1, columns: 1, elements: [x])).elements[0] }
    panel.write("after 200 epochs", at: 0.95, -1, .end, .name, .blue)
    return panel
  }

  private static var losses: Panel {
    var panel = Panel(
      frames[1], "The mean squared error", x: Axis("epoch", 0...200, ticks: 5),
      y: Axis("", -2.5...1, ticks: 4, text: { $0 == 0 ? "1" : "10" + NumberText.superscript(Int($0)) }))
    let best = log10(RegressionExample.lineLoss(seed: seed))
    panel.draw(Stroke(.text, .dashed, .thin), through: [(0, best), (200, best)])
    panel.draw(Stroke(.blue), through: zip(0..., trained.history.losses).map { epoch, J in (Double(epoch), log10(J)) })
    panel.write("network", at: 120, -0.6, .start, .name, .blue)
    panel.write("least-squares line", at: 8, best, below: 14, .start, .name)
    return panel
  }
}
