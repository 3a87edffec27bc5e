internal import ElementaryFunctions
internal import TensorAlgebra
internal import UniversalApproximation

struct ReLUInterpolantCoefficients: Equation {
  let id = "relu-interpolant-coefficients"
  let concept = Concept("UniversalApproximation", "ReLUInterpolant")
  let statement = "c₀ = s₀, cᵢ = sᵢ − sᵢ₋₁, sᵢ = (yᵢ₊₁ − yᵢ)/(tᵢ₊₁ − tᵢ)"
  let documents = "derived"
  let rows = ["UA-2"]
  let kernel = "ReLUInterpolant.coefficients()"
  let form = EquationForm.value
  let inputs = [Quantity("knots", shape: ["N + 1"]), Quantity("values", shape: ["N + 1"])]
  let outputs = [Quantity("coefficients", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let g = ReLUInterpolant(knots: inputs.vector("knots"), values: inputs.vector("values"))
    return ["coefficients": Tensor(g.coefficients())]
  }
}

struct ReLUInterpolantValue: Equation {
  let id = "relu-interpolant-value"
  let concept = Concept("UniversalApproximation", "ReLUInterpolant")
  let statement = "g(x) = y₀ + Σᵢ cᵢ ReLU(x − tᵢ)"
  let documents = "derived"
  let rows = ["UA-2"]
  let kernel = "ReLUInterpolant.value(at:)"
  let form = EquationForm.value
  let inputs = [
    Quantity.differentiable("input", shape: nil), Quantity("knots", shape: ["N + 1"]),
    Quantity("values", shape: ["N + 1"]),
  ]
  let outputs = [Quantity("value", shape: nil)]

  var probes: [Probe] {
    let (t, y): ([Double], [Double]) = ([-1, -0.25, 0.5, 2, 2.125], [1, -0.5, 0.75, 0.75, 3])
    let points: [(String, Double)] = [
      ("before the knots", -3), ("at the first knot", -1), ("near the left end of a piece", -0.75),
      ("near the right end of a piece", -0.375), ("at a knot", 0.5), ("on a level piece", 1.5),
      ("on the last piece", 2.0625), ("at the last knot", 2.125), ("after the knots", 40),
    ]
    let probes = points.map { purpose, x in
      Probe(purpose, ["input": Tensor(x), "knots": Tensor(t), "values": Tensor(y)])
    }
    return probes + [
      Probe(
        "several elements",
        ["input": Tensor([0.25, -0.5, 2.25]), "knots": Tensor([0.0, 1]), "values": Tensor([0.5, -2])])
    ]
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let g = ReLUInterpolant(knots: inputs.vector("knots"), values: inputs.vector("values"))
    return ["value": inputs["input"].map { x in g.value(at: x) }]
  }
}

struct ReLUInterpolantDerivative: Equation {
  let id = "relu-interpolant-derivative"
  let concept = Concept("UniversalApproximation", "ReLUInterpolant")
  let statement = "g′(x) = sᵢ for tᵢ < x ≤ tᵢ₊₁"
  let documents = "derived"
  let rows = ["UA-2"]
  let kernel = "ReLUInterpolant.derivative(at:)"
  let form = EquationForm.elementwiseDerivative(of: "relu-interpolant-value")
  let inputs = [
    Quantity("input", shape: nil), Quantity("knots", shape: ["N + 1"]), Quantity("values", shape: ["N + 1"]),
  ]
  let outputs = [Quantity("derivative", shape: nil)]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let g = ReLUInterpolant(knots: inputs.vector("knots"), values: inputs.vector("values"))
    return ["derivative": inputs["input"].map { x in g.derivative(at: x) }]
  }
}
