/// What was checked about one equation, and what came of it.
public struct EquationReport: Codable, Sendable {
  /// The equation's module.
  public let module: String
  /// The equation's ID.
  public let equation: String
  /// How many test vectors were run, a case in two precisions counting twice.
  public let vectors: Int
  /// The largest error against a test vector, as a share of what the vector's condition allows; nil where none
  /// was run.
  public let vectorError: Double?
  /// At how many probes the derivative was checked.
  public let probes: Int
  /// The largest relative error against finite differences where they decide.
  public let differenceError: Double?
  /// The largest error against dual numbers, in units in the last place.
  public let dualError: Double?
  /// The largest error against the tape, in units in the last place.
  public let tapeError: Double?
  /// How many probes differences could not decide, for a stated reason.
  public let undecided: Int
  /// What failed: one line each.
  public let failures: [String]

  /// Whether anything was checked and nothing failed.
  public var passes: Bool { failures.isEmpty && vectors + probes > 0 }
}
