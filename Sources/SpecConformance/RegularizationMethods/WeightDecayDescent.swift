internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct WeightDecayDescentStep: Equation {
  let id = "weight-decay-descent-step"
  let concept = Concept("RegularizationMethods", "WeightDecayDescent")
  let statement = "W ← (1 − ηλ) W − η ∂L/∂W"
  let documents = "D4, by name"
  let rows = ["REG-5"]
  let kernel = "WeightDecayDescent.step(_:gradient:state:)"
  let form = EquationForm.value
  let inputs = [Quantity("parameters", shape: ["n"]), Quantity("gradient", shape: ["n"])]
  let outputs = [Quantity("parameters", shape: ["n"])]
  let attributeNames = ["learningRate", "decay"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let optimizer = WeightDecayDescent(
      learningRate: T(attributes.number("learningRate")), decay: T(attributes.number("decay")))
    let next = optimizer.step(inputs.vector("parameters"), gradient: inputs.vector("gradient"), state: .init())
    return ["parameters": Tensor(next.parameters)]
  }
}
