internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct LineLossHessianValue: Equation {
  let id = "line-loss-hessian-value"
  let concept = Concept("LinearModels", "LineLossHessian")
  let statement = "H = 2 [[M, X̄], [X̄, 1]], M = (1/N) Σᵢ Xᵢ²"
  let documents = "derived"
  let rows = ["LIN-10"]
  let kernel = "LineLossHessian.value(inputs:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"])]
  let outputs = [Quantity("value", shape: ["2", "2"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    ["value": Tensor(LineLossHessian.value(inputs: inputs.vector("inputs")))]
  }
}

struct LineLossHessianEigenvalues: Equation {
  let id = "line-loss-hessian-eigenvalues"
  let concept = Concept("LinearModels", "LineLossHessian")
  let statement = "λ = (M + 1) ± √((M − 1)² + (2 X̄)²)"
  let documents = "derived"
  let rows = ["LIN-11"]
  let kernel = "LineLossHessian.eigenvalues(inputs:)"
  let form = EquationForm.value
  let inputs = [Quantity("inputs", shape: ["N"])]
  let outputs = [Quantity("least"), Quantity("most")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let λ = LineLossHessian.eigenvalues(inputs: inputs.vector("inputs"))
    return ["least": Tensor(λ.least), "most": Tensor(λ.most)]
  }
}
