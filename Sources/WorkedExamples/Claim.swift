/// A claim of the documents, next to what this package computes.
public struct Claim: Codable, Sendable {
  /// Its label in `Specs/Documents.md` or `Specs/Systems.md`.
  public let label: String
  /// What is claimed, in a few words.
  public let statement: String
  /// The document's figure, as it is printed there; what the text says, where it prints none.
  public let documented: String
  /// Our figure.
  public let computed: String
  /// What comes of the comparison.
  public let verdict: ClaimVerdict
  /// What a reader should know beside the verdict; empty if nothing.
  public let remark: String

  /// A claim about a number: it agrees if the computed number, rounded to the printed digits, is the printed one.
  ///
  /// - Parameters:
  ///   - label: the label in `Specs/Documents.md` or `Specs/Systems.md`.
  ///   - statement: what is claimed.
  ///   - printed: the number as the document prints it.
  ///   - computed: our number.
  ///   - decimals: how many decimals of ours to show; two more than printed if nil.
  ///   - erratum: the erratum that explains a difference.
  ///   - isConstructed: whether our data were made to give the printed number.
  ///   - remark: what a reader should know beside the verdict.
  package init(
    _ label: String, _ statement: String, printed: String, computed: Double, decimals: Int? = nil,
    erratum: String? = nil, isConstructed: Bool = false, remark: String = ""
  ) {
    let printedDecimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
    let agrees = computed.rounded(toDecimals: printedDecimals) == printed
    self.label = label
    self.statement = statement
    self.documented = printed
    self.computed = computed.rounded(toDecimals: decimals ?? printedDecimals + 2)
    self.verdict = agrees && isConstructed ? .constructed : ClaimVerdict(holds: agrees, erratum: erratum)
    self.remark = remark
  }

  /// A claim in words, which holds or does not.
  package init(
    _ label: String, _ statement: String, documented: String, computed: String, holds: Bool,
    erratum: String? = nil, remark: String = ""
  ) {
    self.label = label
    self.statement = statement
    self.documented = documented
    self.computed = computed
    self.verdict = ClaimVerdict(holds: holds, erratum: erratum)
    self.remark = remark
  }

  /// A figure that the document does not give.
  package init(_ label: String, _ statement: String, computed: String, remark: String) {
    self.label = label
    self.statement = statement
    self.documented = "–"
    self.computed = computed
    self.verdict = .notStated
    self.remark = remark
  }
}
