internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct IdentityValue: Equation {
  let id = "identity-value"
  let concept = Concept("ActivationFunctions", "Identity")
  let statement = "g(z) = z"
  let documents = "D4, Layers and Activation functions; D2 §7"
  let rows = ["ACT-12"]
  let kernel = "Identity.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    [0, 1, -2.5, 1e-300, -1e-300, .leastNonzeroMagnitude, 1e300, -1e308].map { Probe("z = \($0)", ["z": Tensor($0)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["z"].map { Identity.value($0) }]
  }
}

struct IdentityDerivative: Equation {
  let id = "identity-derivative"
  let concept = Concept("ActivationFunctions", "Identity")
  let statement = "g′(z) = 1"
  let documents = "derived"
  let rows = ["ACT-12"]
  let kernel = "Identity.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "identity-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["z"].map { Identity.derivative(at: $0) }]
  }
}
