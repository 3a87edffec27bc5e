internal import GameTreeSearch

/// The first document's drawing of a game tree, tic-tac-toe, and how fast a tree grows.
package enum GameTreeExample {
  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    let start = KnightsGame.start
    let moves = start.successors
    let leaves = moves.flatMap { $0.successors.map(\.evaluation) }
    let values = moves.map { $0.value(depth: 1) }
    let chosen = start.choice(depth: 2)
    let (all, some) = (TicTacToe.start.searched(leavingOut: false), TicTacToe.start.searched(leavingOut: true))
    func text(_ numbers: [Double]) -> String { numbers.map { $0.rounded(toDecimals: 0) }.joined(separator: ", ") }
    return [
      Claim(
        "B-25", "leaves of the drawn tree", documented: "0, 0, -3, 0", computed: text(leaves),
        holds: leaves == [0, 0, -3, 0],
        remark: "a knight on b1 and one on a2 of 3 × 3 squares, worth 3 each; 0, 0, -3, 0 stands in the drawing"),
      Claim(
        "B-25", "values of White's two moves", documented: "0, -3", computed: text(values), holds: values == [0, -3],
        remark: "to a3 and to c3, where the knight is lost"),
      Claim(
        "B-25", "the move to make", documented: "the left one",
        computed: chosen.flatMap { moves[$0].white?.name } ?? "none", holds: chosen == 0,
        remark: "the root is worth \(text([start.value(depth: 2)]))"),
      Claim(
        "MM-4", "positions of the drawn tree", computed: "\(GameTreeSize.nodes(branching: 2, depth: 2))",
        remark: "1 + 2 + 4"),
      Claim(
        "MM-1", "tic-tac-toe to its end", computed: text([all.value]),
        remark: "\(all.positions) positions, as often as moves lead to them: nobody can force a win"),
      Claim(
        "MM-3", "the same by alpha–beta", computed: text([some.value]),
        remark: "\(some.positions) positions, with the squares in their order"),
      Claim(
        "B-26", "35 moves a position, 4 deep", computed: "\(GameTreeSize.leaves(branching: 35, depth: 4))",
        remark: "35 is our assumption, about what chess has; the document says 3-4 moves for a champion"),
      Claim(
        "B-26", "35 moves a position, 8 deep", computed: "\(GameTreeSize.leaves(branching: 35, depth: 8))",
        remark:
          "“8 moves” for Deep Blue, if each is one player's (erratum C-25); at least \(GameTreeSize.leastLeaves(branching: 35, depth: 8)) with alpha–beta"
      ),
    ]
  }
}
