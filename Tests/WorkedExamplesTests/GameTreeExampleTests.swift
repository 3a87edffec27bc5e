import Testing
import WorkedExamples

@Suite struct GameTreeExampleTests {
  @Test func `B-25: the drawn tree has the leaves 0, 0, −3 and 0, and White goes to a3`() {
    let start = KnightsGame.start
    #expect(start.white?.name == "b1" && start.black?.name == "a2" && start.isWhiteToMove)
    let moves = start.successors
    #expect(moves.map { $0.white?.name } == ["a3", "c3"])
    #expect(moves.allSatisfy { !$0.isWhiteToMove && $0.black?.name == "a2" })
    #expect(moves.flatMap { $0.successors.map { $0.black?.name } } == ["c3", "c1", "c3", "c1"])
    #expect(moves.flatMap { $0.successors.map(\.evaluation) } == [0, 0, -3, 0])
    #expect(moves.map { $0.value(depth: 1) } == [0, -3])
    #expect(start.value(depth: 2) == 0 && start.choice(depth: 2) == 0)
    // One move deep both are worth the same, and the first is taken all the same.
    #expect(start.value(depth: 1) == 0 && start.choice(depth: 1) == 0)
  }

  @Test func `MM-1: who has lost the knight has no move, and the game is over`() {
    let taken = KnightsGame.start.successors[1].successors[0]
    #expect(taken.white == nil && taken.black?.name == "c3" && taken.isWhiteToMove)
    #expect(taken.successors.isEmpty && taken.evaluation == -3 && taken.value(depth: 5) == -3)
    // With Black to move first, the drawing's mirror image: the knight is taken at once.
    let other = KnightsGame(white: .init(2, 2), black: .init(0, 1), isWhiteToMove: false)
    #expect(other.value(depth: 1) == -3 && other.choice(depth: 1) == 0)
    // White takes too.
    let won = KnightsGame(white: .init(2, 2), black: .init(0, 1), isWhiteToMove: true)
    #expect(won.value(depth: 1) == 3 && won.successors.contains { $0.black == nil })
  }

  @Test func `MM-1: tic-tac-toe is worth 0 after each first move, and 1 after some answers`() {
    let start = TicTacToe.start
    #expect(start.successors.count == 9 && start.isCrossesToMove)
    #expect(start.successors.allSatisfy { !$0.isCrossesToMove && $0.searched(leavingOut: true).value == 0 })
    // To crosses in a corner only the middle is an answer.
    let answers = start.successors[0].successors.map { $0.searched(leavingOut: true).value }
    #expect(answers == [1, 1, 1, 0, 1, 1, 1, 1])
  }

  @Test func `MM-3: tic-tac-toe after two moves has minimax's value by alpha–beta, from fewer positions`() {
    for square in 1..<9 {
      let position = TicTacToe(crosses: 1 << 0, noughts: 1 << square)
      let (all, some) = (position.searched(leavingOut: false), position.searched(leavingOut: true))
      #expect(all.value == some.value)
      #expect(some.positions < all.positions / 4)
    }
  }

  @Test func `MM-1: a line in every direction ends the game`() {
    for line in [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]] {
      let squares = line.reduce(UInt16(0)) { $0 | 1 << $1 }
      let (crosses, noughts) = (TicTacToe(crosses: squares, noughts: 0), TicTacToe(crosses: 0, noughts: squares))
      #expect(crosses.evaluation == 1 && noughts.evaluation == -1)
      #expect(crosses.successors.isEmpty && noughts.successors.isEmpty)
    }
    #expect(TicTacToe(crosses: 0b000_000_110, noughts: 0).evaluation == 0)
    let full = TicTacToe(crosses: 0b101_100_011, noughts: 0b010_011_100)
    #expect(full.evaluation == 0 && full.successors.isEmpty)
  }

  @Test func `B-26, MM-1, MM-3: every claim has the figure and the verdict that it should have`() {
    let claims = GameTreeExample.claims()
    #expect(
      claims.map(\.computed) == ["0, 0, -3, 0", "0, -3", "a3", "7", "0", "0", "1500625", "2251875390625"])
    #expect(claims.prefix(3).allSatisfy { $0.verdict == .agrees })
    #expect(claims.dropFirst(3).allSatisfy { $0.verdict == .notStated })
    // Tic-tac-toe's positions are known: 549946, counted as often as moves lead to them.
    #expect(claims[4].remark.hasPrefix("549946 positions"))
  }
}
