import SpecConformance
import WorkedExamples

/// `nnspec reproduce`: the documents' worked examples, our figure beside theirs.
enum ReproduceCommand {
  static func run(_ name: String?, json: Bool, _ console: Console) throws -> Int32 {
    let examples = try examples(named: name)
    let results = examples.map { example in
      console.progress("computing \(example.name)")
      return Result(
        example: example.name, title: example.title, source: example.source, claims: example.claims())
    }
    console.progress("")
    console.write(json ? try JSONText.of(results) : results.map(text).joined(separator: "\n"))
    return results.flatMap(\.claims).contains { $0.verdict == .unexplained } ? 1 : 0
  }

  private static func examples(named name: String?) throws(UsageError) -> [WorkedExample] {
    guard let name else { return WorkedExample.all }
    let examples = WorkedExample.all.filter { $0.name == name }
    guard !examples.isEmpty else {
      throw .unknown("example", name, among: WorkedExample.all.map(\.name))
    }
    return examples
  }

  struct Result: Encodable {
    let example, title, source: String
    let claims: [Claim]
  }

  static func text(_ result: Result) -> String {
    let heading = [result.title, result.source, "", row("", "", "document", "computed", "verdict")]
    let claims = result.claims.flatMap { claim in
      [row(claim.label, claim.statement, claim.documented, claim.computed, "\(claim.verdict)")]
        + claim.remark.wrapped(in: 73).map { "       " + $0 }
    }
    return (heading + claims).joined(separator: "\n") + "\n"
  }

  private static func row(
    _ label: String, _ statement: String, _ documented: String, _ computed: String, _ verdict: String
  ) -> String {
    let cells = [
      label.leftAligned(in: 7), statement.leftAligned(in: 29), documented.rightAligned(in: 16),
      computed.rightAligned(in: 14), "  " + verdict,
    ]
    return cells.joined()
  }
}
