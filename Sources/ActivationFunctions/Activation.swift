public import ElementaryFunctions

/// The choice of an activation function for a neuron.
public enum Activation: String, CaseIterable, Sendable {
  /// g(z) = z, see `Identity`.
  case identity
  /// g(z) = σ(z), see `Sigmoid`.
  case sigmoid

  /// g(z)
  @inlinable
  public func value<T: Scalar>(_ z: T) -> T {
    switch self {
    case .identity: Identity.value(z)
    case .sigmoid: Sigmoid.value(z)
    }
  }

  /// g′(z)
  @inlinable
  public func derivative<T: Scalar>(at z: T) -> T {
    switch self {
    case .identity: Identity.derivative(at: z)
    case .sigmoid: Sigmoid.derivative(at: z)
    }
  }
}
