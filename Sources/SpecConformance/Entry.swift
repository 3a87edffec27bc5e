public import ElementaryFunctions
internal import ExtendedPrecision
public import ScalarAutograd

/// An equation as the table holds it: its description, and its kernel specialised to each kind of number.
///
/// The closures are made where the equation's type is known, so that no existential stands on the path of an
/// evaluation.
public struct Entry: Sendable {
  /// Calls the kernel at one kind of number.
  public typealias Evaluation<T: Scalar> =
    @Sendable (_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T>

  /// The equation's ID.
  public let id: String
  /// The concept whose page it stands on.
  public let concept: Concept
  /// The equation in one line of Unicode.
  public let statement: String
  /// Where the documents state it.
  public let documents: String
  /// The labels of the rows of `Specs/Documents.md` that it specifies.
  public let rows: [String]
  /// The kernel's name in Swift.
  public let kernel: String
  /// A value, or the derivative of another equation.
  public let form: EquationForm
  /// What it takes.
  public let inputs: [Quantity]
  /// What it gives.
  public let outputs: [Quantity]
  /// The names of its attributes.
  public let attributeNames: [String]
  /// The bound on the distance between a derivative and its exact witnesses.
  public let ulps: Double
  /// Inputs at which its derivatives are checked.
  public let probes: [Probe]

  /// The kernel at `Double`.
  public let atDouble: Evaluation<Double>
  /// The kernel at `Float`.
  public let atFloat: Evaluation<Float>
  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    /// The kernel at `Float16`, if it is of one number.
    public private(set) var atHalf: Evaluation<Float16>?
  #endif
  /// The kernel in double-double, if it is of one number.
  private(set) var atDoubleDouble: Evaluation<DoubleDouble>?
  /// The kernel at dual numbers.
  public let atDual: Evaluation<Dual<Double>>
  /// The kernel at dual numbers of dual numbers, for second derivatives.
  public let atNestedDual: Evaluation<Dual<Dual<Double>>>
  /// The kernel at the tape's variables.
  public let atTape: Evaluation<Variable<Double>>

  /// The entry of an equation.
  public init(_ equation: some Equation) {
    id = equation.id
    concept = equation.concept
    statement = equation.statement
    documents = equation.documents
    rows = equation.rows
    kernel = equation.kernel
    form = equation.form
    inputs = equation.inputs
    outputs = equation.outputs
    attributeNames = equation.attributeNames
    ulps = equation.ulps
    probes = equation.probes
    atDouble = { equation.evaluate($0, $1) }
    atFloat = { equation.evaluate($0, $1) }
    atDual = { equation.evaluate($0, $1) }
    atNestedDual = { equation.evaluate($0, $1) }
    atTape = { equation.evaluate($0, $1) }
  }

  /// The entry of an equation that acts on each element of its only input by itself, whose accuracy is measured.
  ///
  /// - Precondition: it has one input, of any shape.
  public init(ofOneNumber equation: some Equation) {
    self.init(equation)
    precondition(inputs.count == 1 && inputs[0].shape == nil, "Entry: \(id) is no equation of one number")
    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
      atHalf = { equation.evaluate($0, $1) }
    #endif
    atDoubleDouble = { equation.evaluate($0, $1) }
  }
}
