import EvidenceTraits
import GameTreeSearch
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: ≥ for > and ≤ for < where V takes v, which then only takes its own value again.
@Suite struct AlphaBetaTests {
  @Test(.equation("alpha-beta-value"), arguments: try Evidence.vectors("alpha-beta-value"))
  func `alpha-beta-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Trees with and without ties.
  static let trees = Evidence.seeds.map { RandomTree(levels: 5, most: 4, values: $0 % 2 == 0 ? 5 : nil, seed: $0) }

  @Test(.equation("alpha-beta-value"), arguments: trees)
  func `alpha-beta-value: minimax's value, from a part of its evaluations`(_ tree: RandomTree) {
    for d in 0...tree.height + 1 {
      let ends = tree.children.indices.filter {
        tree.levels[$0] == d || (tree.levels[$0] < d && tree.children[$0].isEmpty)
      }
      for isMaximizing in [true, false] {
        let (value, evaluated) = tree.pruned(depth: d, isMaximizing: isMaximizing)
        #expect(value == tree.value(depth: d, isMaximizing: isMaximizing))
        #expect(Set(evaluated).isSubset(of: ends) && Set(evaluated).count == evaluated.count)
      }
    }
  }

  @Test(.equation("alpha-beta-value"), arguments: Evidence.seeds)
  func `alpha-beta-value: between the fewest evaluations that prove a value and all`(_ seed: UInt64) {
    for (b, d) in [(2, 5), (3, 4), (5, 3), (7, 2), (6, 1)] {
      let tree = RandomTree(levels: d, most: b, least: b, seed: seed)
      for isMaximizing in [true, false] {
        let count = tree.pruned(depth: d, isMaximizing: isMaximizing).evaluated.count
        #expect(count >= GameTreeSize.leastLeaves(branching: b, depth: d))
        #expect(count <= GameTreeSize.leaves(branching: b, depth: d))
      }
    }
  }

  @Test(.equation("alpha-beta-value"), arguments: Evidence.seeds)
  func `alpha-beta-value: with the best moves first, the fewest evaluations there can be`(_ seed: UInt64) {
    for (b, d) in [(2, 6), (3, 4), (4, 3), (7, 2), (6, 1), (1, 5)] {
      var tree = RandomTree(levels: d, most: b, least: b, seed: seed)
      for isMaximizing in [true, false] {
        let V = tree.values(depth: d, isMaximizing: isMaximizing)
        for i in tree.children.indices {
          let isMax = (tree.levels[i] % 2 == 0) == isMaximizing
          tree.children[i].sort { isMax ? V[$0] > V[$1] : V[$0] < V[$1] }
        }
        let (value, evaluated) = tree.pruned(depth: d, isMaximizing: isMaximizing)
        #expect(value == V[0])
        #expect(evaluated.count == GameTreeSize.leastLeaves(branching: b, depth: d))
      }
    }
  }

  @Test(.equation("alpha-beta-value"), arguments: Evidence.seeds)
  func `alpha-beta-value: leaves out more than half of a deep tree in any order`(_ seed: UInt64) {
    let tree = RandomTree(levels: 6, most: 3, least: 3, seed: seed)
    #expect(tree.pruned(depth: 6, isMaximizing: true).evaluated.count < 729 / 2)
  }

  @Test(.equation("alpha-beta-value"), arguments: trees)
  func `alpha-beta-value: outside of α and β a bound that is never worse than they are`(_ tree: RandomTree) {
    var generator = Xoshiro256StarStar(seed: 7)
    for _ in 0..<12 {
      let α: Double = NormalVariate.next(using: &generator)
      let width: Double = UniformVariate.next(using: &generator)
      let β = α + width + 0.01
      for isMaximizing in [true, false] {
        let V = tree.value(depth: 5, isMaximizing: isMaximizing)
        let (value, evaluated) = tree.pruned(depth: 5, isMaximizing: isMaximizing, alpha: α, beta: β)
        if value <= α {
          #expect(V <= value)
        } else if value >= β {
          #expect(V >= value)
        } else {
          #expect(V == value)
        }
        #expect(evaluated.count <= tree.pruned(depth: 5, isMaximizing: isMaximizing).evaluated.count)
      }
    }
  }

  // Where V = α, it is the same program whether α becomes that V or stays: an equal number compares equally. So for β.

  @Test(.equation("alpha-beta-value"))
  func `alpha-beta-value: edge cases`() {
    func value(_ leaves: [Double], isMaximizing: Bool = true) -> Double {
      AlphaBeta.value(
        of: -1, depth: 1, isMaximizing: isMaximizing, successors: { _ in Array(leaves.indices) },
        evaluation: { leaves[$0] })
    }
    #expect(value([-.infinity, -.infinity]) == -.infinity)
    #expect(value([.infinity, 2], isMaximizing: false) == 2 && value([1, .infinity]) == .infinity)
    #expect(value([1, .nan]).isNaN && value([.nan, 1], isMaximizing: false).isNaN)
    // After a certain win nothing else is looked at.
    #expect(value([.infinity, .nan]) == .infinity)
    #expect(value([-0.0, 0]).sign == .minus && value([0, -0.0], isMaximizing: false).sign == .plus)
    // At depth 0, and without moves, the evaluation itself, outside of α and β as well.
    let root = AlphaBeta.value(
      of: 9, depth: 0, isMaximizing: true, alpha: 1, beta: 2, successors: { [$0] }, evaluation: { Double($0) })
    #expect(root == 9)
  }

  @Test(.equation("alpha-beta-value"))
  func `alpha-beta-value: a depth below 0, and α not below β, trap`() async {
    let depth = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AlphaBeta.value(
        of: 0, depth: -2, isMaximizing: true, successors: { _ in [] }, evaluation: { Double($0) })
    }
    Evidence.expect(depth, says: "AlphaBeta.value: no tree has the depth -2")
    let window = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AlphaBeta.value(
        of: 0, depth: 1, isMaximizing: true, alpha: 2, beta: 2, successors: { _ in [] },
        evaluation: { Double($0) })
    }
    Evidence.expect(window, says: "AlphaBeta.value: α = 2.0 is not below β = 2.0")
  }
}
