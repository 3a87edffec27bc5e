// The one unsafe construct: waitpid writes a process's status where a pointer says.
import Foundation
import SpecConformance

/// `nnspec serve --worker`: evaluates what it is asked, each answer in this process's time and memory.
///
/// A kernel that refuses its inputs ends its process. Where the system can copy a process, a copy evaluates, and the next
/// copy stands ready without having to start from nothing.
enum ServeWorker {
  /// The shell's command that starts one, of the program at a path. It may take 4 GiB; not every system knows that limit.
  static func command(_ program: String, patience: TimeInterval = 10) -> String {
    """
    ulimit -v 4194304 2> /dev/null
    SWIFT_BACKTRACE=enable=no exec '\(program.replacing("'", with: "'\\''"))' serve --worker --timeout \(patience)
    """
  }

  static func run(patience: TimeInterval, _ console: Console) {
    #if canImport(Glibc)
      warmUp()
      while let end = endOfCopy({ answer(patience: patience, console) }) {
        console.write(ServeCommand.text(ProtocolAnswer(id: nil, error: "refused: \(end)")))
      }
    #else
      answer(patience: patience, console)
    #endif
  }

  /// Answers until there are no more questions, or a kernel refuses.
  ///
  /// It ends itself where an answer takes longer than there is time for, also if nobody is left to end it.
  private static func answer(patience: TimeInterval, _ console: Console) {
    ServeCommand.eachLine(limit: .max) { line in
      let line = line ?? Data()
      // Not by an alarm: whoever started this process may have blocked signals.
      let end = DispatchWorkItem { _exit(EXIT_FAILURE) }
      DispatchQueue.global().asyncAfter(deadline: .now() + patience + 2, execute: end)
      defer { end.cancel() }
      do {
        let request = try JSONDecoder().decode(ProtocolRequest.self, from: line)
        console.write(ServeCommand.text(KernelAnswer.to(request)))
      } catch {
        console.write(ServeCommand.text(ProtocolAnswer(id: nil, error: ServeCommand.problem(error, in: line))))
      }
    }
  }

  #if canImport(Glibc)
    /// Answers a question to nobody: what a first answer has to set up, each copy then has.
    private static func warmUp() {
      let question = ProtocolRequest(
        id: 0, equation: "identity-value", precision: .float64, attributes: [:],
        inputs: ["z": ProtocolTensor(shape: [], data: [VectorNumber("1")])])
      let line = try? JSONEncoder().encode(question)
      let request = line.flatMap { try? JSONDecoder().decode(ProtocolRequest.self, from: $0) }
      _ = request.map { ServeCommand.text(KernelAnswer.to($0)) }
    }

    /// Runs a task in a copy of this process, and says how it ended; nil if it came to its own end.
    private static func endOfCopy(_ task: () -> Void) -> ProcessEnd? {
      let complaints = Pipe()
      let copy = fork()
      if copy == 0 {
        dup2(complaints.fileHandleForWriting.fileDescriptor, STDERR_FILENO)
        task()
        _exit(EXIT_SUCCESS)
      }
      precondition(copy > 0, "nnspec serve: the system makes no copy of this process")
      try? complaints.fileHandleForWriting.close()
      let said = (try? complaints.fileHandleForReading.readToEnd()) ?? Data()
      var status: Int32 = 0
      unsafe waitpid(copy, &status, 0)
      guard status != 0 else { return nil }
      // The status of a signal is its number in the low seven bits.
      let isSignal = status & 0x7F != 0
      return ProcessEnd(status: isSignal ? status & 0x7F : status >> 8, isSignal: isSignal, complaints: said)
    }
  #endif
}
