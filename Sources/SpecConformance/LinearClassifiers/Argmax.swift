internal import ElementaryFunctions
internal import LinearClassifiers
internal import TensorAlgebra

struct ArgmaxValue: Equation {
  let id = "argmax-value"
  let concept = Concept("LinearClassifiers", "Argmax")
  let statement = "ĉ = argmaxₖ zₖ"
  let documents = "D4, Layers (supplied)"
  let rows = ["CLS-17"]
  let kernel = "Argmax.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("scores", shape: ["K"])]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    // No class is NaN, which numbers have where indices have nil.
    return ["value": Tensor(Argmax.value(inputs.vector("scores")).map { T($0) } ?? 0 / T(0))]
  }
}
