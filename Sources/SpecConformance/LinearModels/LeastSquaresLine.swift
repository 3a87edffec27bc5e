internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LeastSquaresLineFit: Equation {
  let id = "least-squares-line"
  let concept = Concept("LinearModels", "LeastSquaresLine")
  let statement = "w* = Σᵢ (Xᵢ − X̄)(Yᵢ − Ȳ) / Σᵢ (Xᵢ − X̄)², b* = Ȳ − w* X̄"
  let documents = "D1, The algorithm (named)"
  let rows = ["LIN-9"]
  let kernel = "LeastSquaresLine.fit(inputs:targets:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"])]
  let outputs = [Quantity("weight"), Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let line = LeastSquaresLine.fit(inputs: inputs.vector("inputs"), targets: inputs.vector("targets"))
    return ["weight": Tensor(line.weight), "bias": Tensor(line.bias)]
  }
}
