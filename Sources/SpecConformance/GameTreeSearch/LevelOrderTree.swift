/// A tree in one list, level by level from the root: the moves of place i lead to the places b i + 1 … b i + b, as far
/// as there are such. A list may end anywhere, so that some positions have fewer moves and some none.
struct LevelOrderTree<T> {
  let evaluations: [T]
  let branching: Int

  /// - Precondition: there is a root, and the number of moves is not negative.
  init(evaluations: [T], branching: Int) {
    precondition(
      !evaluations.isEmpty && branching >= 0,
      "LevelOrderTree: no tree has \(evaluations.count) positions with \(branching) moves each")
    (self.evaluations, self.branching) = (evaluations, branching)
  }

  func successors(of place: Int) -> [Int] {
    let first = branching * place + 1
    return first < evaluations.count ? Array(first..<min(first + branching, evaluations.count)) : []
  }
}

extension Attributes {
  /// Whether the attribute `player` says that the maximizing player is to move.
  ///
  /// - Precondition: it is `max` or `min`.
  var isMaximizing: Bool { choice("player", among: ["max", "min"]) == "max" }
}
