internal import ActivationFunctions

extension Attributes {
  /// The activation named by an attribute.
  ///
  /// - Precondition: there is such an activation.
  func activation(_ name: String = "activation") -> Activation {
    switch text(name) {
    case "identity": .identity
    case "sigmoid": .sigmoid
    case "tanh": .tanh
    case "relu": .relu
    default: preconditionFailure("Attributes: there is no activation \(text(name))")
    }
  }
}
