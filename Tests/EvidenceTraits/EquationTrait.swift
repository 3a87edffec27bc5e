import SpecConformance
public import Testing

extension Trait where Self == IssueHandlingTrait {
  /// Adds the equation's ID and the path of its page to every failure of a test.
  ///
  /// - Precondition: the table holds the equation.
  public static func equation(_ id: String) -> Self {
    guard let entry = EquationTable.entry(id) else {
      preconditionFailure("no equation \(id) in the table")
    }
    return .compactMapIssues { issue in
      var issue = issue
      issue.comments.append("\(id), see \(entry.concept.page)")
      return issue
    }
  }
}
