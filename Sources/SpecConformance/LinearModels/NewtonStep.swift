internal import ElementaryFunctions
internal import LinearModels
internal import TensorAlgebra

struct NewtonStepValue: Equation {
  let id = "newton-step"
  let concept = Concept("LinearModels", "NewtonStep")
  let statement = "θ = θ₀ − H⁻¹ ∇L(θ₀)"
  let documents = "derived"
  let rows = ["LIN-10"]
  let kernel = "NewtonStep.value(weight:bias:inputs:targets:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("weight"), Quantity("bias"), Quantity("inputs", shape: ["N"]), Quantity("targets", shape: ["N"]),
  ]
  let outputs = [Quantity("weight"), Quantity("bias")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let line = NewtonStep.value(
      weight: inputs.number("weight"), bias: inputs.number("bias"), inputs: inputs.vector("inputs"),
      targets: inputs.vector("targets"))
    return ["weight": Tensor(line.weight), "bias": Tensor(line.bias)]
  }
}
