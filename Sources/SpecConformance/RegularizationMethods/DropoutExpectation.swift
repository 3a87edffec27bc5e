internal import ActivationFunctions
internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

/// The expectation of what a neuron without a bias makes of its inputs behind dropout: f(m) = g(w · ã).
struct DropoutExpectationValue: Equation {
  let id = "dropout-expectation-value"
  let concept = Concept("RegularizationMethods", "DropoutExpectation")
  let statement = "E[f(m)] = Σ_m (1 − p)^|m| p^(n − |m|) f(m); in the vectors f(m) = g(w · ã)"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-2"]
  let kernel = "DropoutExpectation.value(count:dropProbability:_:)"
  let form = EquationForm.value
  let inputs = [Quantity("activations", shape: ["n"]), Quantity("weights", shape: ["n"])]
  let outputs = [Quantity("value")]
  let attributeNames = ["dropProbability", "variant", "activation"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (dropout, g) = (Dropout<T>(attributes), attributes.activation())
    let (a, w) = (inputs.vector("activations"), inputs.vector("weights"))
    let mean = DropoutExpectation.value(count: a.count, dropProbability: dropout.dropProbability) { mask in
      g.value(DotProduct.value(w, dropout.forward(a, mask: mask)))
    }
    return ["value": Tensor(mean)]
  }
}
