public import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Another program that answers the protocol, one line for each line it is given.
///
/// Whatever it does, a question comes back as an answer or as a fault: it is killed when it says nothing in time, and
/// started again for the next question after any fault.
public final class ForeignProgram {
  /// The command, run by the shell.
  public let command: String
  /// How long an answer may take.
  public let patience: TimeInterval
  /// The longest line taken for an answer, in bytes.
  public static let longestLine = 1 << 24

  private struct Run {
    let process: Process
    let questions: FileHandle
    var answers: LineReader
    let complaints: URL
  }

  private var run: Run?

  /// A program that is started when it is first asked.
  public init(command: String, patience: TimeInterval = 10) {
    (self.command, self.patience) = (command, patience)
    // A program that ends before it has read a question must not end this one.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  deinit { stop() }

  /// Asks one question and waits for its answer.
  public func ask(_ request: ProtocolRequest) -> Result<ProtocolAnswer, ForeignFault> {
    let answer = answer(to: request)
    if case .failure = answer { stop() }
    return answer
  }

  /// Ends the program.
  public func stop() {
    guard let run else { return }
    // Not waited for: a process that has left the group would hold up the end.
    Self.kill(run.process)
    try? FileManager.default.removeItem(at: run.complaints)
    self.run = nil
  }

  private func answer(to request: ProtocolRequest) -> Result<ProtocolAnswer, ForeignFault> {
    do {
      let line = try exchange(JSONEncoder().encode(request))
      let shown = String(decoding: line.prefix(80), as: UTF8.self).inOneLine
      guard let answer = try? JSONDecoder().decode(ProtocolAnswer.self, from: line) else {
        return .failure(.garbage(shown))
      }
      // An error without a number is one about the line just read.
      guard answer.id == request.id || answer.id == nil && answer.error != nil else {
        return .failure(answer.id.map { .outOfOrder(expected: request.id, given: $0) } ?? .garbage(shown))
      }
      return answer.problem.map { .failure(.garbage("\(shown): \($0.inOneLine)")) } ?? .success(answer)
    } catch let fault as ForeignFault {
      return .failure(fault)
    } catch {
      return .failure(.unstartable("\(error)"))
    }
  }

  /// Sends a line and reads the next one.
  private func exchange(_ question: Data) throws -> Data {
    if run == nil { run = try start() }
    guard var current = run else { return Data() }
    guard !current.answers.hasUnread else { throw ForeignFault.flood("more lines than there were questions") }
    // The end of its time is the end of its process, and so of a write that waits for it.
    let process = current.process.processIdentifier
    let watch = DispatchWorkItem { Self.kill(process) }
    let deadline = Date() + patience
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watch)
    defer { watch.cancel() }
    try? current.questions.write(contentsOf: question + Data("\n".utf8))
    let outcome = current.answers.next(until: deadline)
    run = current
    switch outcome {
    case .line(let line): return line
    case .tooLong: throw ForeignFault.flood("a line of more than \(Self.longestLine) bytes")
    case .late(let bytes): throw late(bytes)
    case .end(let unfinished):
      guard Date() < deadline else { throw late(unfinished.count) }
      throw ForeignFault.died(Self.death(of: current.process, current.complaints, until: deadline))
    }
  }

  private func late(_ bytes: Int) -> ForeignFault {
    bytes == 0 ? .silent(seconds: patience) : .flood("\(bytes) bytes without an end of line")
  }

  private func start() throws -> Run {
    let process = Process()
    let (questions, answers) = (Pipe(), Pipe())
    let complaints = FileManager.default.temporaryDirectory.appending(path: "nnspec-\(UUID().uuidString).stderr")
    guard FileManager.default.createFile(atPath: complaints.path, contents: nil) else {
      throw ForeignFault.unstartable("\(complaints.path) cannot be written")
    }
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardInput = questions
    process.standardOutput = answers
    process.standardError = try FileHandle(forWritingTo: complaints)
    try process.run()
    return Run(
      process: process, questions: questions.fileHandleForWriting,
      answers: LineReader(answers.fileHandleForReading, limit: Self.longestLine), complaints: complaints)
  }

  private static func kill(_ process: Process) { kill(process.processIdentifier) }

  /// Ends a process with those that it started.
  private static func kill(_ process: Int32) {
    #if canImport(Glibc)
      _ = Glibc.kill(-process, SIGKILL)
      _ = Glibc.kill(process, SIGKILL)
    #elseif canImport(Darwin)
      _ = Darwin.kill(-process, SIGKILL)
      _ = Darwin.kill(process, SIGKILL)
    #endif
  }

  /// How a process ended that has closed its output.
  private static func death(of process: Process, _ complaints: URL, until deadline: Date) -> String {
    while process.isRunning {
      guard Date() < deadline else { return "closed its output" }
      Thread.sleep(forTimeInterval: 0.001)
    }
    let end = ProcessEnd(
      status: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal,
      complaints: Self.end(of: complaints, bytes: 100_000))
    return "\(end)"
  }

  /// The end of a file that may be as long as the disk.
  private static func end(of file: URL, bytes: UInt64) -> Data {
    guard let handle = try? FileHandle(forReadingFrom: file), let length = try? handle.seekToEnd() else {
      return Data()
    }
    try? handle.seek(toOffset: length > bytes ? length - bytes : 0)
    return (try? handle.readToEnd()) ?? Data()
  }
}
