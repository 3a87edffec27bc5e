/// How an equation stands to the others: a value, or the derivative of one.
public enum EquationForm: Sendable, Equatable {
  /// A value in its own right.
  case value
  /// f′, for an f that acts on each element by itself: the output has the input's shape.
  case elementwiseDerivative(of: String)
  /// ∇f, for an f whose only output is one number: each output has the name and shape of the input it is the
  /// derivative by.
  case gradient(of: String)
  /// J, for an f of one vector to one vector: the output is a matrix with a row for each result of f.
  case jacobian(of: String)
  /// Jᵀ c: the inputs of f, and what f returned where it is needed, together with a cotangent of the shape of
  /// one output of f; each output has the name and shape of the input it is the derivative by.
  case pullback(of: String, cotangent: String)

  /// The equation that this one is the derivative of.
  public var primal: String? {
    switch self {
    case .value: nil
    case .elementwiseDerivative(let id), .gradient(let id), .jacobian(let id), .pullback(let id, _): id
    }
  }

  /// The name under which a pullback takes its cotangent.
  public static let cotangentName = "cotangent"
}
