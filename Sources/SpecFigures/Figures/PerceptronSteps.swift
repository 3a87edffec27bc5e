internal import ForwardPropagation
internal import LinearClassifiers
internal import TensorAlgebra
internal import WorkedExamples

/// A perceptron's boundary while it learns AND, while it fails on XOR, and a network that solves XOR.
enum PerceptronSteps {
  static var figure: Figure {
    Figure(
      "PerceptronSteps", "A perceptron learns AND and never XOR",
      """
      Three squares around the four inputs of two bits, with the side of class 1 filled. Left, AND: the boundaries after \
      epochs 1 to 5, each a straight line; the last passes through (1, 1), which counts as class 1, and leaves the \
      others on the other side. Middle, XOR: the boundaries after the four updates of each epoch from the third on, \
      none of which has a class on each side; they repeat forever. Right, XOR by a network with four hidden units: \
      curved boundaries around (0, 1) and (1, 0), and around a corner of the square where there is no input.
      """,
      height: 308, [and.marks, xor.marks, network.marks, key])
  }

  private static let frames = Frame(x: 60, y: 40, width: 644, height: 184).parts(columns: 3, gap: (x: 46, y: 0))
  private static let patterns: [Stroke.Pattern] = [.dotted, .dashDotDotted, .dashDotted, .dashed, .solid]
  private static let trained = ClassifierExample.network(
    hidden: 4, PerceptronExample.corners, [0, 1, 1, 0], epochs: 120, seed: 3)

  private static func panel(_ frame: Int, _ title: String) -> Panel {
    Panel(
      frames[frame], title, x: Axis("x₁", -1.25...1.75, ticks: 4),
      y: Axis(frame == 0 ? "x₂" : "", -1.25...1.75, ticks: 4))
  }

  private static func drawCorners(_ y: [Double], on panel: inout Panel) {
    for i in 0..<4 {
      let x = PerceptronExample.corners.column(i)
      panel.draw(y[i] == 1 ? .full(.orange, radius: 5.5) : .hollow(.orange, radius: 5.5), at: x[0], x[1])
    }
  }

  private static var and: Panel {
    var panel = panel(0, "AND, epochs 1 to 5")
    let perceptrons = PerceptronExample.perceptrons([0, 0, 0, 1], epochs: 5)
    panel.fill(side(of: perceptrons[4], in: panel), .ink(.faint))
    for (perceptron, pattern) in zip(perceptrons, patterns) {
      draw(perceptron, Stroke(.blue, pattern, pattern == .solid ? .bold : .thin), on: &panel)
    }
    drawCorners([0, 0, 0, 1], on: &panel)
    return panel
  }

  private static var xor: Panel {
    var panel = panel(1, "XOR, four updates")
    // An epoch from where the second has ended, which is where it ends too.
    var perceptron = PerceptronExample.perceptrons([0, 1, 1, 0], epochs: 2)[1]
    for (i, pattern) in zip(0..<4, patterns) {
      perceptron = perceptron.updated(
        by: PerceptronExample.corners.column(i), target: [0, 1, 1, 0][i], learningRate: 1)
      draw(perceptron, Stroke(.blue, pattern, .thin), on: &panel)
    }
    drawCorners([0, 1, 1, 0], on: &panel)
    return panel
  }

  private static var network: Panel {
    var panel = panel(2, "XOR, network 2–4–1")
    let region = panel.region(columns: 40, rows: 40) { x, y in
      trained(Matrix(rows: 2, columns: 1, elements: [x, y])).elements[0] - 0.5
    }
    panel.fill(region.polygons, .ink(.faint))
    for outline in region.outlines { panel.draw(Stroke(.blue), through: outline) }
    drawCorners([0, 1, 1, 0], on: &panel)
    return panel
  }

  private static func draw(_ perceptron: Perceptron<Double>, _ stroke: Stroke, on panel: inout Panel) {
    if let ends = panel.ends(ofLine: perceptron.weights, perceptron.bias) { panel.draw(stroke, through: ends) }
  }

  private static func side(of perceptron: Perceptron<Double>, in panel: Panel) -> [[(Double, Double)]] {
    let (w, b) = (perceptron.weights, perceptron.bias)
    return panel.region(columns: 12, rows: 12) { x, y in w[0] * x + w[1] * y + b }.polygons
  }

  private static var key: [Mark] {
    let strokes = zip(1..., patterns).map { number, pattern in
      (sample: Legend.Sample.line(Stroke(.blue, pattern, .thin)), text: "\(number)")
    }
    return Legend.marks(
      at: Point(60, 290),
      strokes + [
        (sample: .dot(.full(.orange, radius: 5.5)), text: "class 1"),
        (sample: .dot(.hollow(.orange, radius: 5.5)), text: "class 0"),
      ])
  }
}
