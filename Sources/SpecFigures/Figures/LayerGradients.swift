internal import ActivationFunctions
internal import Foundation
internal import WorkedExamples

/// How much of the loss's gradient reaches each layer of deep networks.
enum LayerGradients {
  static var figure: Figure {
    Figure(
      "LayerGradients", "The gradient's norm by layer",
      """
      Three panels: a network of 12 layers of 16 units with sigmoids, with tanh and with ReLU, each with small, matching \
      and large random weights. Upwards the norm of the loss's derivative by a layer's sums, in powers of ten, over that \
      of the last layer. Behind sigmoids it falls towards the first layer with all three, to between 10⁻³ and 10⁻⁹. \
      Behind tanh it falls to 10⁻² with small weights and stays near 1 with the others. Behind ReLU it falls to 10⁻³, \
      stays near 1, or grows to 10⁴.
      """,
      height: 360,
      [
        norms("Sigmoid", frames[0], .sigmoid), norms("Tanh", frames[1], .tanh), norms("ReLU", frames[2], .relu),
        Legend.marks(at: Point(56, 338), weights.map { (.line($0.stroke), $0.name) }),
      ])
  }

  private static let layers = 12
  private static let frames = Frame(x: 56, y: 40, width: 646, height: 236).parts(columns: 3, gap: (x: 54, y: 0))
  private static let weights = [
    (name: "variance ½/n", variance: 0.5, stroke: Stroke(.orange, .dashed)),
    (name: "variance 2/n", variance: 2, stroke: Stroke(.blue)),
    (name: "variance 8/n", variance: 8, stroke: Stroke(.green, .dotted)),
  ]

  private static func norms(_ title: String, _ frame: Frame, _ activation: Activation) -> [Mark] {
    var panel = Panel(
      frame, title, x: Axis("layer", 1...Double(layers), ticks: 6),
      y: Axis("", -10...5, ticks: 6, text: { $0 == 0 ? "1" : "10" + NumberText.superscript(Int($0)) }))
    for (_, variance, stroke) in weights {
      let norms = VanishingExample.norms(activation, variance: variance, layers: layers, width: 16, seed: 1)
      panel.draw(
        stroke, through: zip(1..., norms).map { layer, norm in (Double(layer), log10(norm / norms[layers - 1])) })
    }
    return panel.marks
  }
}
