/// How often each verdict was given, among the cases of a module, of an equation or with a flag.
public struct Tally: Sendable, Codable {
  /// The module, equation or flag.
  public let name: String
  /// How often each verdict was given.
  public let counts: [String: Int]

  /// How often one verdict was given.
  public func count(_ verdict: Judgement.Verdict) -> Int { counts[verdict.rawValue, default: 0] }
  /// How many cases failed.
  public var failures: Int { Judgement.Verdict.allCases.filter(\.isFailure).reduce(0) { $0 + count($1) } }
  /// How many cases there were.
  public var total: Int { counts.values.reduce(0, +) }

  /// Judgements counted under each of their names, the names with most failures first.
  public static func worstFirst(_ judgements: [Judgement], by names: (Judgement) -> [String]) -> [Tally] {
    var counts: [String: [String: Int]] = [:]
    for judgement in judgements {
      for name in names(judgement) { counts[name, default: [:]][judgement.verdict.rawValue, default: 0] += 1 }
    }
    return counts.map { Tally(name: $0.key, counts: $0.value) }
      .sorted { ($1.failures, $0.name) < ($0.failures, $1.name) }
  }
}
