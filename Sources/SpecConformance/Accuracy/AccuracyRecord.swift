public import Foundation

/// The largest errors that were found, on file, and the tables of them on the pages.
public struct AccuracyRecord: Sendable {
  /// What another library's functions were off by; `Tests/Peers/accuracy.py` measures it.
  struct Peer: Codable, Sendable {
    let library, version: String
    let reports: [AccuracyReport]
  }

  /// Our largest errors, in the order of `ScalarAccuracy.subjects`.
  public private(set) var reports: [AccuracyReport]
  private let peers: [Peer]
  private let folder: URL

  /// The record in the package's folder; one without reports where there is no file.
  public init(in folder: URL = PackageFolder.url) throws {
    self.folder = folder
    reports = try Self.read([AccuracyReport].self, folder.appending(path: Self.path)) ?? []
    peers = try Self.read([Peer].self, folder.appending(path: "Tests/Peers/accuracy.json")) ?? []
  }

  /// Our file, relative to the package's folder.
  public static let path = "Specs/Accuracy.json"

  /// The pages with equations that are measured, relative to the package's folder.
  public static let pages = Set(ScalarAccuracy.subjects.map(\.entry.concept.page)).sorted()

  /// New reports in place of those of the same function and format.
  public mutating func take(_ new: [AccuracyReport]) {
    let keys = ScalarAccuracy.subjects.flatMap { entry, attributes in
      Self.formats.map { [entry.id, attributes.inWords, $0] }
    }
    func key(_ report: AccuracyReport) -> [String] { [report.equation, report.attributes, report.format] }
    let all = Dictionary(uniqueKeysWithValues: reports.map { (key($0), $0) })
      .merging(new.map { (key($0), $0) }) { $1 }
    reports = keys.compactMap { all[$0] }
  }

  static let formats = ["Float16", "Float", "Double"]

  /// Writes our file.
  public func write() throws {
    try Data(JSONText.of(reports).utf8).write(to: folder.appending(path: Self.path), options: .atomic)
  }

  private static func read<Content: Decodable>(_: Content.Type, _ url: URL) throws -> Content? {
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(Content.self, from: Data(contentsOf: url))
  }

  /// A page with its table as the record has it. The table ends the generated text; what follows it on the page stays.
  public func updated(_ page: String) throws -> String {
    let text = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
    let heading = "## Accuracy\n\n"
    guard let start = text.range(of: heading)?.upperBound else {
      return text.replacingOccurrences(of: "## Checked by\n", with: heading + table(of: page) + "\n## Checked by\n")
    }
    let end = text.range(of: "(?<=\\n)\\|[^\\n]*\\n(?!\\|)", options: .regularExpression, range: start..<text.endIndex)
    return text.replacingCharacters(in: start..<(end?.upperBound ?? start), with: table(of: page))
  }

  /// The sentence and the table of a page.
  func table(of page: String) -> String {
    let own = reports.filter { EquationTable.entry($0.equation)?.concept.page == page }
    let equations = Set(own.map(\.equation))
    let peers = peers.filter { $0.reports.contains { equations.contains($0.equation) } }
    let titles = ["equation", "format", "inputs", "ulp", "at"] + peers.map { "\($0.library) \($0.version)" }
    let rows = own.map { report in
      let cells = [
        "`\(report.equation)`" + (report.attributes.isEmpty ? "" : ", \(report.attributes)"), report.format,
        Self.grouped(report.inputs), report.ulpsInWords, report.worstInWords,
      ]
      return cells + peers.map { peer in peer.reports.first { $0.isOfSameFunction(as: report) }?.inWords ?? "–" }
    }
    let lines = [titles, ["---", "---"] + Array(repeating: "---:", count: titles.count - 2)] + rows
    let measured = peers.flatMap(\.reports).filter { equations.contains($0.equation) }
    return (measured.isEmpty ? Self.sentence : Self.sentence(beside: measured))
      + lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private static let sentence = """
    The largest error found, in units in the last place of the exact result, and the input that it was found at; see
    [Evidence](../README.md#evidence).


    """

  private static func sentence(beside peers: [AccuracyReport]) -> String {
    let counts = formats.compactMap { format in
      peers.filter { $0.format == format }.map(\.inputs).min().map { "\(grouped($0)) of `\(format)`" }
    }
    return """
      The largest error found, in units in the last place of the exact result, and the input that it was found at; see
      [Evidence](../README.md#evidence). Beside it those of other libraries, at least at so many inputs:
      \(counts.joined(separator: ", ")).


      """
  }

  /// Digits in threes.
  static func grouped(_ count: Int) -> String {
    let digits = Array(String(count))
    return digits.indices.map { i in
      (i > 0 && (digits.count - i) % 3 == 0 ? "," : "") + String(digits[i])
    }.joined()
  }
}

extension AccuracyReport {
  /// Whether the reports are of one equation, with the same attributes, in the same format.
  func isOfSameFunction(as other: AccuracyReport) -> Bool {
    (equation, attributes, format) == (other.equation, other.attributes, other.format)
  }

  /// The error to three decimals; a large one to two digits.
  public var ulpsInWords: String {
    if ulps == 0 { return "0" }
    if ulps.isInfinite { return "∞" }
    guard ulps >= 1000 else { return String(format: "%.3f", ulps) }
    return String(format: "%.1e", ulps).replacingOccurrences(of: "e\\+0?", with: "e", options: .regularExpression)
  }

  /// The error, and where it is infinite the input as well.
  var inWords: String { ulpsInWords + (ulps.isInfinite ? " at \(worstInWords)" : "") }

  /// The input to nine digits, which name a place; the record has all of them.
  public var worstInWords: String {
    Double(worst).map { $0.isNaN ? "NaN" : String(format: "%.9g", $0) } ?? ""
  }
}
