internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LineValue: Equation {
  let id = "line-value"
  let concept = Concept("LinearModels", "Line")
  let statement = "f(x) = w x + b"
  let documents = "D1, Linear Approximation; D3, opening and Training"
  let rows = ["LIN-1"]
  let kernel = "Line.value(_:weight:bias:)"
  let form = EquationForm.value
  let inputs = ["input", "weight", "bias"].map { Quantity.differentiable($0) }
  let outputs = [Quantity("value")]

  var probes: [Probe] {
    let points: [(purpose: String, x: Double, w: Double, b: Double)] = [
      ("an ordinary point", 1.5, -2.25, 0.75), ("x = 0", 0, 3, 2), ("w = 0", 4, 0, 1), ("all 0", 0, 0, 0),
      ("a house", 188.5, 496.714153, -138.264301), ("a large input", 1e300, 2, -1e299),
      ("a small input", 1e-300, 5, 1e-301), ("w x near −b", 3, 7, -20.999999),
    ]
    return points.map { purpose, x, w, b in
      Probe(purpose, ["input": Tensor(x), "weight": Tensor(w), "bias": Tensor(b)])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (x, w, b) = (inputs.number("input"), inputs.number("weight"), inputs.number("bias"))
    return ["value": Tensor(Line.value(x, weight: w, bias: b))]
  }
}

struct LinePullback: Equation {
  let id = "line-pullback"
  let concept = Concept("LinearModels", "Line")
  let statement = "x̄ = c w, w̄ = c x, b̄ = c"
  let documents = "derived"
  let rows = ["LIN-1"]
  let kernel = "Line.pullback(_:at:weight:)"
  let form = EquationForm.pullback(of: "line-value", cotangent: "value")
  let inputs = [Quantity("cotangent"), Quantity("input"), Quantity("weight")]
  let outputs = ["input", "weight", "bias"].map { Quantity($0) }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let gradient = Line.pullback(
      inputs.number("cotangent"), at: inputs.number("input"), weight: inputs.number("weight"))
    return [
      "input": Tensor(gradient.input), "weight": Tensor(gradient.weight), "bias": Tensor(gradient.bias),
    ]
  }
}
