package import Foundation

/// How a process ended, in one line: its exit status or signal, and the last line that it complained, before the stack
/// if it printed one.
package struct ProcessEnd: CustomStringConvertible {
  package let description: String

  /// The end of a process that wrote so much to its standard error.
  package init(status: Int32, isSignal: Bool, complaints: Data) {
    let lines = String(decoding: complaints, as: UTF8.self).split(separator: "\n")
    let last = lines.prefix { $0 != "Current stack trace:" }.last
    description =
      "\(isSignal ? "signal" : "exit status") \(status)" + (last.map { ", “\(String($0).inOneLine)”" } ?? "")
  }
}
