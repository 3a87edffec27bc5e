internal import ElementaryFunctions
internal import TensorAlgebra
internal import UniversalApproximation

struct PolynomialCollapseValue: Equation {
  let id = "polynomial-collapse-value"
  let concept = Concept("UniversalApproximation", "PolynomialCollapse")
  let statement = "Σⱼ vⱼ σ(wⱼ x + bⱼ) = Σᵢ cᵢ xⁱ, for σ(z) = Σₖ aₖ zᵏ"
  let documents = "derived, against D1, Neural Networks"
  let rows = ["UA-4"]
  let kernel = "PolynomialCollapse.value(weights:biases:coefficients:activation:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weights", shape: ["N"]), Quantity("biases", shape: ["N"]), Quantity("coefficients", shape: ["N"]),
    Quantity("activation", shape: ["d + 1"]),
  ]
  let outputs = [Quantity("polynomial", shape: ["d + 1"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let c = PolynomialCollapse.value(
      weights: inputs.vector("weights"), biases: inputs.vector("biases"), coefficients: inputs.vector("coefficients"),
      activation: inputs.vector("activation"))
    return ["polynomial": Tensor(c)]
  }
}
