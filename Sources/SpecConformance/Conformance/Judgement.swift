/// What came of one case put to a program in one format.
public struct Judgement: Sendable {
  /// How the program did.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Its outputs are those of the case, or it refused what must be refused.
    case right
    /// Its outputs are those of another legitimate convention.
    case otherConvention = "other convention"
    /// Its outputs are not those of the case.
    case wrong
    /// It refused inputs that are valid.
    case refused
    /// It answered where it should have refused.
    case accepted
    /// It broke the protocol.
    case broken
    /// It does not know the equation, or not this way of asking for it.
    case unsupported
    /// It was not asked, since it broke the protocol too often before.
    case notAsked = "not asked"

    /// Whether a program that does so fails.
    public var isFailure: Bool {
      switch self {
      case .wrong, .refused, .accepted, .broken, .notAsked: true
      case .right, .otherConvention, .unsupported: false
      }
    }
  }

  /// The module of the case's equation.
  public let module: String
  /// The case's equation.
  public let equation: String
  /// The case's name.
  public let name: String
  /// The case's flags.
  public let flags: [String]
  /// The format it was put in.
  public let format: NumberFormat
  /// How the program did.
  public internal(set) var verdict: Verdict
  /// How it broke the protocol, in a word; nil if it did not.
  public let fault: String?
  /// The largest distance from the exact result, in units in its last place; nil where no outputs were compared.
  public let ulps: Double?
  /// What is wrong, line by line: expected and given values, and their distance; whose convention; which fault.
  public internal(set) var details: [String]

  /// Judges what a program said of a case; nil is said of a case that was not asked.
  init(
    _ vector: VectorFile.Case, of module: String, _ format: NumberFormat,
    answer: Result<ProtocolAnswer, ForeignFault>?
  ) {
    (self.module, equation, name, flags) = (module, vector.equation, vector.name, vector.flags)
    self.format = format
    if case .failure(let fault) = answer { self.fault = fault.kind } else { fault = nil }
    switch answer {
    case nil:
      (verdict, ulps, details) = (.notAsked, nil, [])
    case .failure(let fault):
      (verdict, ulps, details) = (.broken, nil, ["\(fault)"])
    case .success(let answer):
      if answer.unsupported == true {
        (verdict, ulps, details) = (.unsupported, nil, [])
      } else if let error = answer.error {
        (verdict, ulps) = (vector.result == .invalid ? .right : .refused, nil)
        details = vector.result == .invalid ? [] : ["says “\(error.inOneLine)”"]
      } else if vector.result == .invalid {
        (verdict, ulps, details) = (.accepted, nil, ["gives outputs, expected an error"])
      } else {
        let check = VectorCheck(vector, outputs: answer.outputs ?? [:], format)
        verdict = check.failures.isEmpty ? (vector.result == .acceptable ? .otherConvention : .right) : .wrong
        (ulps, details) = (check.ulps, check.failures.map(\.inOneLine))
      }
    }
  }
}

extension Judgement: Codable {}
