internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct StandardizationFit: Equation {
  let id = "standardization-fit"
  let concept = Concept("LinearModels", "Standardization")
  let statement = "μ = (1/N) Σᵢ xᵢ, s = √((1/N) Σᵢ (xᵢ − μ)²)"
  let documents = "supplied, against erratum C-11"
  let rows = ["LIN-16"]
  let kernel = "Standardization.fit(_:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"])]
  let outputs = [Quantity("mean"), Quantity("deviation")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (μ, s) = Standardization.fit(inputs.vector("inputs"))
    return ["mean": Tensor(μ), "deviation": Tensor(s)]
  }
}

struct StandardizationValue: Equation {
  let id = "standardization-value"
  let concept = Concept("LinearModels", "Standardization")
  let statement = "x′ = (x − μ)/s"
  let documents = "supplied, against erratum C-11"
  let rows = ["LIN-16"]
  let kernel = "Standardization.value(_:mean:deviation:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"]), Quantity("mean"), Quantity("deviation")]
  let outputs = [Quantity("value", shape: ["N"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (μ, s) = (inputs.number("mean"), inputs.number("deviation"))
    return ["value": Tensor(Standardization.value(inputs.vector("inputs"), mean: μ, deviation: s))]
  }
}

struct StandardizationLine: Equation {
  let id = "standardization-line"
  let concept = Concept("LinearModels", "Standardization")
  let statement = "w = w′/s, b = b′ − w μ"
  let documents = "supplied, against erratum C-11"
  let rows = ["LIN-16"]
  let kernel = "Standardization.line(weight:bias:mean:deviation:)"
  let form = EquationForm.value
  let inputs = ["weight", "bias", "mean", "deviation"].map { Quantity($0) }
  let outputs = [Quantity("weight"), Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let line = Standardization.line(
      weight: inputs.number("weight"), bias: inputs.number("bias"), mean: inputs.number("mean"),
      deviation: inputs.number("deviation"))
    return ["weight": Tensor(line.weight), "bias": Tensor(line.bias)]
  }
}
