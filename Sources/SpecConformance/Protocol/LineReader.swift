package import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads lines, none longer than a limit, so that no writer can take all memory.
package struct LineReader {
  /// What came of waiting for a line.
  package enum Outcome: Equatable {
    /// A line, without its end.
    case line(Data)
    /// A line longer than the limit, all of which was passed over.
    case tooLong
    /// Nothing more will come; the line before, if any, had no end.
    case end(unfinished: Data)
    /// The time is over; so much of a line is there.
    case late(bytes: Int)
  }

  private let handle: FileHandle
  private let limit: Int
  private var unread = Data()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  /// A reader of what a handle gives, whose lines have at most `limit` bytes.
  package init(_ handle: FileHandle, limit: Int) { (self.handle, self.limit) = (handle, limit) }

  /// Whether something is there that was not asked for.
  var hasUnread: Bool { !unread.isEmpty }

  /// Waits for the next line until a time, if one is given.
  package mutating func next(until deadline: Date? = nil) -> Outcome {
    var line = Data()
    var isTooLong = false
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        line += unread[..<end]
        unread = Data(unread[(end + 1)...])
        return isTooLong || line.count > limit ? .tooLong : .line(line)
      }
      line += unread
      unread = Data()
      if line.count > limit {
        // Where there is all the time, it is passed over to its end.
        guard deadline == nil else { return .tooLong }
        (isTooLong, line) = (true, Data())
      }
      guard waits(until: deadline) else {
        unread = line
        return .late(bytes: line.count)
      }
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(handle.fileDescriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return isTooLong ? .tooLong : .end(unfinished: line) }
      unread = Data(chunk[..<count])
    }
  }

  /// Whether there is something to read before a time.
  private func waits(until deadline: Date?) -> Bool {
    guard let deadline else { return true }
    var place = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    let left = max(0, deadline.timeIntervalSinceNow * 1000)
    return unsafe poll(&place, 1, Int32(left.rounded(.up))) != 0
  }
}
