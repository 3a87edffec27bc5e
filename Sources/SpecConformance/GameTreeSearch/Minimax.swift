internal import ElementaryFunctions
internal import GameTreeSearch
internal import TensorAlgebra

struct MinimaxValue: Equation {
  let id = "minimax-value"
  let concept = Concept("GameTreeSearch", "Minimax")
  let statement = "V(s, d) = e(s) for d = 0 or without moves, maxₐ V(sₐ, d − 1) or minₐ V(sₐ, d − 1) elsewhere"
  let documents = "D1, Traditional AI (in words)"
  let rows = ["MM-1"]
  let kernel = "Minimax.value(of:depth:isMaximizing:successors:evaluation:)"
  let form = EquationForm.value
  let inputs = [Quantity("evaluations", shape: ["n"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["branching", "depth", "player"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let tree = LevelOrderTree(
      evaluations: inputs.vector("evaluations"), branching: attributes.integer("branching"))
    let value = Minimax.value(
      of: 0, depth: attributes.integer("depth"), isMaximizing: attributes.isMaximizing,
      successors: tree.successors, evaluation: { tree.evaluations[$0] })
    return ["value": Tensor(value)]
  }
}

struct MinimaxChoice: Equation {
  let id = "minimax-choice"
  let concept = Concept("GameTreeSearch", "Minimax")
  let statement = "a* = argmaxₐ V(sₐ, d − 1), or argminₐ V(sₐ, d − 1)"
  let documents = "D1, Traditional AI (in words)"
  let rows = ["MM-1"]
  let kernel = "Minimax.choice(at:depth:isMaximizing:successors:evaluation:)"
  let form = EquationForm.value
  let inputs = [Quantity("evaluations", shape: ["n"])]
  let outputs = [Quantity("index")]
  let attributeNames = ["branching", "depth", "player"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let tree = LevelOrderTree(
      evaluations: inputs.vector("evaluations"), branching: attributes.integer("branching"))
    let index = Minimax.choice(
      at: 0, depth: attributes.integer("depth"), isMaximizing: attributes.isMaximizing,
      successors: tree.successors, evaluation: { tree.evaluations[$0] })
    // Without a best move it is NaN here, since a tensor holds numbers only.
    return ["index": Tensor(index.map { T($0) } ?? T(.nan))]
  }
}
