public import ElementaryFunctions

/// The choice of an activation function that acts on each number by itself.
public enum Activation: Hashable, Sendable {
  /// g(z) = z, see `Identity`.
  case identity
  /// g(z) = σ(z), see `Sigmoid`.
  case sigmoid
  /// g(z) = tanh z, see `Tanh`.
  case tanh
  /// g(z) = max(0, z), see `ReLU`.
  case relu
  /// g(z) = z or α z, see `LeakyReLU`.
  case leakyReLU(slope: Double)

  /// g(z)
  @inlinable
  public func value<T: Scalar>(_ z: T) -> T {
    switch self {
    case .identity: Identity.value(z)
    case .sigmoid: Sigmoid.value(z)
    case .tanh: Tanh.value(z)
    case .relu: ReLU.value(z)
    case .leakyReLU(let α): LeakyReLU.value(z, slope: T(α))
    }
  }

  /// g′(z)
  @inlinable
  public func derivative<T: Scalar>(at z: T) -> T {
    switch self {
    case .identity: Identity.derivative(at: z)
    case .sigmoid: Sigmoid.derivative(at: z)
    case .tanh: Tanh.derivative(at: z)
    case .relu: ReLU.derivative(at: z)
    case .leakyReLU(let α): LeakyReLU.derivative(at: z, slope: T(α))
    }
  }
}
