internal import ElementaryFunctions
internal import GameTreeSearch
internal import TensorAlgebra

struct AlphaBetaValue: Equation {
  let id = "alpha-beta-value"
  let concept = Concept("GameTreeSearch", "AlphaBeta")
  let statement = "V(s, d) as by minimax where α < V < β, and a bound on it elsewhere"
  let documents = "D1, Traditional AI (as “additional refinements”)"
  let rows = ["MM-3"]
  let kernel = "AlphaBeta.value(of:depth:isMaximizing:alpha:beta:successors:evaluation:)"
  let form = EquationForm.value
  let inputs = [Quantity("evaluations", shape: ["n"]), Quantity("alpha"), Quantity("beta")]
  let outputs = [Quantity("value"), Quantity("evaluated")]
  let attributeNames = ["branching", "depth", "player"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let tree = LevelOrderTree(
      evaluations: inputs.vector("evaluations"), branching: attributes.integer("branching"))
    var evaluated = 0
    let value = AlphaBeta.value(
      of: 0, depth: attributes.integer("depth"), isMaximizing: attributes.isMaximizing,
      alpha: inputs.number("alpha"), beta: inputs.number("beta"), successors: tree.successors,
      evaluation: { place in
        evaluated += 1
        return tree.evaluations[place]
      })
    return ["value": Tensor(value), "evaluated": Tensor(T(evaluated))]
  }
}
