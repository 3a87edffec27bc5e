internal import GameTreeSearch

/// Tic-tac-toe, which is small enough to be played to its end in every way.
package struct TicTacToe: Hashable, Sendable {
  /// The squares of each player, one bit for each, row by row.
  package let crosses, noughts: UInt16

  package static let start = TicTacToe(crosses: 0, noughts: 0)

  package init(crosses: UInt16, noughts: UInt16) { (self.crosses, self.noughts) = (crosses, noughts) }

  /// Crosses begin.
  package var isCrossesToMove: Bool { crosses.nonzeroBitCount == noughts.nonzeroBitCount }

  /// The positions after each move, by the square that is taken; none once three stand in a line.
  package var successors: [TicTacToe] {
    if evaluation != 0 { return [] }
    var positions: [TicTacToe] = []
    for square in 0..<9 {
      let mark: UInt16 = 1 << square
      if (crosses | noughts) & mark != 0 { continue }
      positions.append(
        isCrossesToMove
          ? TicTacToe(crosses: crosses | mark, noughts: noughts)
          : TicTacToe(crosses: crosses, noughts: noughts | mark))
    }
    return positions
  }

  /// 1 if crosses have three in a line, −1 if noughts have, 0 otherwise.
  package var evaluation: Double {
    for line in Self.lines {
      if crosses & line == line { return 1 }
      if noughts & line == line { return -1 }
    }
    return 0
  }

  private static let lines: [UInt16] = [
    0b111_000_000, 0b000_111_000, 0b000_000_111, 0b100_100_100, 0b010_010_010, 0b001_001_001, 0b100_010_001,
    0b001_010_100,
  ]

  /// The value at the end of the game, and how many positions were looked at.
  package func searched(leavingOut: Bool) -> (value: Double, positions: Int) {
    var positions = 0
    func successors(_ position: TicTacToe) -> [TicTacToe] {
      positions += 1
      return position.successors
    }
    let value =
      leavingOut
      ? AlphaBeta.value(
        of: self, depth: 10, isMaximizing: isCrossesToMove, successors: successors, evaluation: \.evaluation)
      : Minimax.value(
        of: self, depth: 10, isMaximizing: isCrossesToMove, successors: successors, evaluation: \.evaluation)
    return (value, positions)
  }
}
