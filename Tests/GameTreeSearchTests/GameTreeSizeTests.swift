import EvidenceTraits
import GameTreeSearch
import SpecConformance
import Testing

@Suite struct GameTreeSizeTests {
  @Test(.equation("game-tree-size-leaves"), arguments: try Evidence.vectors("game-tree-size-leaves"))
  func `game-tree-size-leaves: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("game-tree-size-nodes"), arguments: try Evidence.vectors("game-tree-size-nodes"))
  func `game-tree-size-nodes: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("game-tree-size-least-leaves"), arguments: try Evidence.vectors("game-tree-size-least-leaves"))
  func `game-tree-size-least-leaves: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("game-tree-size-nodes"), arguments: 1...7, 0...9)
  func `game-tree-size-nodes: the leaves of every level, and (b − 1) n = bᵈ⁺¹ − 1`(_ b: Int, _ d: Int) {
    let n = GameTreeSize.nodes(branching: b, depth: d)
    #expect(n == (0...d).reduce(0) { $0 + GameTreeSize.leaves(branching: b, depth: $1) })
    #expect((b - 1) * n == GameTreeSize.leaves(branching: b, depth: d + 1) - 1)
  }

  @Test(.equation("game-tree-size-leaves"), arguments: 1...6, 0...6)
  func `game-tree-size-leaves: as many as there are sequences of moves`(_ b: Int, _ d: Int) {
    let sequences = (0..<d).reduce([[Int]()]) { lists, _ in lists.flatMap { list in (0..<b).map { list + [$0] } } }
    if b < 5 || d < 5 { #expect(GameTreeSize.leaves(branching: b, depth: d) == sequences.count) }
    #expect(GameTreeSize.leaves(branching: b, depth: d + 1) == b * GameTreeSize.leaves(branching: b, depth: d))
  }

  @Test(.equation("game-tree-size-least-leaves"), arguments: 1...7, 0...8)
  func `game-tree-size-least-leaves: at most all leaves, and about the root of their number`(_ b: Int, _ d: Int) {
    let (least, all) = (GameTreeSize.leastLeaves(branching: b, depth: d), GameTreeSize.leaves(branching: b, depth: d))
    #expect(1 <= least && least <= all)
    // (b^⌈d/2⌉ + 1)(b^⌊d/2⌋ + 1) − 2 = bᵈ + least
    let (half, rest) = (
      GameTreeSize.leaves(branching: b, depth: (d + 1) / 2), GameTreeSize.leaves(branching: b, depth: d / 2)
    )
    #expect((half + 1) * (rest + 1) - 2 == all + least)
  }

  @Test(.equation("game-tree-size-leaves"))
  func `game-tree-size-leaves: B-26, with 35 moves in a position 1225, 1500625 and 2251875390625 positions`() {
    #expect(GameTreeSize.leaves(branching: 35, depth: 2) == 1225)
    #expect(GameTreeSize.leaves(branching: 35, depth: 4) == 1_500_625)
    #expect(GameTreeSize.leaves(branching: 35, depth: 8) == 2_251_875_390_625)
    #expect(GameTreeSize.nodes(branching: 2, depth: 2) == 7)
  }

  @Test(.equation("game-tree-size-leaves"))
  func `game-tree-size-leaves: C-25, a move of one player and a move of both are different depths`() {
    // The two readings of “3-4 moves” differ by factors of 35³ and 35⁴.
    for d in [3, 4] {
      let (one, both) = (GameTreeSize.leaves(branching: 35, depth: d), GameTreeSize.leaves(branching: 35, depth: 2 * d))
      #expect(both == one * one)
    }
    // Four moves of both players go as deep as the “8 moves” of one, and eight of both are no 64-bit number.
    let eight = GameTreeSize.leaves(branching: 35, depth: 8)
    #expect(GameTreeSize.leaves(branching: 35, depth: 2 * 4) == eight)
    #expect(eight.multipliedReportingOverflow(by: eight).overflow)
  }

  @Test(.equation("game-tree-size-leaves"))
  func `game-tree-size-leaves: edge cases`() {
    #expect(GameTreeSize.leaves(branching: .max, depth: 1) == .max)
    #expect(GameTreeSize.leaves(branching: .max, depth: 0) == 1 && GameTreeSize.leaves(branching: 1, depth: .max) == 1)
    #expect(GameTreeSize.leaves(branching: 2, depth: 62) == 1 << 62)
  }

  @Test(.equation("game-tree-size-nodes"))
  func `game-tree-size-nodes: edge cases`() {
    #expect(GameTreeSize.nodes(branching: .max, depth: 0) == 1)
    #expect(GameTreeSize.nodes(branching: .max - 1, depth: 1) == .max)
    #expect(GameTreeSize.nodes(branching: 1, depth: .max - 1) == .max)
    #expect(GameTreeSize.nodes(branching: 2, depth: 62) == .max)
  }

  @Test(.equation("game-tree-size-least-leaves"))
  func `game-tree-size-least-leaves: edge cases`() {
    #expect(GameTreeSize.leastLeaves(branching: .max, depth: 1) == .max)
    #expect(GameTreeSize.leastLeaves(branching: 1, depth: .max) == 1)
    #expect(GameTreeSize.leastLeaves(branching: 9, depth: 0) == 1)
    #expect(GameTreeSize.leastLeaves(branching: 2, depth: 123) == (1 << 62) + (1 << 61) - 1)
    #expect(GameTreeSize.leastLeaves(branching: 2, depth: 124) == .max)
  }

  @Test(.equation("game-tree-size-leaves"))
  // Printed, since an optimizer leaves out a sum that nobody asks for, trap and all.
  func `game-tree-size-leaves: a tree without moves or levels, and one beyond the largest number, trap`() async {
    let branching = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.leaves(branching: 0, depth: 2))
    }
    Evidence.expect(branching, says: "GameTreeSize.leaves: no tree has 2 levels of 0 moves each")
    let depth = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.nodes(branching: 2, depth: -1))
    }
    Evidence.expect(depth, says: "GameTreeSize.nodes: no tree has -1 levels of 2 moves each")
    let least = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.leastLeaves(branching: -3, depth: 1))
    }
    Evidence.expect(least, says: "GameTreeSize.leastLeaves: no tree has 1 levels of -3 moves each")
    let leaves = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.leaves(branching: 35, depth: 16))
    }
    Evidence.expect(leaves, says: "GameTreeSize.leaves: too many positions after 16 moves of 35 each")
    let nodes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.nodes(branching: 3, depth: 40))
    }
    Evidence.expect(nodes, says: "GameTreeSize.nodes: too many positions in 40 moves of 3 each")
    let root = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.nodes(branching: .max, depth: 1))
    }
    Evidence.expect(root, says: "GameTreeSize.nodes: too many positions in 1 moves of 9223372036854775807 each")
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(GameTreeSize.leastLeaves(branching: 5, depth: 54))
    }
    Evidence.expect(sum, says: "GameTreeSize.leastLeaves: too many positions for 54 moves of 5 each")
  }
}
