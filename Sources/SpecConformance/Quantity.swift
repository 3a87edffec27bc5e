/// An input or output of an equation.
public struct Quantity: Sendable {
  /// Its label in the kernel's signature and in the vectors.
  public let name: String
  /// The symbol of each size along its shape; empty for one number, nil for any shape.
  public let shape: [String]?
  /// Where its elements may lie.
  public let domain: ClosedRange<Double>
  /// Whether the table states a derivative by it.
  public let isDifferentiable: Bool

  /// A quantity of an equation.
  public init(
    _ name: String, shape: [String]? = [], domain: ClosedRange<Double> = -.infinity ... .infinity,
    isDifferentiable: Bool = false
  ) {
    (self.name, self.shape) = (name, shape)
    (self.domain, self.isDifferentiable) = (domain, isDifferentiable)
  }

  /// An input that the equation is differentiated by.
  public static func differentiable(
    _ name: String, shape: [String]? = [], domain: ClosedRange<Double> = -.infinity ... .infinity
  ) -> Quantity {
    Quantity(name, shape: shape, domain: domain, isDifferentiable: true)
  }
}
