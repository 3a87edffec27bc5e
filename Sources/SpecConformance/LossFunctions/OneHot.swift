internal import ElementaryFunctions
internal import LossFunctions
internal import TensorAlgebra

struct OneHotValue: Equation {
  let id = "one-hot-value"
  let concept = Concept("LossFunctions", "OneHot")
  let statement = "yₖ = [k = c]"
  let documents = "D4, Loss functions"
  let rows = ["LOSS-15"]
  let kernel = "OneHot.value(class:count:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value", shape: ["K"])]
  let attributeNames = ["class", "count"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (c, K) = (attributes.integer("class"), attributes.integer("count"))
    return ["value": Tensor(OneHot.value(class: c, count: K))]
  }
}
