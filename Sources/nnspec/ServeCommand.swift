import Foundation
import SpecConformance

/// `nnspec serve`: answers the protocol with this package's kernels.
///
/// Kernels trap where inputs are refused, so another process of this program evaluates: when it ends by a trap, the
/// answer is an error, and a new one takes its place.
enum ServeCommand {
  static func run(_ console: Console) {
    let worker = ForeignProgram(
      command: "SWIFT_BACKTRACE=enable=no " + command(console.program) + " --worker", patience: 3600)
    while let line = readLine() {
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      console.write(text(answer(to: line, by: worker)))
    }
  }

  /// Evaluates what it is asked, until a kernel refuses.
  static func work(_ console: Console) {
    while let line = readLine() {
      guard let request = try? JSONDecoder().decode(ProtocolRequest.self, from: Data(line.utf8)) else { continue }
      console.write(text(KernelAnswer.to(request)))
    }
  }

  /// The command that starts a program of this package, as another process, to answer questions.
  static func command(_ program: String) -> String { "exec '\(program.replacing("'", with: "'\\''"))' serve" }

  static func answer(to line: String, by worker: ForeignProgram) -> ProtocolAnswer {
    let request: ProtocolRequest
    do {
      request = try JSONDecoder().decode(ProtocolRequest.self, from: Data(line.utf8))
    } catch {
      let id = (try? JSONDecoder().decode(Numbered.self, from: Data(line.utf8)))?.id
      return ProtocolAnswer(id: id, error: "this is no question: \(problem(error))")
    }
    switch worker.ask(request) {
    case .success(let answer): return answer
    case .failure(.died(let how)): return ProtocolAnswer(id: request.id, error: "refused: \(how)")
    case .failure(let fault): return ProtocolAnswer(id: request.id, error: "\(fault)")
    }
  }

  private struct Numbered: Decodable {
    let id: Int
  }

  /// What a decoder found wrong, and where.
  private static func problem(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "" : " in " + path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context): "no “\(key.stringValue)”\(place(context.codingPath))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "another kind of value is expected\(place(context.codingPath))"
    case DecodingError.dataCorrupted(let context):
      context.codingPath.isEmpty ? "it is not JSON" : "an unknown value\(place(context.codingPath))"
    default: "\(error)"
    }
  }

  private static func text(_ answer: ProtocolAnswer) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(answer) else { return "{\"id\":null,\"error\":\"no text for the answer\"}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
