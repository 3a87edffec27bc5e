import Foundation
import SpecConformance
import Synchronization
import TensorAlgebra

/// `nnspec accuracy`: the largest error of each kernel that acts on numbers one by one.
enum AccuracyCommand {
  static func run(_ name: String?, single: Bool, records: Bool, json: Bool, _ console: Console) throws -> Int32 {
    let entries = try VerifyCommand.entries(named: name)
    let reports = try reports(on: entries, single: single, records: records, console)
    guard !reports.isEmpty else {
      throw UsageError(description: "\(name ?? "the table") has no equation of one number; see nnspec list")
    }
    console.write(json ? try JSONText.of(reports) : text(reports))
    return 0
  }

  /// The reports on those of some equations that are of one number, put into the record if asked.
  static func reports(
    on entries: [Entry], single: Bool, records: Bool, _ console: Console
  ) throws -> [AccuracyReport] {
    let ids = Set(entries.map(\.id))
    let subjects = ScalarAccuracy.subjects.filter { ids.contains($0.entry.id) }
    var reports: [AccuracyReport] = []
    for (place, (entry, attributes)) in subjects.enumerated() {
      console.progress("measuring \(place + 1) of \(subjects.count): \(entry.id)")
      let found = measured(entry, attributes, single: single)
      if records {
        // After each function, so that a run that is broken off can be taken up.
        var record = try AccuracyRecord()
        record.take(found)
        try record.write()
      }
      reports += found
    }
    console.progress("")
    return reports
  }

  private static func measured(_ entry: Entry, _ attributes: Attributes, single: Bool) -> [AccuracyReport] {
    var reports: [AccuracyReport] = []
    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
      reports.append(ScalarAccuracy.everyHalf(entry, attributes))
    #endif
    if single { reports.append(everySingle(entry, attributes)) }
    var generator = Xoshiro256StarStar(seed: 1)
    let perStratum = single ? 2000 : 20
    reports.append(ScalarAccuracy.doubles(entry, attributes, perStratum: perStratum, using: &generator))
    return reports
  }

  /// All 2³² inputs of `Float`, in parts that share out among the cores.
  private static func everySingle(_ entry: Entry, _ attributes: Attributes) -> AccuracyReport {
    let (parts, size) = (512, UInt64(1) << 23)
    @Sendable func part(_ number: Int) -> AccuracyReport {
      ScalarAccuracy.singles(UInt64(number) * size..<UInt64(number + 1) * size, entry, attributes)
    }
    let first = part(0)
    guard #available(macOS 15, *) else {
      return (1..<parts).reduce(into: first) { whole, number in whole.merge(part(number)) }
    }
    return inParallel(1..<parts, after: first, part)
  }

  @available(macOS 15, *)
  private static func inParallel(
    _ numbers: Range<Int>, after first: AccuracyReport, _ part: @Sendable (Int) -> AccuracyReport
  ) -> AccuracyReport {
    let whole = Mutex(first)
    DispatchQueue.concurrentPerform(iterations: numbers.count) { place in
      let own = part(numbers.lowerBound + place)
      whole.withLock { $0.merge(own) }
    }
    return whole.withLock { $0 }
  }

  private static func text(_ reports: [AccuracyReport]) -> String {
    var lines = [row(["equation", "format", "inputs", "ulp", "at"])]
    lines += reports.map { report in
      let settings = report.attributes.components(separatedBy: ", ").compactMap { $0.components(separatedBy: " ").last }
      let name = ([report.equation] + settings.filter { !$0.isEmpty }).joined(separator: ", ")
      return row([name, report.format, "\(report.inputs)", report.ulpsInWords, report.worstInWords])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    cells[0].leftAligned(in: 34) + cells[1].leftAligned(in: 7) + cells[2].rightAligned(in: 11)
      + cells[3].rightAligned(in: 7) + "  " + cells[4]
  }
}
