internal import WorkedExamples

/// The first document's tree of moves of two knights, with its values.
enum GameTree {
  static var figure: Figure {
    Figure(
      "GameTree", "A game tree two moves deep, and its minimax values",
      """
      At the top a board of three by three squares with a white knight on b1 and a black one on a2. White has two \
      moves, drawn as two boards below it: to a3 and to c3. Black has two answers to each, drawn as four boards below \
      those. The four are worth 0, 0, −3 and 0: −3 where Black takes the knight on c3. Black chooses the least, so \
      White's moves are worth 0 and −3. White chooses the larger, 0: the line to a3 is thick.
      """,
      height: 470, [edges] + boards + [legend])
  }

  private static let start = KnightsGame.start
  private static let moves = start.successors
  private static let answers = moves.map(\.successors)
  private static let side = 22.0

  /// Where the boards stand: the root, White's moves, Black's answers to each.
  private static let root = Point(360, 64)
  private static let movePoints = [Point(200, 210), Point(520, 210)]
  private static let answerPoints = [[Point(110, 356), Point(290, 356)], [Point(430, 356), Point(610, 356)]]

  private static var edges: [Mark] {
    let chosen = start.choice(depth: 2)
    let first = zip(moves, movePoints).enumerated().flatMap { place, move in
      edge(from: root, to: move.1, move.0.white?.name, place == chosen)
    }
    let second = zip(zip(answers, answerPoints), movePoints).flatMap { answers, point in
      zip(answers.0, answers.1).flatMap { answer, end in edge(from: point, to: end, answer.black?.name, false) }
    }
    return first + second
  }

  private static func edge(from start: Point, to end: Point, _ move: String?, _ isChosen: Bool) -> [Mark] {
    let (top, bottom) = (start.y + 1.5 * side + 6, end.y - 1.5 * side - 6)
    let right = end.x > start.x ? 1.0 : -1
    let label = Point((start.x + end.x) / 2 + right * 14, (top + bottom) / 2 - 10)
    return [
      .line(
        [Point(start.x, top), Point(end.x, bottom)], isChosen ? Stroke(.blue) : Stroke(.muted, .solid, .thin)),
      .label(Label(move ?? "", at: label, right > 0 ? .start : .end, .name, isChosen ? .blue : .text)),
    ]
  }

  private static var boards: [[Mark]] {
    let values = moves.map { $0.value(depth: 1) }
    let first = zip(zip(moves, movePoints), values).map { move, value in
      board(move.0, at: move.1) + [beside(move.1, "Black to move: \(text(value))")]
    }
    let second = zip(answers.joined(), answerPoints.joined()).map { answer, point in
      let below = Point(point.x, point.y + 1.5 * side + 18)
      return board(answer, at: point) + [.label(Label(text(answer.evaluation), at: below, .middle))]
    }
    return [board(start, at: root) + [beside(root, "White to move: \(text(start.value(depth: 2)))")]] + first + second
  }

  private static func text(_ number: Double) -> String { NumberText.decimal(number, decimals: 0) }

  private static func beside(_ point: Point, _ text: String) -> Mark {
    .label(Label(text, at: Point(point.x + 1.5 * side + 12, point.y)))
  }

  private static func center(_ square: KnightsGame.Square, _ board: Point) -> Point {
    Point(board.x + side * Double(square.column - 1), board.y - side * Double(square.row - 1))
  }

  private static func board(_ position: KnightsGame, at point: Point) -> [Mark] {
    let squares = (0..<9).map { KnightsGame.Square($0 % 3, $0 / 3) }
    let dark = squares.filter { ($0.column + $0.row) % 2 == 0 }.map { square in
      let middle = center(square, point)
      return corners(around: middle, side / 2)
    }
    let frame = corners(around: point, 1.5 * side)
    var marks: [Mark] = [
      .area(dark, .ink(.faint)), .line(frame + [frame[0]], Stroke(.muted, .solid, .hair)),
    ]
    if let white = position.white { marks.append(.dot(center(white, point), whiteKnight)) }
    if let black = position.black { marks.append(.dot(center(black, point), blackKnight)) }
    return marks
  }

  private static let whiteKnight = Mark.Dot(rim: .muted, inside: .white, radius: 7)
  private static let blackKnight = Mark.Dot(rim: .muted, inside: .black, radius: 7)

  private static func corners(around middle: Point, _ half: Double) -> [Point] {
    [
      Point(middle.x - half, middle.y - half), Point(middle.x + half, middle.y - half),
      Point(middle.x + half, middle.y + half), Point(middle.x - half, middle.y + half),
    ]
  }

  private static let legend = Legend.marks(
    at: Point(110, 446),
    [
      (.dot(whiteKnight), "White's knight, worth 3"), (.dot(blackKnight), "Black's knight"),
      (.line(Stroke(.blue)), "chosen"),
    ])
}
