internal import Foundation
internal import WorkedExamples

/// The sine between straight pieces: on the set of its knots and beyond it, and how the error falls.
enum ApproximationError {
  static var figure: Figure {
    Figure(
      "ApproximationError", "The sine by networks of ReLUs",
      """
      Left, the sine from −2 to 4π and two interpolants with knots from 0 to 2π, one with 4 pieces and one with 16. \
      Between 0 and 2π the first cuts the corners and the second lies on the sine. Left of 0 both stay at 0, and right of \
      2π both go on straight, away from the sine. Right, the largest error on [0, 2π] over the number of pieces, from 4 \
      to 64, both in powers of two: it falls by 4 for each doubling, just below a dashed line that is the bound.
      """,
      height: 350, [curves.marks, errors.marks])
  }

  private static let frames = Frame(x: 56, y: 40, width: 646, height: 252).parts(columns: 2, gap: (x: 66, y: 0))
  private static let end = 4 * Double.pi

  private static var curves: Panel {
    var panel = Panel(
      frames[0], "The sine and two interpolants", x: Axis("x", -2...14, ticks: 9), y: Axis("", -2...7, ticks: 10))
    for x in [0, 2 * Double.pi] { panel.draw(Stroke(.muted, .dotted, .thin), through: [(x, -2), (x, 7)]) }
    panel.draw(Stroke(.green, .dotted), over: -2...end) { sin($0) }
    for (N, stroke) in [(4, Stroke(.orange, .dashed)), (16, Stroke(.blue))] {
      let g = ApproximationExample.interpolant(pieces: N)
      panel.draw(stroke, through: ([-2] + g.knots + [end]).map { ($0, g.value(at: $0)) })
    }
    panel.write("knots", at: .pi, 6.5, .middle, .note, .muted)
    panel.write("sine", at: 3.1, 0.75, .start, .name, .green)
    panel.write("4 pieces", at: 10.2, 1.7, .start, .name, .orange)
    panel.write("16 pieces", at: 10.9, 5, .end, .name, .blue)
    return panel
  }

  private static var errors: Panel {
    var panel = Panel(
      frames[1], "The largest error on [0, 2π]", x: Axis("pieces", 2...6, ticks: 5, text: { "\(Int(exp2($0)))" }),
      y: Axis("", -10...0, ticks: 6, text: { $0 == 0 ? "1" : "2" + NumberText.superscript(Int($0)) }))
    let bounds = (2...6).map { k in (Double(k), log2(ApproximationExample.bound(pieces: 1 << k))) }
    panel.draw(Stroke(.text, .dashed, .thin), through: bounds)
    for k in 2...6 {
      let error = ApproximationExample.error(ApproximationExample.interpolant(pieces: 1 << k).value(at:))
      panel.draw(.full(.blue), at: Double(k), log2(error))
    }
    panel.write("bound h²/8", at: 4.2, -4.8, .start, .name)
    panel.write("error", at: 3.8, -7, .end, .name, .blue)
    return panel
  }
}
