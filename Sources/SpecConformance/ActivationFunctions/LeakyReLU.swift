internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct LeakyReLUValue: Equation {
  let id = "leaky-relu-value"
  let concept = Concept("ActivationFunctions", "LeakyReLU")
  let statement = "LReLU(z) = z for z > 0, α z otherwise"
  let documents = "D4, Activation functions (reconstructed)"
  let rows = ["ACT-4"]
  let kernel = "LeakyReLU.value(_:slope:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]
  let attributeNames = ["slope"]

  var probes: [Probe] {
    let points: [Double] = [0, -0.0, 1e-300, -1e-300, 0.5, -0.5, 3, -3, 1e300, -1e300]
    return [0.01, 0.25, 0, 1].flatMap { α in
      points.map { Probe("z = \($0), α = \(α)", ["z": Tensor($0)], ["slope": .number(α)]) }
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let α = T(attributes.number("slope"))
    return ["value": inputs["z"].map { LeakyReLU.value($0, slope: α) }]
  }
}

struct LeakyReLUDerivative: Equation {
  let id = "leaky-relu-derivative"
  let concept = Concept("ActivationFunctions", "LeakyReLU")
  let statement = "LReLU′(z) = 1 for z > 0, α for z < 0"
  let documents = "D4, Activation derivatives (reconstructed)"
  let rows = ["ACT-9"]
  let kernel = "LeakyReLU.derivative(at:slope:)"
  let form = EquationForm.elementwiseDerivative(of: "leaky-relu-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]
  let attributeNames = ["slope"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let α = T(attributes.number("slope"))
    return ["derivative": inputs["z"].map { LeakyReLU.derivative(at: $0, slope: α) }]
  }
}
