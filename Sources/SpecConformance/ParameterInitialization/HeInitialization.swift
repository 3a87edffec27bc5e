internal import ElementaryFunctions
internal import ParameterInitialization
internal import TensorAlgebra

struct HeInitializationVariance: Equation {
  let id = "he-initialization-variance"
  let concept = Concept("ParameterInitialization", "HeInitialization")
  let statement = "Var(W) = 2/n_in, 2/((1 + α²) n_in) for a leaky ReLU"
  let documents = "D4, Initialization (reconstructed)"
  let rows = ["INIT-3"]
  let kernel = "HeInitialization.variance(fanIn:slope:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("variance")]
  let attributeNames = ["fanIn", "slope"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n_in, α) = (attributes.integer("fanIn"), T(attributes.number("slope")))
    return ["variance": Tensor(HeInitialization.variance(fanIn: n_in, slope: α))]
  }
}

struct HeInitializationBound: Equation {
  let id = "he-initialization-bound"
  let concept = Concept("ParameterInitialization", "HeInitialization")
  let statement = "r = √(6/n_in), √(6/((1 + α²) n_in)) for a leaky ReLU, for W uniform on [−r, r]"
  let documents = "derived"
  let rows = ["INIT-3"]
  let kernel = "HeInitialization.bound(fanIn:slope:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("bound")]
  let attributeNames = ["fanIn", "slope"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n_in, α) = (attributes.integer("fanIn"), T(attributes.number("slope")))
    return ["bound": Tensor(HeInitialization.bound(fanIn: n_in, slope: α))]
  }
}
