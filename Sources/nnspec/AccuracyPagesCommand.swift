import Foundation
import SpecConformance

/// `nnspec accuracy --pages`: writes the recorded errors into the pages' tables, or compares these with the record.
enum AccuracyPagesCommand {
  static func run(checks: Bool, _ console: Console) throws -> Int32 {
    let record = try AccuracyRecord()
    let different = try AccuracyRecord.pages.filter { page in
      let url = PackageFolder.url.appending(path: page)
      let new = try record.updated(page)
      guard try new != String(contentsOf: url, encoding: .utf8) else { return false }
      if !checks { try Data(new.utf8).write(to: url, options: .atomic) }
      return true
    }
    let all = "\(AccuracyRecord.pages.count) pages"
    guard checks else {
      console.write((different + ["\(all): \(different.count) changed"]).map { $0 + "\n" }.joined())
      return 0
    }
    let summary = different.isEmpty ? "\(all): all as recorded." : "\(all): \(different.count) DIFFER from the record"
    console.write((different + [summary]).map { $0 + "\n" }.joined())
    return different.isEmpty ? 0 : 1
  }
}
