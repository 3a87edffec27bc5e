/// One neuron: its inputs, weights and bias, their sum, its activation and its output.
enum NeuronDiagram {
  static var figure: Figure {
    Figure(
      "NeuronDiagram", "One neuron with three inputs",
      """
      From left to right: three inputs x₁, x₂ and x₃ with arrows to one circle, each arrow with its weight w₁, w₂ and \
      w₃; from below an arrow with the bias b. The circle adds up z = w₁ x₁ + w₂ x₂ + w₃ x₃ + b. An arrow leads on to \
      a second circle, which applies the activation g, and from there one to the output a = g(z).
      """,
      height: 300, [arrows, circles])
  }

  private static let stroke = Stroke(.muted, .solid, .thin)
  private static let inputs = [Point(90, 50), Point(90, 140), Point(90, 230)]
  private static let sum = Point(330, 140)
  private static let activation = Point(500, 140)
  private static let output = Point(650, 140)

  private static var arrows: [Mark] {
    let weights = zip(inputs, ["w₁", "w₂", "w₃"]).flatMap { input, weight in
      let label = Point(input.x + 110, input.y + (sum.y - input.y) * 0.46 - 16)
      return arrow(from: input, to: sum) + [.label(Label(weight, at: label, .middle, .name, .orange))]
    }
    return weights + Mark.arrow(from: Point(sum.x, 236), to: Point(sum.x, sum.y + 32), stroke)
      + arrow(from: sum, to: activation) + arrow(from: activation, to: output)
  }

  /// An arrow between two circles' rims.
  private static func arrow(from start: Point, to end: Point) -> [Mark] {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let share = 32 / (dx * dx + dy * dy).squareRoot()
    return Mark.arrow(
      from: Point(start.x + share * dx, start.y + share * dy), to: Point(end.x - share * dx, end.y - share * dy), stroke
    )
  }

  private static var circles: [Mark] {
    let inputs = zip(inputs, ["x₁", "x₂", "x₃"]).flatMap { circle($0, $1, .blue) }
    let circles = inputs + circle(sum, "Σ", .text) + circle(activation, "g", .text) + circle(output, "a", .green)
    let notes = [
      ("inputs", Point(90, 274)), ("weighted sum", Point(sum.x, 98)), ("activation", Point(activation.x, 98)),
      ("output", Point(output.x, 98)),
    ]
    let names = [
      Label("bias b", at: Point(sum.x, 248), .middle, .name, .orange),
      Label("z", at: Point((sum.x + activation.x) / 2, 126), .middle),
      Label("a = g(z)", at: Point(output.x, 184), .middle),
    ]
    return circles + names.map { .label($0) } + notes.map { .label(Label($0, at: $1, .middle, .note, .muted)) }
  }

  private static func circle(_ point: Point, _ text: String, _ ink: Ink) -> [Mark] {
    [.dot(point, .hollow(ink, radius: 26)), .label(Label(text, at: point, .middle, .title, ink))]
  }
}
