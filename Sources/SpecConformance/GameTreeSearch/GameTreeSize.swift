internal import ElementaryFunctions
internal import GameTreeSearch
internal import TensorAlgebra

struct GameTreeSizeLeaves: Equation {
  let id = "game-tree-size-leaves"
  let concept = Concept("GameTreeSearch", "GameTreeSize")
  let statement = "bᵈ positions after d moves"
  let documents = "D1, Traditional AI (in words)"
  let rows = ["MM-4"]
  let kernel = "GameTreeSize.leaves(branching:depth:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["branching", "depth"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (b, d) = (attributes.integer("branching"), attributes.integer("depth"))
    return ["value": Tensor(T(GameTreeSize.leaves(branching: b, depth: d)))]
  }
}

struct GameTreeSizeNodes: Equation {
  let id = "game-tree-size-nodes"
  let concept = Concept("GameTreeSearch", "GameTreeSize")
  let statement = "Σₖ bᵏ for k = 0 … d, all positions of the tree"
  let documents = "derived"
  let rows = ["MM-4"]
  let kernel = "GameTreeSize.nodes(branching:depth:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["branching", "depth"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (b, d) = (attributes.integer("branching"), attributes.integer("depth"))
    return ["value": Tensor(T(GameTreeSize.nodes(branching: b, depth: d)))]
  }
}

struct GameTreeSizeLeastLeaves: Equation {
  let id = "game-tree-size-least-leaves"
  let concept = Concept("GameTreeSearch", "GameTreeSize")
  let statement = "b^⌈d/2⌉ + b^⌊d/2⌋ − 1, the fewest evaluations that prove a value"
  let documents = "derived"
  let rows = ["MM-3"]
  let kernel = "GameTreeSize.leastLeaves(branching:depth:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["branching", "depth"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (b, d) = (attributes.integer("branching"), attributes.integer("depth"))
    return ["value": Tensor(T(GameTreeSize.leastLeaves(branching: b, depth: d)))]
  }
}
