internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct GradientDescentStep: Equation {
  let id = "gradient-descent-step"
  let concept = Concept("GradientOptimizers", "GradientDescent")
  let statement = "θᵢ ← θᵢ − η ∂L/∂θᵢ"
  let documents = "D1, Update step; D2 §3.2 and §4.1; D3, Gradients; D4, Backpropagation"
  let rows = ["GD-3", "GD-4", "GD-8", "GD-10"]
  let kernel = "GradientDescent.step(_:gradient:)"
  let form = EquationForm.value
  let inputs = [Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"])]
  let outputs = [Quantity("parameters", shape: ["n"])]
  let attributeNames = ["learningRate"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let descent = GradientDescent(learningRate: T(attributes.number("learningRate")))
    let (θ, g) = (inputs.vector("parameters"), inputs.vector("gradient"))
    return ["parameters": Tensor(descent.step(θ, gradient: g))]
  }
}
