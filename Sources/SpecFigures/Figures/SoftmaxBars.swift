internal import ActivationFunctions

/// Scores, their softmax, and the softmax of three times the scores.
enum SoftmaxBars {
  static var figure: Figure {
    Figure(
      "SoftmaxBars", "Scores and their softmax",
      """
      Three panels of five bars. Left, the scores 1, 3, 2, 0 and −1. Middle, their softmax, five positive numbers with \
      the sum 1 in the same order of size: the largest is 0.64. Right, the softmax of three times the scores: the \
      largest has grown to 0.95, and the smallest cannot be seen.
      """,
      height: 276,
      [
        bars(frames[0], "Scores z", Axis("", -1.6...3.6, ticks: 6), scores, decimals: 0),
        bars(frames[1], "softmax(z)", Axis("", 0...1.1, ticks: 5), Softmax.value(scores), decimals: 2),
        bars(frames[2], "softmax(3 z)", Axis("", 0...1.1, ticks: 5), Softmax.value(scores.map { 3 * $0 }), decimals: 2),
      ])
  }

  private static let scores = [1.0, 3, 2, 0, -1]
  private static let frames = Frame(x: 44, y: 40, width: 660, height: 180).parts(columns: 3, gap: (x: 46, y: 0))

  private static func bars(_ frame: Frame, _ title: String, _ y: Axis, _ heights: [Double], decimals: Int) -> [Mark] {
    var panel = Panel(frame, title, x: Axis("class", 0.4...5.6, ticks: 6), y: y)
    for (place, height) in heights.enumerated() {
      let (left, right) = (Double(place) + 0.68, Double(place) + 1.32)
      panel.fill([[(left, 0), (right, 0), (right, height), (left, height)]], .ink(.blue))
      panel.write(
        NumberText.decimal(height, decimals: decimals), at: Double(place + 1), height, below: height < 0 ? 11 : -11,
        .middle, .tick)
    }
    return panel.marks
  }
}
