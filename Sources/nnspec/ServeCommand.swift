import Foundation
import SpecConformance

/// `nnspec serve`: answers the protocol with this package's kernels.
///
/// Kernels trap where inputs are refused, so another process of this program evaluates: when it traps, or takes too long,
/// too much memory or too long a line, the answer is an error.
enum ServeCommand {
  static func run(patience: TimeInterval, _ console: Console) {
    let worker = ForeignProgram(command: ServeWorker.command(console.program, patience: patience), patience: patience)
    eachLine(limit: ForeignProgram.longestLine) { line in
      guard let line else {
        let problem = "a line of more than \(ForeignProgram.longestLine) bytes"
        return console.write(text(ProtocolAnswer(id: nil, error: "this is no question: \(problem)")))
      }
      console.write(text(answer(to: line, by: worker)))
    }
  }

  /// Takes each line of the standard input that is not blank; nil for one that is too long.
  static func eachLine(limit: Int, _ take: (Data?) -> Void) {
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

  static func problem(_ error: any Error, in line: Data) -> String {
    (error as? DecodingError)?.problem(in: line) ?? "\(error)"
  }

  static func text(_ answer: ProtocolAnswer) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(answer) else { return "{\"id\":null,\"error\":\"no text for the answer\"}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
