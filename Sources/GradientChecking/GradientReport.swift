/// The check of a whole gradient, element by element.
public struct GradientReport: Sendable {
  /// One check for each element of the input.
  public let elements: [ElementCheck]

  /// The elements that failed, with everything known about each.
  public var failures: [ElementCheck] { elements.filter(\.verdict.isFailure) }

  /// The elements that stand at a kink, where the claim is one of several valid choices.
  public var kinks: [ElementCheck] { elements.filter { $0.verdict == .kink } }

  /// Whether no element failed.
  public var passes: Bool { failures.isEmpty }
}

extension GradientReport: CustomStringConvertible {
  /// A summary, then a line for each failure.
  public var description: String {
    let summary = "\(elements.count) elements, \(failures.count) failed, \(kinks.count) at a kink"
    return ([summary] + failures.map(\.description)).joined(separator: "\n")
  }
}
