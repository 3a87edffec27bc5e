internal import ForwardPropagation
internal import LinearClassifiers
internal import LossFunctions
internal import TensorAlgebra
internal import WorkedExamples

/// The boundaries of linear classifiers, which are straight, and of a network with a hidden layer, which is curved.
enum DecisionBoundaries {
  static var figure: Figure {
    Figure(
      "DecisionBoundaries", "Straight boundaries and a curved one",
      """
      Four panels. Two half circles of points that reach into each other, one of each class, are divided by a \
      perceptron, after 100 epochs without coming to an end, and by a logistic regression, with the lines of the \
      probabilities 0.1 and 0.9 parallel to its boundary: both are straight and leave points on the wrong side. Three \
      groups of points are divided by a softmax regression along three straight lines that meet in a point. The two \
      half circles are divided by a network with eight hidden units along a curve that winds between them.
      """,
      height: 640, [perceptron.marks, logistic.marks, softmax.marks, network.marks])
  }

  private static let frames = Frame(x: 60, y: 40, width: 644, height: 548)
    .parts(columns: 2, rows: 2, gap: (x: 56, y: 82))
  private static let moons = ClassifierExample.moons(count: 120, seed: 1)

  private static func panel(_ frame: Int, _ title: String) -> Panel {
    Panel(
      frames[frame], title, x: Axis("x₁", -1.5...2.5, ticks: 5),
      y: Axis(frame % 2 == 0 ? "x₂" : "", -1.25...1.75, ticks: 4))
  }

  private static func drawMoons(on panel: inout Panel) {
    for i in moons.targets.indices {
      let x = moons.inputs.column(i)
      panel.draw(moons.targets[i] == 1 ? .full(.orange, radius: 3) : .hollow(.orange, radius: 3), at: x[0], x[1])
    }
  }

  private static var perceptron: Panel {
    var panel = panel(0, "Perceptron")
    let learned = PerceptronExample.learned(moons.targets, inputs: moons.inputs).perceptron
    let (w, b) = (learned.weights, learned.bias)
    panel.fill(panel.region(columns: 12, rows: 12) { x, y in w[0] * x + w[1] * y + b }.polygons, .ink(.faint))
    if let ends = panel.ends(ofLine: w, b) { panel.draw(Stroke(.blue), through: ends) }
    drawMoons(on: &panel)
    return panel
  }

  private static let logisticModel = ClassifierExample.logistic(
    moons.inputs, moons.targets, learningRate: 2, steps: 150)

  private static var logistic: Panel {
    var panel = panel(1, "Logistic, 0.1, 0.5 and 0.9")
    let (w, b) = logisticModel
    panel.fill(panel.region(columns: 12, rows: 12) { x, y in w[0] * x + w[1] * y + b }.polygons, .ink(.faint))
    for (k, stroke) in [
      (-Double.logarithm(9), Stroke(.blue, .dashed, .thin)), (0, Stroke(.blue)),
      (.logarithm(9), Stroke(.blue, .dashed, .thin)),
    ] {
      if let ends = panel.ends(ofLine: w, b - k) { panel.draw(stroke, through: ends) }
    }
    drawMoons(on: &panel)
    return panel
  }

  /// Three groups of points, and a softmax regression of them.
  private static let groups = {
    var generator = Xoshiro256StarStar(seed: 7)
    let centers = [(-0.5, 0.9), (1.5, 0.9), (0.5, -0.5)]
    let points = (0..<90).map { i -> [Double] in
      let c = centers[i % 3]
      return [c.0 + 0.28 * NormalVariate.next(using: &generator), c.1 + 0.22 * NormalVariate.next(using: &generator)]
    }
    let X = Matrix(columns: points, rows: 2)
    let Y = Matrix<Double>(columns: (0..<90).map { OneHot.value(class: $0 % 3, count: 3) }, rows: 3)
    return (X: X, model: ClassifierExample.softmax(X, Y, learningRate: 1, steps: 100))
  }()

  private static var softmax: Panel {
    var panel = panel(2, "Softmax regression")
    let (W, b) = groups.model
    func z(_ k: Int, _ x: Double, _ y: Double) -> Double { W[k, 0] * x + W[k, 1] * y + b[k] }
    for (i, j, k) in [(0, 1, 2), (0, 2, 1), (1, 2, 0)] {
      let line = [W[i, 0] - W[j, 0], W[i, 1] - W[j, 1]]
      guard let ends = panel.ends(ofLine: line, b[i] - b[j]) else { continue }
      // The part of z_i = z_j where the third class is not the most probable: on one side of where all three meet.
      let third = ends.map { z(i, $0.0, $0.1) - z(k, $0.0, $0.1) }
      guard third[0] > 0 || third[1] > 0 else { continue }
      let share = third[0] / (third[0] - third[1])
      let meeting = (
        ends[0].0 + share * (ends[1].0 - ends[0].0), ends[0].1 + share * (ends[1].1 - ends[0].1)
      )
      panel.draw(
        Stroke(.blue), through: (third[0] > 0) == (third[1] > 0) ? ends : [third[0] > 0 ? ends[0] : ends[1], meeting])
    }
    let dots: [Mark.Dot] = [.full(.orange, radius: 3), .hollow(.orange, radius: 3), .full(.green, radius: 3)]
    for i in 0..<90 { panel.draw(dots[i % 3], at: groups.X[0, i], groups.X[1, i]) }
    return panel
  }

  private static let trained = ClassifierExample.network(
    hidden: 8, moons.inputs, moons.targets, epochs: 60, seed: 1)

  private static var network: Panel {
    var panel = panel(3, "Network 2–8–1")
    let region = panel.region(columns: 60, rows: 45) { x, y in
      trained(Matrix(rows: 2, columns: 1, elements: [x, y])).elements[0] - 0.5
    }
    panel.fill(region.polygons, .ink(.faint))
    for outline in region.outlines { panel.draw(Stroke(.blue), through: outline) }
    drawMoons(on: &panel)
    return panel
  }
}
