import Testing

@Suite struct GameTreeTests {
  /// A drawn board: its middle, the squares of its knights counted from the middle, and the text beside or below it.
  struct Board {
    let x, y: Double
    let white, black: [(across: Int, up: Int)]
    let text: String
  }

  static let boards: [Board] = {
    let elements = DrawnFile(of: "GameTree").elements
    return Set(elements.compactMap(\.group)).sorted().compactMap { group in
      let marks = elements.filter { $0.group == group }
      guard let frame = marks.first(where: { $0.name == "path" && $0.classes.contains("hair") }),
        let text = marks.first(where: { $0.name == "text" })
      else { return nil }
      let (xs, ys) = (frame.points.map(\.x), frame.points.map(\.y))
      let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
      let (x, y) = ((left + right) / 2, ((ys.min() ?? 0) + (ys.max() ?? 0)) / 2)
      let side = (right - left) / 3
      func knights(_ ink: String) -> [(across: Int, up: Int)] {
        marks.filter { $0.name == "circle" && $0.classes.contains("fill-\(ink)") }.compactMap { dot in
          guard let cx = dot.number("cx"), let cy = dot.number("cy") else { return nil }
          return (Int(((cx - x) / side).rounded()), Int(((y - cy) / side).rounded()))
        }
      }
      return Board(x: x, y: y, white: knights("white"), black: knights("black"), text: text.text)
    }
  }()

  @Test func `there are a position, two moves and four answers, each a knight's move, with its value`() throws {
    try #require(Self.boards.count == 7)
    let (root, moves, answers) = (Self.boards[0], Self.boards[1...2], Self.boards[3...6])
    #expect(root.text == "White to move: 0")
    #expect(moves.map(\.text) == ["Black to move: 0", "Black to move: −3"])
    #expect(answers.map(\.text) == ["0", "0", "−3", "0"])
    func isKnightsMove(_ a: [(across: Int, up: Int)], _ b: [(across: Int, up: Int)]) -> Bool {
      a.count == 1 && b.count == 1 && abs((a[0].across - b[0].across) * (a[0].up - b[0].up)) == 2
    }
    #expect(root.white.first.map { [$0.across, $0.up] } == [0, -1])
    #expect(root.black.first.map { [$0.across, $0.up] } == [-1, 0])
    for move in moves {
      #expect(isKnightsMove(root.white, move.white) && move.black.map(\.across) == root.black.map(\.across))
    }
    for (answer, move) in zip(answers, [1, 1, 2, 2].map { Self.boards[$0] }) {
      #expect(isKnightsMove(move.black, answer.black))
      // A knight that is taken is gone, and 3 with it.
      #expect(answer.white.isEmpty == (answer.text == "−3"))
      if let white = answer.white.first, let black = answer.black.first { #expect(white != black) }
    }
  }

  @Test func `lines join each position with its moves, and the thick one leads to the larger value`() throws {
    let elements = DrawnFile(of: "GameTree").elements
    let lines = elements.filter { $0.name == "path" && $0.group == 0 }
    try #require(lines.count == 6 && Self.boards.count == 7)
    let thick = lines.filter { $0.classes.contains("bold") }
    try #require(thick.count == 1)
    for (line, ends) in zip(lines, [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)]) {
      #expect(line.points.map(\.x) == [Self.boards[ends.0].x, Self.boards[ends.1].x])
    }
    #expect(thick[0].points.map(\.x) == [Self.boards[0].x, Self.boards[1].x])
    #expect(elements.filter { $0.name == "text" && $0.group == 0 }.map(\.text) == ["a3", "c3", "c3", "c1", "c3", "c1"])
  }
}
