internal import ElementaryFunctions
internal import TensorAlgebra
internal import UniversalApproximation

struct InterpolationBoundValue: Equation {
  let id = "interpolation-bound-value"
  let concept = Concept("UniversalApproximation", "InterpolationBound")
  let statement = "max |f − g| ≤ h²/8 · M"
  let documents = "derived"
  let rows = ["UA-3"]
  let kernel = "InterpolationBound.value(spacing:curvature:)"
  let form = EquationForm.value
  let inputs = [Quantity("spacing"), Quantity("curvature")]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let bound = InterpolationBound.value(spacing: inputs.number("spacing"), curvature: inputs.number("curvature"))
    return ["value": Tensor(bound)]
  }
}
