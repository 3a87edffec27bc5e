import GameTreeSearch
import TensorAlgebra

/// A tree whose positions have different numbers of moves, in a list in which parents stand before their children.
struct RandomTree {
  /// For each position the places of those that its moves lead to.
  var children: [[Int]] = [[]]
  var evaluations: [Double] = []
  /// For each position the number of moves from the root to it.
  var levels: [Int] = [0]

  /// - Parameter values: how many different evaluations there are; all differ if nil.
  init(levels height: Int, most b: Int, least: Int = 0, values: UInt64? = nil, seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    var i = 0
    while i < children.count {
      let room = UInt64(b - least + 1)
      let drawn = least + Int(Shuffle.below(room, using: &generator))
      // The root always has a move.
      for _ in 0..<(levels[i] == height ? 0 : i == 0 ? max(1, drawn) : drawn) {
        children[i].append(children.count)
        children.append([])
        levels.append(levels[i] + 1)
      }
      i += 1
    }
    evaluations = children.map { _ in
      values.map { Double(Shuffle.below($0, using: &generator)) - 2 } ?? NormalVariate.next(using: &generator)
    }
  }

  var height: Int { levels.max() ?? 0 }

  /// The values of all positions from the last to the first, without recursion.
  func values(depth d: Int, isMaximizing: Bool) -> [Double] {
    var V = evaluations
    for i in children.indices.reversed() where levels[i] < d && !children[i].isEmpty {
      let moves = children[i].map { V[$0] }
      V[i] = (levels[i] % 2 == 0) == isMaximizing ? moves.max() ?? .nan : moves.min() ?? .nan
    }
    return V
  }

  func value(depth d: Int, isMaximizing: Bool) -> Double {
    Minimax.value(
      of: 0, depth: d, isMaximizing: isMaximizing, successors: { children[$0] }, evaluation: { evaluations[$0] })
  }

  /// The value by alpha–beta, and which positions were evaluated on the way.
  func pruned(
    depth d: Int, isMaximizing: Bool, alpha: Double = -.infinity, beta: Double = .infinity
  ) -> (value: Double, evaluated: [Int]) {
    var evaluated: [Int] = []
    let value = AlphaBeta.value(
      of: 0, depth: d, isMaximizing: isMaximizing, alpha: alpha, beta: beta, successors: { children[$0] },
      evaluation: { place in
        evaluated.append(place)
        return evaluations[place]
      })
    return (value, evaluated)
  }
}
