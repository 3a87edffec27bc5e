internal import TensorAlgebra

/// What makes a relation of two sets a function: D1's 2 x² on four numbers, and the same with an arrow more.
enum MappingDiagram {
  static var figure: Figure {
    Figure(
      "MappingDiagram", "A function and a relation that is none",
      """
      Two diagrams, each with the inputs −1, 0, 1 and 2 in an oval on the left and the outputs 0, 2 and 8 in one on the \
      right. In the first, one arrow leaves each input: −1 and 1 lead to 2, 0 to 0 and 2 to 8. It is a function. In the \
      second, another arrow leads from 1 to 8: two arrows leave 1, drawn thick, and it is none.
      """,
      height: 350, zip(frames, relations).map { diagram($0, $1) })
  }

  private static let relations = [
    [(-1.0, 2.0), (0, 0), (1, 2), (2, 8)], [(-1.0, 2.0), (0, 0), (1, 2), (1, 8), (2, 8)],
  ]
  private static let frames = Frame(x: 20, y: 20, width: 680, height: 310).parts(columns: 2, gap: (x: 20, y: 0))
  private static let inputs = [-1.0, 0, 1, 2]
  private static let outputs = [0.0, 2, 8]

  private static func diagram(_ frame: Frame, _ relation: [(Double, Double)]) -> [Mark] {
    let X = Matrix(rows: 1, columns: relation.count) { _, i in relation[i].0 }
    let Y = Matrix(rows: 1, columns: relation.count) { _, i in relation[i].1 }
    let isFunction = SingleValuedRelation.holds(inputs: X, targets: Y)
    let (left, right) = (Point(frame.x + 75, frame.y + 150), Point(frame.x + 255, frame.y + 150))
    func start(_ x: Double) -> Point {
      Point(left.x + 20, left.y + 50 * (inputs.firstIndex(of: x).map(Double.init) ?? 0) - 75)
    }
    func end(_ y: Double) -> Point {
      Point(right.x - 20, right.y + 65 * (outputs.firstIndex(of: y).map(Double.init) ?? 0) - 65)
    }
    let arrows = relation.flatMap { x, y in
      let isRepeated = relation.filter { $0.0 == x }.count > 1
      return arrow(from: start(x), to: end(y), isRepeated ? Stroke(.orange) : Stroke(.muted, .solid, .thin))
    }
    let points = inputs.flatMap { x -> [Mark] in
      let point = start(x)
      return [.dot(point, .full(.blue)), .label(Label(text(x), at: Point(point.x - 12, point.y), .end))]
    }
    let values = outputs.flatMap { y -> [Mark] in
      let point = end(y)
      return [.dot(point, .full(.green)), .label(Label(text(y), at: Point(point.x + 12, point.y), .start))]
    }
    let names = [
      Label(
        isFunction ? "a function" : "no function: two from 1", at: Point((left.x + right.x) / 2, frame.y + 8), .middle,
        .title),
      Label("inputs", at: Point(left.x, frame.bottom - 18), .middle, .note, .muted),
      Label("outputs", at: Point(right.x, frame.bottom - 18), .middle, .note, .muted),
    ]
    return [oval(around: left), oval(around: right)] + arrows + points + values + names.map { .label($0) }
  }

  private static func text(_ number: Double) -> String { NumberText.decimal(number, decimals: 0) }

  private static func arrow(from start: Point, to end: Point, _ stroke: Stroke) -> [Mark] {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let share = 8 / (dx * dx + dy * dy).squareRoot()
    return Mark.arrow(
      from: Point(start.x + share * dx, start.y + share * dy), to: Point(end.x - share * dx, end.y - share * dy), stroke
    )
  }

  /// A closed curve whose points lie on an ellipse: (1 − t², 2t)/(1 + t²) for t from 0 to 1, in each quarter.
  private static func oval(around center: Point) -> Mark {
    let quarter = (0..<20).map { k -> (Double, Double) in
      let t = Double(k) / 20
      return ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
    }
    let turns = quarter + quarter.map { (-$0.1, $0.0) } + quarter.map { (-$0.0, -$0.1) } + quarter.map { ($0.1, -$0.0) }
    let points = (turns + [turns[0]]).map { Point(center.x + 54 * $0.0, center.y + 115 * $0.1) }
    return .line(points, Stroke(.muted, .solid, .thin))
  }
}
