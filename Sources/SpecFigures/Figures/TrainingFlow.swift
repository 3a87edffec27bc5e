/// The third document's "Visual Flow": what happens to a batch, and what happens again.
enum TrainingFlow {
  static var figure: Figure {
    Figure(
      "TrainingFlow", "The flow of training",
      """
      Five boxes with arrows. A batch, inputs X and targets Y, leads to the forward pass, layer by layer weighted sums \
      Z = W A + b and activations A = g(Z). It leads to the loss J(θ), which compares the predictions with Y. Below it \
      stands backpropagation, which forms ∇J(θ) with the weights unchanged. It leads to the left to the update \
      θ ← θ − η ∇J(θ) of all weights and biases at once, and from there an arrow leads up to the forward pass again, \
      with the next batch.
      """,
      height: 290, [boxes.flatMap(\.marks), arrows, notes])
  }

  private struct Box {
    let frame: Frame
    let lines: [String]

    var marks: [Mark] {
      let (left, right) = (frame.x, frame.right)
      let corners = [
        Point(left, frame.y), Point(right, frame.y), Point(right, frame.bottom), Point(left, frame.bottom),
      ]
      let middle = frame.x + frame.width / 2
      let texts = lines.enumerated().map { place, line in
        let y = frame.y + frame.height / 2 + 20 * (Double(place) - Double(lines.count - 1) / 2)
        return Mark.label(
          Label(line, at: Point(middle, y), .middle, place == 0 ? .name : .note, place == 0 ? .text : .muted))
      }
      return [.line(corners + [corners[0]], Stroke(.blue, .solid, .thin))] + texts
    }
  }

  private static let batch = Box(frame: Frame(x: 20, y: 30, width: 130, height: 80), lines: ["batch", "X, Y"])
  private static let forward = Box(
    frame: Frame(x: 220, y: 30, width: 230, height: 80), lines: ["forward pass", "Z = W A + b", "A = g(Z)"])
  private static let loss = Box(frame: Frame(x: 520, y: 30, width: 180, height: 80), lines: ["loss", "J(θ)"])
  private static let backward = Box(
    frame: Frame(x: 520, y: 180, width: 180, height: 80), lines: ["backpropagation", "∇J(θ)"])
  private static let update = Box(
    frame: Frame(x: 220, y: 180, width: 230, height: 80), lines: ["update", "θ ← θ − η ∇J(θ)"])
  private static let boxes = [batch, forward, loss, backward, update]

  private static let stroke = Stroke(.muted, .solid, .thin)

  private static let arrows =
    Mark.arrow(from: Point(156, 70), to: Point(214, 70), stroke)
    + Mark.arrow(from: Point(456, 70), to: Point(514, 70), stroke)
    + Mark.arrow(from: Point(610, 116), to: Point(610, 174), stroke)
    + Mark.arrow(from: Point(514, 220), to: Point(456, 220), stroke)
    + Mark.arrow(from: Point(335, 174), to: Point(335, 116), Stroke(.orange))

  private static let notes: [Mark] = [
    .label(Label("repeat", at: Point(321, 145), .end, .name, .orange)),
    .label(Label("with the next batch", at: Point(349, 145), .start, .note, .muted)),
  ]
}
