internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct BatchGradientValue: Equation {
  let id = "batch-gradient-value"
  let concept = Concept("GradientOptimizers", "BatchGradient")
  let statement = "g = (1/|B|) Σ_{i∈B} gᵢ"
  let documents = "D4, Optimizers; D2, §4.1; D1, Gradient Descent"
  let rows = ["OPT-1", "OPT-2", "OPT-3", "FN-8"]
  let kernel = "BatchGradient.value(_:batch:)"
  let form = EquationForm.value
  let inputs = [Quantity("gradients", shape: ["n", "N"])]
  let outputs = [Quantity("gradient", shape: ["n"])]
  let attributeNames = ["batch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let batch = attributes.indexSet("batch")
    return ["gradient": Tensor(BatchGradient.value(inputs.matrix("gradients"), batch: batch))]
  }
}

extension Attributes {
  /// The indices of a set such as “{2, 0, 3}”: in braces, since one index alone would read as a number.
  ///
  /// - Precondition: there is such a text.
  fileprivate func indexSet(_ name: String) -> [Int] {
    let indices = text(name).dropFirst().dropLast().split(separator: ", ").compactMap { Int($0) }
    precondition(
      text(name) == "{\(indices.map(String.init).joined(separator: ", "))}",
      "Attributes: \(name) is “\(text(name))”, expected indices in braces such as {2, 0, 3}")
    return indices
  }
}
