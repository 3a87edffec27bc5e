internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct MonomialCountValue: Equation {
  let id = "monomial-count"
  let concept = Concept("LinearModels", "MonomialCount")
  let statement = "(n + d choose d) monomials of degree ≤ d in n inputs"
  let documents = "D1, Linearity (named)"
  let rows = ["LIN-6"]
  let kernel = "MonomialCount.value(inputs:degree:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["inputs", "degree"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n, d) = (attributes.integer("inputs"), attributes.integer("degree"))
    return ["value": Tensor(T(MonomialCount.value(inputs: n, degree: d)))]
  }
}
