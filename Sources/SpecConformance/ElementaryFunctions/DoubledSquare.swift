internal import ElementaryFunctions
internal import TensorAlgebra

struct DoubledSquareValue: Equation {
  let id = "doubled-square-value"
  let concept = Concept("ElementaryFunctions", "DoubledSquare")
  let statement = "f(x) = 2 x²"
  let documents = "D1, Functions"
  let rows = ["FN-1"]
  let kernel = "DoubledSquare.value(_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("x", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    [0, 1, -2.5, 3, 1e-3, -1e-150, 1e150, -1e153].map { Probe("x = \($0)", ["x": Tensor($0)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": inputs["x"].map { DoubledSquare.value($0) }]
  }
}

struct DoubledSquareDerivative: Equation {
  let id = "doubled-square-derivative"
  let concept = Concept("ElementaryFunctions", "DoubledSquare")
  let statement = "f′(x) = 4 x"
  let documents = "derived"
  let rows = ["FN-1"]
  let kernel = "DoubledSquare.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "doubled-square-value")
  let inputs = [Quantity("x", shape: nil)]
  let outputs = [Quantity("derivative", shape: nil)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["derivative": inputs["x"].map { DoubledSquare.derivative(at: $0) }]
  }
}
