internal import ElementaryFunctions
internal import ParameterInitialization
internal import TensorAlgebra

struct XavierInitializationVariance: Equation {
  let id = "xavier-initialization-variance"
  let concept = Concept("ParameterInitialization", "XavierInitialization")
  let statement = "Var(W) = 2/(n_in + n_out), or 1/n_in"
  let documents = "D4, Initialization (reconstructed)"
  let rows = ["INIT-1"]
  let kernel = "XavierInitialization.variance(fanIn:fanOut:variant:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("variance")]
  let attributeNames = ["fanIn", "fanOut", "variant"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n_in, n_out) = (attributes.integer("fanIn"), attributes.integer("fanOut"))
    return [
      "variance": Tensor(
        XavierInitialization.variance(fanIn: n_in, fanOut: n_out, variant: attributes.xavierVariant))
    ]
  }
}

struct XavierInitializationBound: Equation {
  let id = "xavier-initialization-bound"
  let concept = Concept("ParameterInitialization", "XavierInitialization")
  let statement = "r = √(6/(n_in + n_out)), or √(3/n_in), for W uniform on [−r, r]"
  let documents = "D2 §7 (its library's default)"
  let rows = ["INIT-2"]
  let kernel = "XavierInitialization.bound(fanIn:fanOut:variant:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("bound")]
  let attributeNames = ["fanIn", "fanOut", "variant"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (n_in, n_out) = (attributes.integer("fanIn"), attributes.integer("fanOut"))
    return [
      "bound": Tensor(XavierInitialization.bound(fanIn: n_in, fanOut: n_out, variant: attributes.xavierVariant))
    ]
  }
}

extension Attributes {
  /// The form of Xavier's initialization named by the attribute `variant`.
  ///
  /// - Precondition: there is such a form.
  fileprivate var xavierVariant: XavierInitialization.Variant {
    switch text("variant") {
    case "fan-average": .fanAverage
    case "fan-in": .fanIn
    default: preconditionFailure("Attributes: there is no variant \(text("variant"))")
    }
  }
}
