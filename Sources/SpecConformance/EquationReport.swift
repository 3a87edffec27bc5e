/// What was checked about one equation, and what came of it.
public struct EquationReport: Codable, Sendable {
  /// The equation's module.
  public let module: String
  /// The equation's ID.
  public let equation: String
  /// How many test vectors were run, a case in two precisions counting twice.
  public let vectors: Int
  /// How many of them in `Double`.
  public let doubles: Int
  /// The largest distance from a test vector's exact result, in units in its last place; nil where none was run.
  public let vectorDistance: Double?
  /// The largest error against a test vector, as a share of what the vector's condition allows; nil where none
  /// was run.
  public let vectorError: Double?
  /// How many questions were put that must be refused; 0 where no other process was there to be asked.
  public let refusals: Int
  /// At how many probes the derivative was checked.
  public let probes: Int
  /// The largest relative error against finite differences where they decide.
  public let differenceError: Double?
  /// The largest error against dual numbers, in units in the last place.
  public let dualError: Double?
  /// The largest error against the tape, in units in the last place.
  public let tapeError: Double?
  /// How far ⟨J v, w⟩ and ⟨v, Jᵀ w⟩ are apart at most, relative to their terms.
  public let adjointDefect: Double?
  /// The largest distance of the derivative's own derivative from that by nested dual numbers, relative.
  public let secondDerivativeError: Double?
  /// How many probes differences could not decide, for a stated reason.
  public let undecided: Int
  /// What failed: one line each.
  public let failures: [String]

  /// How many vectors, refusals and probes there were.
  public var cases: Int { vectors + refusals + probes }
  /// Whether anything was checked and nothing failed.
  public var passes: Bool { failures.isEmpty && cases > 0 }
}
