internal import AttentionNetworks
internal import TensorAlgebra
internal import WorkedExamples

/// The causal mask, and the attention weights of a trained model on one sequence.
enum AttentionMap {
  static var figure: Figure {
    Figure(
      "AttentionMap", "Causal attention in a model that reverses a sequence",
      """
      Two squares of eight by eight cells, over the sequence a b c d | d c b, a row for each position that attends and a \
      column for each that it attends to. Left the mask: the diagonal and what lies below it is allowed. Right the \
      attention weights of a trained model. From the sign on each position looks most at the letter that it is to \
      predict: the bright cells of the last four rows run from d in the fourth column to a in the first, which shares \
      the last row with b.
      """,
      height: 400, [maskPanel, weightsPanel, key])
  }

  private static let sequence = [0, 1, 2, 3]
  private static let names = AttentionExample.task.tokens(sequence).map { ["a", "b", "c", "d", "|"][$0] }
  private static let frames = [
    Frame(x: 56, y: 48, width: 280, height: 280), Frame(x: 372, y: 48, width: 280, height: 280),
  ]

  /// P of the only head.
  private static let weights: Matrix<Double> = {
    let pass = AttentionExample.keptModel.forward(AttentionExample.task.tokens(sequence))
    return pass.blocks[0].attention.weights[0]
  }()

  private static func panel(_ place: Int, _ title: String) -> Panel {
    let n = Double(names.count)
    return Panel(
      frames[place], title, x: Axis("attended to", 0.5...n + 0.5, ticks: 8) { names[Int($0) - 1] },
      y: Axis(place == 0 ? "attending" : "", -n - 0.5 ... -0.5, ticks: 8) { names[-Int($0) - 1] })
  }

  private static func fill(_ i: Int, _ j: Int, _ fill: Mark.Fill, on panel: inout Panel) {
    let (x, y, half) = (Double(j + 1), -Double(i + 1), 0.47)
    panel.fill([[(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]], fill)
  }

  private static var maskPanel: [Mark] {
    var panel = panel(0, "Causal mask")
    for i in names.indices {
      for j in names.indices where AttentionMask.causal.allows(query: i, key: j) {
        fill(i, j, .ink(.blue), on: &panel)
      }
    }
    return panel.marks
  }

  private static var weightsPanel: [Mark] {
    var panel = panel(1, "Attention weights")
    for i in names.indices {
      for j in names.indices where AttentionMask.causal.allows(query: i, key: j) {
        fill(i, j, .level(level(weights[i, j])), on: &panel)
      }
    }
    return panel.marks
  }

  /// Nine equal steps from 0 to 1.
  private static func level(_ weight: Double) -> Int { min(8, Int(weight * 9)) }

  /// The steps' colours, 0 at the bottom.
  private static var key: [Mark] {
    let frame = Frame(x: 672, y: 48, width: 14, height: 280)
    let step = frame.height / 9
    let bands = (0..<9).map { level in
      let (top, bottom) = (frame.bottom - Double(level + 1) * step, frame.bottom - Double(level) * step)
      return Mark.area(
        [[Point(frame.x, top), Point(frame.right, top), Point(frame.right, bottom), Point(frame.x, bottom)]],
        .level(level))
    }
    let ends = [("0", frame.bottom), ("1", frame.y)].map { text, y in
      Mark.label(Label(text, at: Point(frame.right + 8, y), .start, .tick, .muted))
    }
    return bands + ends
  }
}
