import Foundation
import SpecConformance

/// `nnspec serve`: answers the protocol with this package's kernels.
///
/// Kernels trap where inputs are refused, so another process of this program evaluates: when it ends by a trap, or takes
/// too long, too much memory or too long a line, the answer is an error, and a new one takes its place.
enum ServeCommand {
  static func run(patience: TimeInterval, _ console: Console) {
    let worker = ForeignProgram(command: worker(console.program, patience: patience), patience: patience)
    eachLine(limit: ForeignProgram.longestLine) { line in
      guard let line else {
        let problem = "a line of more than \(ForeignProgram.longestLine) bytes"
        return console.write(text(ProtocolAnswer(id: nil, error: "this is no question: \(problem)")))
      }
      console.write(text(answer(to: line, by: worker)))
    }
  }

  /// Evaluates what it is asked, until a kernel refuses.
  ///
  /// It ends itself where an answer takes longer than there is time for, also if nobody is left to end it.
  static func work(patience: TimeInterval, _ console: Console) {
    eachLine(limit: .max) { line in
      do {
        let request = try JSONDecoder().decode(ProtocolRequest.self, from: line ?? Data())
        let end = DispatchWorkItem { _exit(EXIT_FAILURE) }
        DispatchQueue.global().asyncAfter(deadline: .now() + patience + 2, execute: end)
        console.write(text(KernelAnswer.to(request)))
        end.cancel()
      } catch {
        console.write(text(ProtocolAnswer(id: nil, error: problem(error, in: line ?? Data()))))
      }
    }
  }

  /// The command that starts a program of this package, as another process, to answer questions.
  static func command(_ program: String) -> String { "exec '\(program.replacing("'", with: "'\\''"))' serve" }

  /// Takes each line of the standard input that is not blank; nil for one that is too long.
  private static func eachLine(limit: Int, _ take: (Data?) -> Void) {
    func takeUnlessBlank(_ line: Data) {
      if !String(decoding: line, as: UTF8.self).allSatisfy(\.isWhitespace) { take(line) }
    }
    var reader = LineReader(.standardInput, limit: limit)
    while true {
      switch reader.next() {
      case .line(let line): takeUnlessBlank(line)
      case .tooLong: take(nil)
      case .end(let line): return takeUnlessBlank(line)
      case .late: return
      }
    }
  }

  /// The same for a worker, which may take 4 GiB. Not every system knows that limit.
  private static func worker(_ program: String, patience: TimeInterval) -> String {
    """
    ulimit -v 4194304 2> /dev/null
    SWIFT_BACKTRACE=enable=no \(command(program)) --worker --timeout \(patience)
    """
  }

  static func answer(to line: Data, by worker: ForeignProgram) -> ProtocolAnswer {
    let request: ProtocolRequest
    do {
      request = try JSONDecoder().decode(ProtocolRequest.self, from: line)
    } catch {
      let id = (try? JSONDecoder().decode(Numbered.self, from: line))?.id
      return ProtocolAnswer(id: id, error: "this is no question: \(problem(error, in: line))".inOneLine)
    }
    func refusal(_ why: String) -> ProtocolAnswer { ProtocolAnswer(id: request.id, error: why.inOneLine) }
    switch worker.ask(request) {
    case .success(let answer): return answer.error.map(refusal) ?? answer
    case .failure(.died(let how)): return refusal("refused: \(how)")
    case .failure(.silent): return refusal("no answer within \(worker.patience) s; nnspec serve --timeout gives more")
    case .failure(.flood): return refusal("the answer has more than \(ForeignProgram.longestLine) bytes")
    case .failure(let fault): return refusal("\(fault)")
    }
  }

  private struct Numbered: Decodable {
    let id: Int
  }

  private static func problem(_ error: any Error, in line: Data) -> String {
    (error as? DecodingError)?.problem(in: line) ?? "\(error)"
  }

  private static func text(_ answer: ProtocolAnswer) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(answer) else { return "{\"id\":null,\"error\":\"no text for the answer\"}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
