public import ElementaryFunctions

/// One equation of the specification: where it stands, how to call its kernel, and where to probe it.
public protocol Equation: Sendable {
  /// Its ID: the heading on its page, the `Equation:` line of its kernel, the beginning of its tests' names.
  var id: String { get }
  /// The concept whose page it stands on.
  var concept: Concept { get }
  /// The equation in one line of Unicode.
  var statement: String { get }
  /// Where the documents state it.
  var documents: String { get }
  /// The labels of the rows of `Specs/Documents.md` that it specifies.
  var rows: [String] { get }
  /// The kernel's name in Swift.
  var kernel: String { get }
  /// A value, or the derivative of another equation.
  var form: EquationForm { get }
  /// What it takes.
  var inputs: [Quantity] { get }
  /// What it gives.
  var outputs: [Quantity] { get }
  /// The names of its attributes.
  var attributeNames: [String] { get }
  /// The bound on the distance between a derivative and its exact witnesses, in units in the last place of the
  /// sum that the tape forms; at most 8.
  var ulps: Double { get }
  /// Inputs at which its derivatives are worth checking; empty for a derivative, which is checked at those of
  /// the equation it belongs to.
  var probes: [Probe] { get }
  /// Calls the kernel.
  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T>
}

extension Equation {
  /// No attributes.
  public var attributeNames: [String] { [] }
  /// 4 units in the last place.
  public var ulps: Double { 4 }
  /// None.
  public var probes: [Probe] { [] }
}
