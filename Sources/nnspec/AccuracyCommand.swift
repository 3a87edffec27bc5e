import Foundation
import SpecConformance
import Synchronization
import TensorAlgebra

/// `nnspec accuracy`: the largest error of each kernel that acts on numbers one by one.
enum AccuracyCommand {
  static func run(_ name: String?, single: Bool, json: Bool, _ console: Console) throws -> Int32 {
    let entries = try VerifyCommand.entries(named: name)
    let reports = reports(on: entries, single: single, console)
    guard !reports.isEmpty else {
      throw UsageError(description: "\(name ?? "the table") has no equation of one number; see nnspec list")
    }
    console.write(json ? try JSONText.of(reports) : text(reports))
    return 0
  }

  /// The reports on those of some equations that are of one number.
  static func reports(on entries: [Entry], single: Bool, _ console: Console) -> [AccuracyReport] {
    let ids = Set(entries.map(\.id))
    let subjects = ScalarAccuracy.subjects.filter { ids.contains($0.entry.id) }
    var reports: [AccuracyReport] = []
    for (place, (entry, attributes)) in subjects.enumerated() {
      console.progress("measuring \(place + 1) of \(subjects.count): \(entry.id)")
      #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
        reports.append(ScalarAccuracy.everyHalf(entry, attributes))
      #endif
      if single { reports.append(everySingle(entry, attributes, console)) }
      var generator = Xoshiro256StarStar(seed: 1)
      reports.append(ScalarAccuracy.doubles(entry, attributes, perStratum: 20, using: &generator))
    }
    console.progress("")
    return reports
  }

  /// All 2³² inputs of `Float`, in parts that share out among the cores.
  private static func everySingle(_ entry: Entry, _ attributes: Attributes, _ console: Console) -> AccuracyReport {
    let (parts, size) = (512, UInt64(1) << 23)
    let empty = ScalarAccuracy.singles(0..<1, entry, attributes)
    guard #available(macOS 15, *) else {
      return (0..<parts).reduce(into: empty) { report, part in
        report.merge(ScalarAccuracy.singles(UInt64(part) * size..<UInt64(part + 1) * size, entry, attributes))
      }
    }
    return inParallel(parts, size, empty, entry, attributes)
  }

  @available(macOS 15, *)
  private static func inParallel(
    _ parts: Int, _ size: UInt64, _ empty: AccuracyReport, _ entry: Entry, _ attributes: Attributes
  ) -> AccuracyReport {
    let whole = Mutex<AccuracyReport?>(nil)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let first = UInt64(part) * size
      // In pieces of 2¹⁶ inputs, which stay in the cache.
      var own: AccuracyReport?
      for start in stride(from: first, to: first + size, by: 1 << 16) {
        let piece = ScalarAccuracy.singles(start..<start + 1 << 16, entry, attributes)
        if own == nil { own = piece } else { own?.merge(piece) }
      }
      whole.withLock { report in
        if let own { if report == nil { report = own } else { report?.merge(own) } }
      }
    }
    return whole.withLock { $0 } ?? empty
  }

  private static func text(_ reports: [AccuracyReport]) -> String {
    var lines = [row(["equation", "format", "inputs", "ulp", "at"])]
    lines += reports.map { report in
      let settings = report.attributes.components(separatedBy: ", ").compactMap { $0.components(separatedBy: " ").last }
      let name = ([report.equation] + settings.filter { !$0.isEmpty }).joined(separator: ", ")
      return row([
        name, report.format, "\(report.inputs)", String(format: "%.3f", report.ulps), shortened(report.worst),
      ])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nine digits, which name a place; JSON has all of them.
  private static func shortened(_ number: String) -> String {
    Double(number).map { String(format: "%.9g", $0) } ?? ""
  }

  private static func row(_ cells: [String]) -> String {
    cells[0].leftAligned(in: 34) + cells[1].leftAligned(in: 7) + cells[2].rightAligned(in: 11)
      + cells[3].rightAligned(in: 7) + "  " + cells[4]
  }
}
