import Foundation
import SpecConformance
import Testing

/// The largest errors on file.
@Suite struct AccuracyRecordTests {
  static let record = Result { try AccuracyRecord() }
  static let reports = (try? record.get())?.reports ?? []

  static func title(_ report: AccuracyReport) -> String {
    "\(report.equation) \(report.attributes) \(report.format)"
  }

  @Test func `every function of one number is on record`() throws {
    let reports = try Self.record.get().reports
    #expect(Set(reports.map(Self.title)).count == reports.count)
    for (entry, attributes) in ScalarAccuracy.subjects {
      let title = "\(entry.id) \(attributes.byName)"
      let own = reports.filter { $0.equation == entry.id && $0.attributes == attributes.inWords }
      // The logit's domain holds a quarter of the numbers.
      let isPartial = entry.inputs[0].domain == 0...1
      #expect(own.map(\.format) == ["Float16", "Float", "Double"], "\(title)")
      for report in own {
        let least = ["Float16": 1 << 16, "Float": 1 << 32, "Double": 8_000_000][report.format] ?? .max
        #expect(report.inputs >= (isPartial ? least / 4 : least), "\(title), \(report.format)")
      }
    }
  }

  @Test(arguments: reports)
  func `the recorded error is met at the recorded input`(_ report: AccuracyReport) throws {
    guard report.ulps > 0 else {
      #expect(report.worst == "")
      return
    }
    let again = try #require(ScalarAccuracy.measuredAgain(report))
    #expect(again.inputs == 1)
    #if os(Linux)
      #expect(again.ulpsInWords == report.ulpsInWords, "\(Self.title(report)) at \(report.worst)")
    #else
      // Another platform's exponential may be off by another unit.
      #expect(abs(again.ulps - report.ulps) <= 2, "\(Self.title(report)) at \(report.worst)")
    #endif
  }

  /// A folder with one page and our record.
  static func folder(_ page: String, _ text: String, _ reports: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let url = folder.appending(path: page)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Tests/Peers"), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    try Data(reports.utf8).write(to: folder.appending(path: AccuracyRecord.path))
    return folder
  }

  static let reportText = """
    [{"equation": "relu-value", "attributes": "", "format": "Float16", "inputs": 65536, "ulps": 1.23456, "worst": "-2.5"}]
    """

  @Test func `a page gets its table before what it is checked by, and the text after a table stays`() throws {
    let page = "Specs/ActivationFunctions/ReLU.md"
    let folder = try Self.folder(page, "# ReLU\n\n## Checked by\n\nTests.\n", Self.reportText)
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try AccuracyRecord(in: folder).updated(page)
    #expect(first.hasPrefix("# ReLU\n\n## Accuracy\n\nThe largest error found"))
    #expect(first.contains("\n| equation | format | inputs | ulp | at |\n"))
    #expect(first.hasSuffix("\n| `relu-value` | Float16 | 65,536 | 1.235 | -2.5 |\n\n## Checked by\n\nTests.\n"))
    let remark = first.replacing("-2.5 |\n", with: "-3 |\n\nA remark.\n")
    try Data(remark.utf8).write(to: folder.appending(path: page))
    #expect(try AccuracyRecord(in: folder).updated(page) == first.replacing("-2.5 |\n", with: "-2.5 |\n\nA remark.\n"))
  }

  @Test func `other libraries stand beside the same function, an infinite error with its input`() throws {
    let page = "Specs/ActivationFunctions/ReLU.md"
    let folder = try Self.folder(page, "## Checked by\n", Self.reportText)
    defer { try? FileManager.default.removeItem(at: folder) }
    let peer = Self.reportText.replacing("1.23456", with: "\"Infinity\"").replacing("65536", with: "100")
    try Data("[{\"library\": \"Other\", \"version\": \"1.0\", \"reports\": \(peer)}]".utf8)
      .write(to: folder.appending(path: "Tests/Peers/accuracy.json"))
    let text = try AccuracyRecord(in: folder).updated(page)
    #expect(text.contains("| at | Other 1.0 |\n") && text.contains("| 1.235 | -2.5 | ∞ at -2.5 |\n"))
    #expect(text.contains("100 of `Float16`."))
  }

  @Test func `a new report stands in place of the old one, in the order of the table`() throws {
    let folder = try Self.folder("Specs/ActivationFunctions/ReLU.md", "", Self.reportText)
    defer { try? FileManager.default.removeItem(at: folder) }
    var record = try AccuracyRecord(in: folder)
    let sigmoid = Self.reportText.replacing("relu", with: "sigmoid")
    let changed = Self.reportText.replacing("1.23456", with: "0.5")
    for text in [sigmoid, changed] {
      record.take(try JSONDecoder().decode([AccuracyReport].self, from: Data(text.utf8)))
    }
    try record.write()
    let again = try AccuracyRecord(in: folder).reports
    #expect(again.map(\.equation) == ["sigmoid-value", "relu-value"] && again.map(\.ulps) == [1.23456, 0.5])
  }
}
