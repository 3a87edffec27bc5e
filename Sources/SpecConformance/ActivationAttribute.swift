internal import ActivationFunctions

extension Attributes {
  /// The activation named by the attribute `activation`.
  ///
  /// - Precondition: there is such an activation.
  var activation: Activation {
    switch text("activation") {
    case "identity": .identity
    case "sigmoid": .sigmoid
    case "tanh": .tanh
    case "relu": .relu
    default: preconditionFailure("Attributes: there is no activation \(text("activation"))")
    }
  }
}
