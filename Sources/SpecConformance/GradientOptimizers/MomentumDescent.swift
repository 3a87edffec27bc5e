internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct MomentumDescentStep: Equation {
  let id = "momentum-descent-step"
  let concept = Concept("GradientOptimizers", "MomentumDescent")
  let statement = "vᵢ ← μ vᵢ + gᵢ, θᵢ ← θᵢ − η vᵢ; and three other conventions"
  let documents = "D4, Optimizers (supplied)"
  let rows = ["OPT-4"]
  let kernel = "MomentumDescent.step(_:gradient:state:)"
  let form = EquationForm.value
  let inputs = [
    Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"]), Quantity("velocity", shape: ["n"]),
  ]
  let outputs = [Quantity("parameters", shape: ["n"]), Quantity("velocity", shape: ["n"])]
  let attributeNames = ["learningRate", "momentum", "convention"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let convention = attributes.choice("convention", among: MomentumDescent<T>.Convention.allCases)
    let descent = MomentumDescent(
      learningRate: T(attributes.number("learningRate")), momentum: T(attributes.number("momentum")),
      convention: convention)
    let next = descent.step(
      inputs.vector("parameters"), gradient: inputs.vector("gradient"),
      state: .init(velocity: inputs.vector("velocity")))
    return ["parameters": Tensor(next.parameters), "velocity": Tensor(next.state.velocity)]
  }
}
