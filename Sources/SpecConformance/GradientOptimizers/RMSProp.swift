internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct RMSPropStep: Equation {
  let id = "rms-prop-step"
  let concept = Concept("GradientOptimizers", "RMSProp")
  let statement = "sᵢ ← ρ sᵢ + (1 − ρ) gᵢ², θᵢ ← θᵢ − η gᵢ / (√sᵢ + ε); or √(sᵢ + ε)"
  let documents = "D4, Optimizers (supplied)"
  let rows = ["OPT-5"]
  let kernel = "RMSProp.step(_:gradient:state:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"]), Quantity("squares", shape: ["n"]),
  ]
  let outputs = [Quantity("parameters", shape: ["n"]), Quantity("squares", shape: ["n"])]
  let attributeNames = ["learningRate", "decay", "epsilon", "epsilonPlacement"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let optimizer = RMSProp(
      learningRate: T(attributes.number("learningRate")), decay: T(attributes.number("decay")),
      epsilon: T(attributes.number("epsilon")),
      epsilonPlacement: attributes.choice("epsilonPlacement", among: RMSProp<T>.EpsilonPlacement.allCases))
    let next = optimizer.step(
      inputs.vector("parameters"), gradient: inputs.vector("gradient"),
      state: .init(squares: inputs.vector("squares")))
    return ["parameters": Tensor(next.parameters), "squares": Tensor(next.state.squares)]
  }
}
