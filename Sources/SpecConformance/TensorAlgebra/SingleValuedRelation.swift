internal import ElementaryFunctions
internal import TensorAlgebra

struct SingleValuedRelationHolds: Equation {
  let id = "single-valued-relation"
  let concept = Concept("TensorAlgebra", "SingleValuedRelation")
  let statement = "Xᵢ = Xⱼ ⇒ Yᵢ = Yⱼ for all points i ≠ j"
  let documents = "D1, Functions"
  let rows = ["FN-12"]
  let kernel = "SingleValuedRelation.holds(inputs:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["n", "N"]), Quantity("targets", shape: ["m", "N"])]
  let outputs = [Quantity("value")]

  /// 1 where the points can come from a function, 0 where not.
  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let holds = SingleValuedRelation.holds(inputs: inputs.matrix("inputs"), targets: inputs.matrix("targets"))
    return ["value": Tensor(holds ? 1 : 0)]
  }
}
