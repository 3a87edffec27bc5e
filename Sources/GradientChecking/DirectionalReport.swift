/// What a directional check has found.
public struct DirectionalReport: Sendable {
  /// An element whose claim the tape contradicts.
  public struct Disagreement: Sendable {
    /// Which element of the input.
    public let index: Int
    /// The claimed derivative.
    public let claimed: Double
    /// The tape's.
    public let tape: Double
    /// How far they are apart, in units of the last place of the sum that the tape forms.
    public let error: Double
  }

  /// How many elements were compared.
  public let count: Int
  /// The elements that failed.
  public let disagreements: [Disagreement]
  /// The check along each direction, in which a direction stands for an element.
  public let directions: GradientReport

  /// Whether neither an element nor a direction failed.
  public var passes: Bool { disagreements.isEmpty && directions.passes }
}

extension DirectionalReport: CustomStringConvertible {
  /// A summary, then a line for each failure.
  public var description: String {
    let summary =
      "\(count) elements, \(disagreements.count) failed; \(directions.elements.count) directions, "
      + "\(directions.failures.count) failed"
    let elements = disagreements.map { d in
      "element \(d.index): claimed \(d.claimed), tape \(d.tape) (\(d.error) ulp)"
    }
    return ([summary] + elements + directions.failures.map { "direction: \($0)" }).joined(separator: "\n")
  }
}
