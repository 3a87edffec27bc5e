internal import GameTreeSearch

/// The first document's drawing of a game tree: a board of three by three squares with a knight on each side.
///
/// White's knight starts on b1 and is to move, Black's on a2. Who loses the knight has no move left.
package struct KnightsGame: Hashable, Sendable {
  /// A square by its column a, b, c and its row 1, 2, 3, each counted from 0.
  package struct Square: Hashable, Sendable {
    package let column, row: Int

    package init(_ column: Int, _ row: Int) { (self.column, self.row) = (column, row) }

    /// Its name, such as b1.
    package var name: String { ["a", "b", "c"][column] + "\(row + 1)" }
  }

  /// Where each knight stands; nil if it has been taken.
  package let white, black: Square?
  package let isWhiteToMove: Bool

  package init(white: Square?, black: Square?, isWhiteToMove: Bool) {
    (self.white, self.black, self.isWhiteToMove) = (white, black, isWhiteToMove)
  }

  package static let start = KnightsGame(white: Square(1, 0), black: Square(0, 1), isWhiteToMove: true)

  /// The positions after each move, from the highest row to the lowest, and from a to c within a row.
  package var successors: [KnightsGame] {
    guard let from = isWhiteToMove ? white : black else { return [] }
    let targets = (0..<9).map { Square($0 % 3, 2 - $0 / 3) }.filter { to in
      let (across, up) = ((to.column - from.column).magnitude, (to.row - from.row).magnitude)
      return across * up == 2
    }
    return targets.map { to in
      isWhiteToMove
        ? KnightsGame(white: to, black: black == to ? nil : black, isWhiteToMove: false)
        : KnightsGame(white: white == to ? nil : white, black: to, isWhiteToMove: true)
    }
  }

  /// White's material against Black's, a knight being worth 3.
  package var evaluation: Double {
    MaterialEvaluation.value(worth: [3], own: [white == nil ? 0 : 1], opponent: [black == nil ? 0 : 1])
  }

  /// The value of a position so many moves deep.
  package func value(depth d: Int) -> Double {
    Minimax.value(
      of: self, depth: d, isMaximizing: isWhiteToMove, successors: \.successors, evaluation: \.evaluation)
  }

  /// The place of the best move.
  package func choice(depth d: Int) -> Int? {
    Minimax.choice(
      at: self, depth: d, isMaximizing: isWhiteToMove, successors: \.successors, evaluation: \.evaluation)
  }
}
