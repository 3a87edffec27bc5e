internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct ReLUValue: Equation {
  let id = "relu-value"
  let concept = Concept("ActivationFunctions", "ReLU")
  let statement = "ReLU(z) = max(0, z)"
  let documents = "D2 §2.2; D3, Activation Functions; D4, Activation functions (reconstructed)"
  let rows = ["ACT-1"]
  let kernel = "ReLU.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    let points: [Double] = [0, -0.0, 1e-300, -1e-300, 0.5, -0.5, 3, -3, 1e300, -1e308]
    return points.map { Probe("z = \($0)", ["z": Tensor($0)]) }
      + [Probe("several elements", ["z": Tensor([0.25, -3, 0.75, -8])])]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["z"].map { ReLU.value($0) }]
  }
}

struct ReLUDerivative: Equation {
  let id = "relu-derivative"
  let concept = Concept("ActivationFunctions", "ReLU")
  let statement = "ReLU′(z) = 1 for z > 0, 0 for z < 0"
  let documents = "D4, Activation derivatives (reconstructed)"
  let rows = ["ACT-8"]
  let kernel = "ReLU.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "relu-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["z"].map { ReLU.derivative(at: $0) }]
  }
}
