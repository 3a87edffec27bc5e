internal import ElementaryFunctions
internal import RecurrentNetworks
internal import TensorAlgebra

struct HiddenStateJacobianValue: Equation {
  let id = "hidden-state-jacobian-value"
  let concept = Concept("RecurrentNetworks", "HiddenStateJacobian")
  let statement = "∂h_T/∂h_0 = diag(1 − h_T²) W_hh · … · diag(1 − h_1²) W_hh"
  let documents = "supplied, for D4, Recurrent networks"
  let rows = ["RNN-4"]
  let kernel = "HiddenStateJacobian.value(preactivations:stateWeights:)"
  let form = EquationForm.value
  let inputs = [Quantity("preactivations", shape: ["T", "h"]), Quantity("stateWeights", shape: ["h", "h"])]
  let outputs = [Quantity("value", shape: ["h", "h"])]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let z = inputs.matrix("preactivations")
    let J = HiddenStateJacobian.value(
      preactivations: (0..<z.rows).map(z.row), stateWeights: inputs.matrix("stateWeights"))
    return ["value": Tensor(J)]
  }
}

struct HiddenStateJacobianNorm: Equation {
  let id = "hidden-state-jacobian-norm"
  let concept = Concept("RecurrentNetworks", "HiddenStateJacobian")
  let statement = "‖∂h_T/∂h_0‖ ≤ ‖W_hh‖ᵀ"
  let documents = "supplied, for D4, Recurrent networks"
  let rows = ["RNN-4"]
  let kernel = "HiddenStateJacobian.norm(preactivations:stateWeights:)"
  let form = EquationForm.value
  let inputs = [Quantity("preactivations", shape: ["T", "h"]), Quantity("stateWeights", shape: ["h", "h"])]
  let outputs = [Quantity("value")]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let z = inputs.matrix("preactivations")
    let norm = HiddenStateJacobian.norm(
      preactivations: (0..<z.rows).map(z.row), stateWeights: inputs.matrix("stateWeights"))
    return ["value": Tensor(norm)]
  }
}
