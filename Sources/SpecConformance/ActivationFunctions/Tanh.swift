internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct TanhValue: Equation {
  let id = "tanh-value"
  let concept = Concept("ActivationFunctions", "Tanh")
  let statement = "tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)"
  let documents = "D3, Activation Functions (named); D4, Activation functions (reconstructed)"
  let rows = ["ACT-3"]
  let kernel = "Tanh.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    let everywhere: [Double] = [0, -0.0, 1e-300, 1e-17, 1e-8, 0.1, 0.5, 1, 2, 5, 8.5, 10, 19, 20, 100, 354]
    let points = everywhere + everywhere.map { -$0 } + [400, 1e10, 1e308].flatMap { [$0, -$0] }
    return points.map { z in
      Probe(
        "z = \(z)", ["z": Tensor(z)],
        undecidedBecause: Self.undecided.contains(abs(z))
          ? "tanh has rounded to ±1, or nearly, so its differences hold no digits of the derivative" : nil)
    } + [Probe("several elements", ["z": Tensor([0.25, -3, 0.75, 4])])]
  }

  /// Where tanh z is too close to ±1 for differences of it to be read.
  static let undecided: Set<Double> = [8.5, 10, 19, 20, 100, 354]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["z"].map { Tanh.value($0) }]
  }
}

struct TanhDerivative: Equation {
  let id = "tanh-derivative"
  let concept = Concept("ActivationFunctions", "Tanh")
  let statement = "tanh′ z = 1 − tanh² z"
  let documents = "D4, Activation derivatives (reconstructed)"
  let rows = ["ACT-7"]
  let kernel = "Tanh.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "tanh-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]
  let ulps = 8.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["z"].map { Tanh.derivative(at: $0) }]
  }
}
