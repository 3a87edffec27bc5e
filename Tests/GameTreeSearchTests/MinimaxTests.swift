import ElementaryFunctions
import EvidenceTraits
import GameTreeSearch
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MinimaxTests {
  @Test(.equation("minimax-value"), arguments: try Evidence.vectors("minimax-value"))
  func `minimax-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("minimax-choice"), arguments: try Evidence.vectors("minimax-choice"))
  func `minimax-choice: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let trees = Evidence.seeds.map { RandomTree(levels: 4, most: 4, seed: $0) }

  @Test(.equation("minimax-value"), arguments: trees)
  func `minimax-value: what a pass from the last position to the first finds, at every depth`(_ tree: RandomTree) {
    for d in 0...tree.height + 2 {
      for isMaximizing in [true, false] {
        #expect(
          tree.value(depth: d, isMaximizing: isMaximizing) == tree.values(depth: d, isMaximizing: isMaximizing)[0])
      }
    }
    #expect(tree.value(depth: 0, isMaximizing: true) == tree.evaluations[0])
  }

  @Test(.equation("minimax-value"), arguments: trees)
  func `minimax-value: one of the evaluations at the ends, and none beyond the depth counts`(_ tree: RandomTree) {
    for d in 0...tree.height {
      let ends = tree.children.indices.filter {
        tree.levels[$0] == d || (tree.levels[$0] < d && tree.children[$0].isEmpty)
      }
      let value = tree.value(depth: d, isMaximizing: true)
      #expect(ends.contains { tree.evaluations[$0] == value })
      var other = tree
      for i in other.evaluations.indices where !ends.contains(i) { other.evaluations[i] = .nan }
      #expect(other.value(depth: d, isMaximizing: true) == value)
    }
  }

  @Test(.equation("minimax-value"), arguments: trees)
  func `minimax-value: no evaluation can rise and the value fall`(_ tree: RandomTree) {
    for i in tree.evaluations.indices {
      var raised = tree
      raised.evaluations[i] += 0.7
      for d in 1...3 {
        for isMaximizing in [true, false] {
          let (before, after) = (
            tree.value(depth: d, isMaximizing: isMaximizing), raised.value(depth: d, isMaximizing: isMaximizing)
          )
          #expect(before <= after && after <= before + 0.7)
        }
      }
    }
  }

  @Test(.equation("minimax-value"), arguments: trees)
  func `minimax-value: with opposite evaluations and the players exchanged, the opposite`(_ tree: RandomTree) {
    var opposite = tree
    opposite.evaluations = tree.evaluations.map { -$0 }
    for d in 0...tree.height {
      #expect(tree.value(depth: d, isMaximizing: true) == -opposite.value(depth: d, isMaximizing: false))
    }
  }

  @Test(.equation("minimax-value"), arguments: 1...4, 0...4)
  func `minimax-value: every position of a complete tree is visited once`(_ b: Int, _ d: Int) {
    var (inner, ends) = (0, 0)
    _ = Minimax.value(
      of: 0, depth: d, isMaximizing: true,
      successors: { level in
        inner += 1
        return Array(repeating: level + 1, count: b)
      },
      evaluation: { level in
        ends += 1
        #expect(level == d)
        return Double(level)
      })
    #expect(ends == GameTreeSize.leaves(branching: b, depth: d))
    #expect(inner + ends == GameTreeSize.nodes(branching: b, depth: d))
  }

  @Test(.equation("minimax-value"))
  func `minimax-value: the slope of the value is that of the evaluation it is`() {
    let leaves: [Dual<Double>] = [4.0, 1, 3, 2].map { (x: Double) in Dual(value: x, tangent: 10 * x) }
    let value = Minimax.value(
      of: [Int](), depth: 2, isMaximizing: true, successors: { path in [0, 1].map { path + [$0] } },
      evaluation: { path in leaves[2 * path[0] + path[1]] })
    #expect(value.value == 2 && value.tangent == 20)
  }

  @Test(.equation("minimax-choice"), arguments: trees)
  func `minimax-choice: the first move whose value is that of the position`(_ tree: RandomTree) throws {
    for d in 1...tree.height {
      for isMaximizing in [true, false] {
        let V = tree.values(depth: d, isMaximizing: isMaximizing)
        let choice = Minimax.choice(
          at: 0, depth: d, isMaximizing: isMaximizing, successors: { tree.children[$0] },
          evaluation: { tree.evaluations[$0] })
        #expect(choice == tree.children[0].firstIndex { V[$0] == V[0] })
      }
    }
  }

  @Test(.equation("minimax-choice"), arguments: Evidence.seeds)
  func `minimax-choice: of equal moves the first`(_ seed: UInt64) {
    let tree = RandomTree(levels: 3, most: 5, least: 2, values: 3, seed: seed)
    for isMaximizing in [true, false] {
      let V = tree.values(depth: 3, isMaximizing: isMaximizing)
      let choice = Minimax.choice(
        at: 0, depth: 3, isMaximizing: isMaximizing, successors: { tree.children[$0] },
        evaluation: { tree.evaluations[$0] })
      #expect(choice == tree.children[0].firstIndex { V[$0] == V[0] })
    }
  }

  /// The value of a position with the evaluations of its moves.
  static func value(_ evaluations: [Double], isMaximizing: Bool = true) -> Double {
    Minimax.value(
      of: -1, depth: 1, isMaximizing: isMaximizing, successors: { _ in Array(evaluations.indices) },
      evaluation: { evaluations[$0] })
  }

  @Test(.equation("minimax-value"))
  func `minimax-value: edge cases`() {
    #expect(Self.value([-.infinity, -.infinity]) == -.infinity)
    #expect(Self.value([.infinity, .infinity], isMaximizing: false) == .infinity)
    #expect(Self.value([1, .infinity]) == .infinity && Self.value([1, -.infinity], isMaximizing: false) == -.infinity)
    for places in [[Double.nan, 1], [1, .nan], [.nan], [.infinity, .nan]] {
      #expect(Self.value(places).isNaN && Self.value(places, isMaximizing: false).isNaN)
    }
    #expect(Self.value([-0.0, 0]).sign == .minus && Self.value([0, -0.0]).sign == .plus)
    #expect(Self.value([0, -0.0], isMaximizing: false).sign == .plus)
    // Without moves, at any depth, the evaluation of the position itself.
    let end = Minimax.value(
      of: 3, depth: .max, isMaximizing: true, successors: { _ in [] }, evaluation: { Float($0) })
    #expect(end == 3)
    // At depth 0 the moves are not even asked for.
    let root = Minimax.value(
      of: 3, depth: 0, isMaximizing: false,
      successors: { _ -> [Int] in
        Issue.record("a move was asked for")
        return []
      }, evaluation: { Double($0) })
    #expect(root == 3)
  }

  @Test(.equation("minimax-choice"))
  func `minimax-choice: edge cases`() {
    func choice(_ evaluations: [Double], isMaximizing: Bool = true) -> Int? {
      Minimax.choice(
        at: -1, depth: 1, isMaximizing: isMaximizing, successors: { _ in Array(evaluations.indices) },
        evaluation: { evaluations[$0] })
    }
    #expect(choice([]) == nil && choice([7]) == 0)
    #expect(choice([-.infinity, -.infinity]) == 0 && choice([.infinity, .infinity], isMaximizing: false) == 0)
    #expect(choice([1, .nan]) == nil && choice([.nan, 1], isMaximizing: false) == nil)
    #expect(choice([-0.0, 0]) == 0 && choice([0, -0.0], isMaximizing: false) == 0)
  }

  @Test(.equation("minimax-value"))
  func `minimax-value: a depth below 0, and for a choice a depth of 0, trap`() async {
    let value = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Minimax.value(
        of: 0, depth: -1, isMaximizing: true, successors: { _ in [] }, evaluation: { Double($0) })
    }
    Evidence.expect(value, says: "Minimax.value: no tree has the depth -1")
    let choice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Minimax.choice(
        at: 0, depth: 0, isMaximizing: true, successors: { _ in [1] }, evaluation: { Double($0) })
    }
    Evidence.expect(choice, says: "Minimax.choice: at depth 0 no move is looked at")
  }
}
