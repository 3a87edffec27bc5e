/// Whether a document's claim survives being computed.
public enum ClaimVerdict: Codable, Sendable, Equatable {
  /// Our figure is the document's, to the digits it prints.
  case agrees
  /// Our figure is the document's because the data were made to give it: this confirms nothing.
  case constructed
  /// It is not, and the erratum of this label says why the document is wrong.
  case erratum(String)
  /// The document gives no figure; ours goes beyond it.
  case notStated
  /// It is not, and nothing explains the difference; or an erratum is recorded for a claim that agrees.
  case unexplained

  init(holds: Bool, erratum: String?) {
    self =
      switch (holds, erratum) {
      case (true, nil): .agrees
      case (false, let label?): .erratum(label)
      default: .unexplained
      }
  }
}

extension ClaimVerdict: CustomStringConvertible {
  /// The verdict in a word or two.
  public var description: String {
    switch self {
    case .agrees: "agrees"
    case .constructed: "constructed"
    case .erratum(let label): "erratum \(label)"
    case .notStated: "not stated"
    case .unexplained: "UNEXPLAINED"
    }
  }
}
