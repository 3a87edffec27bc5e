internal import GradientOptimizers
internal import LossFunctions

/// Gradient descent on a parabola, with three learning rates.
enum DescentSteps {
  static var figure: Figure {
    Figure(
      "DescentSteps", "Gradient descent with three learning rates",
      """
      Three panels with the parabola ½ θ² and points on it, joined in the order of the steps. With η = 0.2 they creep \
      down one side, each step shorter than the one before. With η = 1.8 they jump from side to side and come closer \
      to the minimum at 0. With η = 2.2 they jump from side to side and climb.
      """,
      height: 300,
      [
        descent(frames[0], "η = 0.2: creeps down", 0.2, from: -4.5, steps: 8),
        descent(frames[1], "η = 1.8: overshoots", 1.8, from: -4.5, steps: 8),
        descent(frames[2], "η = 2.2: diverges", 2.2, from: -1.5, steps: 6),
      ])
  }

  private static let frames = Frame(x: 44, y: 40, width: 660, height: 206).parts(columns: 3, gap: (x: 46, y: 0))

  private static func loss(_ θ: Double) -> Double { HalfMeanSquaredError.value(predictions: [θ], targets: [0]) }

  private static func way(from start: Double, steps: Int, _ η: Double) -> [Double] {
    let descent = GradientDescent(learningRate: η)
    var way = [[start]]
    for step in 0..<steps {
      let θ = way[step]
      way.append(descent.step(θ, gradient: HalfMeanSquaredError.gradient(predictions: θ, targets: [0])))
    }
    return way.joined().map { $0 }
  }

  private static func descent(
    _ frame: Frame, _ title: String, _ η: Double, from start: Double, steps: Int
  ) -> [Mark] {
    var panel = Panel(frame, title, x: Axis("θ", -5...5, ticks: 5), y: Axis("", 0...12.5, ticks: 4))
    let way = way(from: start, steps: steps, η)
    panel.draw(Stroke(.blue), loss)
    panel.draw(Stroke(.orange, .solid, .thin), through: way.map { ($0, loss($0)) })
    for θ in way { panel.draw(.full(.orange), at: θ, loss(θ)) }
    panel.draw(.hollow(.orange), at: start, loss(start))
    if η < 1 { panel.write("L = ½ θ²", at: 3.6, 9, .end, .name, .blue) }
    let isLeft = start < -2
    panel.write(
      "start", at: start, loss(start), right: isLeft ? 8 : -10, below: isLeft ? -12 : 0, isLeft ? .start : .end, .name,
      .orange)
    return panel.marks
  }
}
