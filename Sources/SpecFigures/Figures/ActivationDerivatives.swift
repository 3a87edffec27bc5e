internal import ActivationFunctions
internal import Foundation

/// The derivatives of the sigmoid and of tanh on each other, near 0 and far out.
enum ActivationDerivatives {
  static var figure: Figure {
    Figure(
      "ActivationDerivatives", "Derivatives of the sigmoid and of tanh",
      """
      Two panels over z. Left, from −6 to 6: the derivative of tanh is a hill of height 1, that of the sigmoid a lower \
      and wider one of height 0.25; they cross at plus and minus 1.6629. Right, from 0 to 10 with powers of ten \
      upwards: both fall along nearly straight lines, tanh twice as steeply, to 10⁻⁸ against 10⁻⁴ at 10.
      """,
      height: 330, [nearZero.marks, farOut.marks])
  }

  /// Where the two are equal, by the closed form on the page of tanh.
  private static let crossover = 2 * acosh((1 + 3.0.squareRoot()) / 2)

  private static let sigmoid = Stroke(.blue)
  private static let tanh = Stroke(.orange, .dashed)
  private static let frames = Frame(x: 56, y: 40, width: 646, height: 236).parts(columns: 2, gap: (x: 66, y: 0))

  private static var nearZero: Panel {
    var panel = Panel(
      frames[0], "Near 0", x: Axis("z", -6...6, ticks: 7), y: Axis("", 0...1.05, ticks: 5))
    let height = Sigmoid.derivative(at: crossover)
    for z in [-crossover, crossover] { panel.draw(Stroke(.muted, .dotted, .thin), through: [(z, 0), (z, height)]) }
    panel.draw(sigmoid, Sigmoid.derivative)
    panel.draw(tanh, Tanh.derivative)
    for z in [-crossover, crossover] { panel.draw(.full(.text), at: z, height) }
    panel.write("tanh′", at: 0.9, 0.75, right: 4, .start, .name, .orange)
    panel.write("σ′", at: -2.2, 0.21, .end, .name, .blue)
    let text = NumberText.decimal(crossover, decimals: 4)
    panel.write("equal at", at: 2.3, height, below: -34)
    panel.write("z = ±\(text)", at: 2.3, height, below: -17)
    return panel
  }

  private static var farOut: Panel {
    var panel = Panel(
      frames[1], "Far out, in powers of ten", x: Axis("z", 0...10, ticks: 6),
      y: Axis("", -9...0.2, ticks: 5, text: { $0 == 0 ? "1" : "10" + NumberText.superscript(Int($0)) }))
    panel.draw(sigmoid) { log10(Sigmoid.derivative(at: $0)) }
    panel.draw(tanh) { log10(Tanh.derivative(at: $0)) }
    panel.write("σ′", at: 6, -2, .start, .name, .blue)
    panel.write("tanh′", at: 6, -5.6, .end, .name, .orange)
    return panel
  }
}
