internal import Backpropagation
internal import TensorAlgebra
internal import WorkedExamples

/// One sample on its way through D4's network [4, 8, 6, 1], and its deltas on the way back.
enum LayerValues {
  static var figure: Figure {
    Figure(
      "LayerValues", "One sample's values and deltas in [4, 8, 6, 1]",
      """
      Two rows of bar charts with a bar for each neuron. The upper row has the values of the input and of the three \
      layers: some of the ReLU layers' neurons are 0, and the output is a probability. The lower row has the deltas of \
      the three layers, for the target 1: the output's is ŷ − 1, and a ReLU neuron whose value is 0 has the delta 0.
      """,
      height: 440, [heads] + values + deltas)
  }

  private static let pass = NetworkExample.network(seed: 20).forward(
    Matrix(rows: 4, columns: 1, elements: [1, -0.5, 2, 0.25]))
  private static let backward = BackwardPass(
    pass, targets: Matrix(rows: 1, columns: 1, elements: [1]), loss: .crossEntropy)
  private static let frames = Frame(x: 62, y: 62, width: 640, height: 310).parts(
    columns: 4, rows: 2, gap: (x: 50, y: 96))

  private static var values: [[Mark]] {
    zip(["input x", "a¹, ReLU", "a², ReLU", "ŷ, sigmoid"], pass.activations).enumerated().map { layer, value in
      bars(frames[layer], value.0, value.1.column(0), .blue)
    }
  }

  private static var deltas: [[Mark]] {
    zip(["δ¹", "δ²", "δ³ = ŷ − 1"], backward.deltas).enumerated().map { layer, value in
      bars(frames[5 + layer], value.0, value.1.column(0), .orange)
    }
  }

  private static let heads: [Mark] = [
    .label(Label("forward: values", at: Point(14, 20), .start, .title, .blue)),
    .label(Label("backward: deltas", at: Point(14, frames[4].y + 20), .start, .title, .orange)),
    .label(Label("of the target 1", at: Point(14, frames[4].y + 42), .start, .note, .muted)),
  ]

  private static func bars(_ frame: Frame, _ title: String, _ numbers: [Double], _ ink: Ink) -> [Mark] {
    let most = numbers.reduce(0) { $0 > $1.magnitude ? $0 : $1.magnitude }
    let bound = roundedUp(most)
    let hasNegative = numbers.contains { $0 < 0 }
    let hasPositive = numbers.contains { $0 > 0 }
    var panel = Panel(
      frame, title, x: Axis("neuron", 0.5...8.5, ticks: 8),
      y: Axis("", (hasNegative ? -bound : 0)...(hasPositive ? bound : 0), ticks: 5))
    for (place, number) in zip(1..., numbers) {
      let (left, right) = (Double(place) - 0.35, Double(place) + 0.35)
      panel.fill([[(left, 0), (right, 0), (right, number), (left, number)]], .ink(ink))
    }
    return panel.marks
  }

  /// The next one of 1, 2 and 5 times a power of ten.
  private static func roundedUp(_ number: Double) -> Double {
    var unit = 1.0
    while unit * 10 <= number { unit *= 10 }
    while unit > number { unit /= 10 }
    return [1.0, 2, 5, 10].map { $0 * unit }.first { $0 >= number } ?? number
  }
}
