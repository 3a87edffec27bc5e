import Foundation
import SpecConformance
import Testing

// Mutants that nothing can notice: another pause between looks at a process that is ending, a kill of the process beside
// that of its group, and how many characters of a line are shown.
/// Programs that keep the protocol, and each way of breaking it. The programs are the shell's.
@Suite(.serialized) struct ForeignProgramTests {
  static func question(_ id: Int) -> ProtocolRequest {
    ProtocolRequest(
      id: id, equation: "sigmoid-value", precision: .float64, attributes: [:],
      inputs: ["z": ProtocolTensor(shape: [], data: [VectorNumber("0")])])
  }

  /// What a program says to the questions 1, 2, ….
  static func answers(
    of command: String, to count: Int = 1, patience: TimeInterval = 5
  ) -> [Result<ProtocolAnswer, ForeignFault>] {
    let program = ForeignProgram(command: command, patience: patience)
    return (1...count).map { program.ask(question($0)) }
  }

  /// The exit status of a command.
  static func status(of command: String) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command + " 2> /dev/null"]
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }

  static func fault(of command: String, patience: TimeInterval = 5) -> ForeignFault? {
    if case .failure(let fault) = answers(of: command, patience: patience)[0] { fault } else { nil }
  }

  /// Repeats the number of the question with something said about it.
  static func repeating(_ said: String) -> String {
    #"while read -r q; do i=${q#*\"id\":}; i=${i%%[,\}]*}; echo "{\"id\":$i,\#(said)}"; done"#
  }

  @Test func `an answer for each question, from one process`() {
    let answers = Self.answers(of: Self.repeating(#"\"unsupported\":true"#), to: 20)
    #expect(answers == (1...20).map { .success(ProtocolAnswer(id: $0, unsupported: true)) })
    let counting = #"n=0; while read -r q; do n=$((n+1)); echo "{\"id\":$n,\"error\":\"$n\"}"; done"#
    #expect(Self.answers(of: counting, to: 3).last == .success(ProtocolAnswer(id: 3, error: "3")))
  }

  @Test func `outputs with special numbers`() throws {
    let said = #"\"outputs\":{\"value\":{\"shape\":[4],\"data\":[0.5,\"NaN\",\"-Infinity\",\"-0.0\"]}}"#
    let answer = try Self.answers(of: Self.repeating(said))[0].get()
    let data = try #require(answer.outputs?["value"]).data
    #expect(data.map(\.text) == ["0.5", "NaN", "-Infinity", "-0.0"])
  }

  @Test func `a program that says nothing is ended in time`() {
    let start = Date()
    #expect(Self.fault(of: "sleep 100", patience: 0.3) == .silent(seconds: 0.3))
    #expect(Self.fault(of: "trap '' TERM INT HUP; sleep 100; sleep 100", patience: 0.3) == .silent(seconds: 0.3))
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test func `a program that ends, with its last words`() {
    #expect(Self.fault(of: "read q; echo first >&2; echo 'bad luck' >&2; exit 3") == .died("exit status 3, “bad luck”"))
    #expect(Self.fault(of: "read q; exit 0") == .died("exit status 0"))
    #expect(Self.fault(of: "read q; kill -9 $$") == .died("signal 9"))
    // It ends before it reads: the question meets a closed pipe.
    #expect(Self.fault(of: "exit 7") == .died("exit status 7"))
    let missing = Self.fault(of: "no-such-program-at-all")
    #expect(missing?.kind == "died" && "\(missing.map { "\($0)" } ?? "")".contains("127"))
    #expect(Self.fault(of: "printf half; exit 1") == .died("exit status 1"))
  }

  @Test func `a stack below a trap's message is left out`() {
    let command = "read q; printf 'F.swift:1: no\\nCurrent stack trace:\\n0 a\\n1 b\\n' >&2; exit 1"
    #expect(Self.fault(of: command) == .died("exit status 1, “F.swift:1: no”"))
  }

  @Test func `answers out of order`() {
    #expect(
      Self.fault(of: #"read q; echo '{"id":5,"unsupported":true}'; read q"#) == .outOfOrder(expected: 1, given: 5))
  }

  @Test(arguments: [
    "hello", "", "{", "[1]", "null", #"{"id":1}"#, #"{"id":1,"unsupported":false}"#,
    #"{"id":null,"unsupported":true}"#, #"{"id":1,"unsupported":true,"error":"e"}"#, #"{"id":1,"outputs":7}"#,
    #"{"id":1,"outputs":{"value":{"shape":[2],"data":[1]}}}"#,
    #"{"id":1,"outputs":{"value":{"shape":[-1],"data":[]}}}"#,
    #"{"id":1,"outputs":{"value":{"shape":[],"data":["one"]}}}"#,
    #"{"id":1,"outputs":{"value":{"shape":[4611686018427387904,4],"data":[]}}}"#,
    #"{"id":1,"outputs":{"value":{"shape":[],"data":["nan"]}}}"#, #"{"id":1,"error":"\ud800"}"#,
    #"{"id":1,"outputs":{"value":{"shape":[],"data":[1e999]}}}"#, #"{"id":true,"error":"e"}"#,
    #"{"id":1e99,"error":"e"}"#, #"{"id":"1","error":"e"}"#,
  ])
  func `a line that is no answer`(_ line: String) {
    #expect(Self.fault(of: "read q; cat <<'END'\n\(line)\nEND\nread q")?.kind == "garbage")
  }

  @Test func `an error without a number is about the line just read`() {
    let answers = Self.answers(of: #"while read q; do echo '{"id":null,"error":"e"}'; done"#, to: 2, patience: 10)
    #expect(answers == [.success(ProtocolAnswer(id: nil, error: "e")), .success(ProtocolAnswer(id: nil, error: "e"))])
  }

  @Test func `bytes that are no text`() {
    #expect(Self.fault(of: #"read q; printf '\377\376\n'; read q"#)?.kind == "garbage")
  }

  @Test func `a program that floods`() {
    let endless = Self.fault(of: "read q; while :; do printf '%65536s' x; done", patience: 30)
    #expect(endless == .flood("a line of more than \(ForeignProgram.longestLine) bytes"))
    let unended = Self.fault(of: "read q; printf '%9s' x; sleep 100", patience: 0.5)
    #expect(unended == .flood("9 bytes without an end of line"))
    let twice = #"read q; echo '{"id":1,"unsupported":true}'; echo '{"id":2,"unsupported":true}'; sleep 100"#
    // Both lines come at once where one call writes them.
    let atOnce = #"read q; printf '{"id":1,"unsupported":true}\n{"id":2,"unsupported":true}\n'; sleep 100"#
    #expect(Self.answers(of: atOnce, to: 2)[1] == .failure(.flood("more lines than there were questions")))
    // Else the second may be taken for the answer to the second question.
    let answers = Self.answers(of: twice, to: 3, patience: 1)
    #expect(answers[0] == .success(ProtocolAnswer(id: 1, unsupported: true)))
    #expect(answers.dropFirst().contains { if case .failure = $0 { true } else { false } })
  }

  @Test func `a program is gone after its fault`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(Self.fault(of: "read q; echo $$ > '\(file.path)'; echo junk; sleep 100")?.kind == "garbage")
    let process = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let start = Date()
    while Self.status(of: "kill -0 \(process)") == 0, Date().timeIntervalSince(start) < 20 {
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test func `a process that escapes its group does not hold up the end`() {
    let start = Date()
    let fault = Self.fault(of: "if command -v setsid; then setsid sleep 15; else sleep 15; fi >&2", patience: 0.5)
    #expect(fault == .silent(seconds: 0.5) && Date().timeIntervalSince(start) < 10)
  }

  @Test func `complaints without end are read from their end`() {
    let fault = Self.fault(of: #"read q; yes complaint | head -c 300000 >&2; printf '\nlast\033[2J\n' >&2; exit 3"#)
    #expect(fault == .died("exit status 3, “last [2J”"))
  }

  @Test func `after a fault it is started again`() {
    let silly = Self.answers(of: "read -r q; echo no; cat", to: 3)
    #expect(silly == [Result<ProtocolAnswer, ForeignFault>](repeating: .failure(.garbage("no")), count: 3))
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let once = "if mkdir '\(file.path)' 2>/dev/null; then exit 4; else \(Self.repeating(#"\"unsupported\":true"#)); fi"
    let answers = Self.answers(of: once, to: 2)
    #expect(answers[0] == .failure(.died("exit status 4")))
    #expect(answers[1] == .success(ProtocolAnswer(id: 2, unsupported: true)))
  }

  @Test func `a question longer than a pipe holds`() throws {
    let numbers = [VectorNumber](repeating: VectorNumber("0.1"), count: 100_000)
    let long = ProtocolRequest(
      id: 1, equation: "sigmoid-value", precision: .float64, attributes: [:],
      inputs: ["z": ProtocolTensor(shape: [100_000], data: numbers)])
    let reader = ForeignProgram(command: #"read -r q; echo '{"id":1,"unsupported":true}'; read -r q"#, patience: 20)
    #expect(reader.ask(long) == .success(ProtocolAnswer(id: 1, unsupported: true)))
    let deaf = ForeignProgram(command: "sleep 100", patience: 0.5)
    #expect(deaf.ask(long) == .failure(.silent(seconds: 0.5)))
  }
}
