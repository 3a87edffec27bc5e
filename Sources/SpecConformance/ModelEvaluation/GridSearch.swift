internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct GridSearchArgmin: Equation {
  let id = "grid-search-argmin"
  let concept = Concept("ModelEvaluation", "GridSearch")
  let statement = "λ* = argmin of L_val(θ*(λ)) over λ ∈ Λ"
  let documents = "D2 §6.3 (in words)"
  let rows = ["MET-7"]
  let kernel = "GridSearch.argmin(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("scores", shape: ["|Λ|"])]
  let outputs = [Quantity("index")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    // Without a best point it is NaN here, since a tensor holds numbers only.
    ["index": Tensor(GridSearch.argmin(inputs.vector("scores")).map { T($0) } ?? T(.nan))]
  }
}
