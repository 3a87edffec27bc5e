internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct EvenlySpacedValue: Equation {
  let id = "evenly-spaced-value"
  let concept = Concept("LinearModels", "EvenlySpaced")
  let statement = "xₖ = a + k (b − a)/(n − 1)"
  let documents = "D2, §7 (as code)"
  let rows = ["LIN-15"]
  let kernel = "EvenlySpaced.value(from:through:count:)"
  let form = EquationForm.value
  let inputs = [Quantity("from"), Quantity("through")]
  let outputs = [Quantity("value", shape: ["n"])]
  let attributeNames = ["count"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (a, b) = (inputs.number("from"), inputs.number("through"))
    return ["value": Tensor(EvenlySpaced.value(from: a, through: b, count: attributes.integer("count")))]
  }
}
