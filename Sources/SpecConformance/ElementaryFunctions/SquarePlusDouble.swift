internal import ElementaryFunctions
internal import TensorAlgebra

struct SquarePlusDoubleValue: Equation {
  let id = "square-plus-double-value"
  let concept = Concept("ElementaryFunctions", "SquarePlusDouble")
  let statement = "f(x, y) = x² + 2 y"
  let documents = "D1, Gradient Descent"
  let rows = ["FN-2"]
  let kernel = "SquarePlusDouble.value(_:_:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("x"), Quantity.differentiable("y")]
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let points: [(purpose: String, x: Double, y: Double)] = [
      ("an ordinary point", 1.5, -2.25), ("x = 0", 0, 3), ("y = 0", -4, 0), ("the origin", 0, 0),
      ("a large point", 1e100, -3e200), ("a small point", 1e-100, 2e-200), ("x² near −2 y", 3, -4.4999999),
    ]
    return points.map { purpose, x, y in Probe(purpose, ["x": Tensor(x), "y": Tensor(y)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(SquarePlusDouble.value(inputs.number("x"), inputs.number("y")))]
  }
}

struct SquarePlusDoubleGradient: Equation {
  let id = "square-plus-double-gradient"
  let concept = Concept("ElementaryFunctions", "SquarePlusDouble")
  let statement = "∂f/∂x = 2 x, ∂f/∂y = 2"
  let documents = "D1, Gradient Descent"
  let rows = ["FN-3", "FN-4", "FN-5"]
  let kernel = "SquarePlusDouble.gradient(at:_:)"
  let form = EquationForm.gradient(of: "square-plus-double-value")
  let inputs = [Quantity("x"), Quantity("y")]
  let outputs = [Quantity("x"), Quantity("y")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = SquarePlusDouble.gradient(at: inputs.number("x"), inputs.number("y"))
    return ["x": Tensor(gradient.x), "y": Tensor(gradient.y)]
  }
}
