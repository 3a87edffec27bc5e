internal import ElementaryFunctions
internal import ParameterInitialization
internal import TensorAlgebra

struct SignalPropagationVariance: Equation {
  let id = "signal-propagation-variance"
  let concept = Concept("ParameterInitialization", "SignalPropagation")
  let statement = "Var(z) = n_in Var(W) E[a²]"
  let documents = "derived"
  let rows = ["INIT-4"]
  let kernel = "SignalPropagation.variance(fanIn:weightVariance:secondMoment:)"
  let form = EquationForm.value
  let inputs = [Quantity("weightVariance"), Quantity("secondMoment")]
  let outputs = [Quantity("variance")]
  let attributeNames = ["fanIn"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    [
      "variance": Tensor(
        SignalPropagation.variance(
          fanIn: attributes.integer("fanIn"), weightVariance: inputs.number("weightVariance"),
          secondMoment: inputs.number("secondMoment")))
    ]
  }
}

struct SignalPropagationSecondMoment: Equation {
  let id = "signal-propagation-second-moment"
  let concept = Concept("ParameterInitialization", "SignalPropagation")
  let statement = "E[a²] = ½ Var(z) behind a ReLU, ½ (1 + α²) Var(z) behind a leaky one"
  let documents = "D4, Initialization (in words)"
  let rows = ["INIT-4", "INIT-5"]
  let kernel = "SignalPropagation.secondMoment(variance:slope:)"
  let form = EquationForm.value
  let inputs = [Quantity("variance")]
  let outputs = [Quantity("secondMoment")]
  let attributeNames = ["slope"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let α = T(attributes.number("slope"))
    return ["secondMoment": Tensor(SignalPropagation.secondMoment(variance: inputs.number("variance"), slope: α))]
  }
}
