internal import ActivationFunctions
internal import ElementaryFunctions
internal import TensorAlgebra

struct SigmoidValue: Equation {
  let id = "sigmoid-value"
  let concept = Concept("ActivationFunctions", "Sigmoid")
  let statement = "σ(z) = 1 / (1 + e⁻ᶻ)"
  let documents = "D2 §2.2; D3, Activation Functions; D4, Activation functions (reconstructed)"
  let rows = ["ACT-2"]
  let kernel = "Sigmoid.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    let everywhere: [Double] = [
      0, -0.0, .leastNonzeroMagnitude, 1e-300, 1e-17, 1e-8, 0.5, 1, 2, 5, 10, 16.7, 20, 36, 37, 40, 100, 300, 500, 700,
      708,
    ]
    let points = everywhere + everywhere.map { -$0 } + [710, 745.2, 800, 1e10, 1e308].flatMap { [$0, -$0] }
    return points.map { z in
      Probe(
        "z = \(z)", ["z": Tensor(z)],
        undecidedBecause: Self.undecided.contains(z)
          ? "σ has rounded to 1, or nearly, so its differences hold no digits of the derivative" : nil)
    } + [Probe("several elements", ["z": Tensor([0.25, -3, 0.75, 8])])]
  }

  /// Where σ(z) = 1 − e⁻ᶻ is too close to 1 for differences of it to be read.
  static let undecided: Set<Double> = [16.7, 20, 36, 37, 40, 100, 300, 500, 700, 708, 710]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["z"].map { Sigmoid.value($0) }]
  }
}

struct SigmoidDerivative: Equation {
  let id = "sigmoid-derivative"
  let concept = Concept("ActivationFunctions", "Sigmoid")
  let statement = "σ′(z) = σ(z) (1 − σ(z))"
  let documents = "D4, Activation derivatives (reconstructed)"
  let rows = ["ACT-6"]
  let kernel = "Sigmoid.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "sigmoid-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]
  let ulps = 6.0

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["z"].map { Sigmoid.derivative(at: $0) }]
  }
}
