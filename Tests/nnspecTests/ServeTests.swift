import Foundation
import SpecConformance
import Testing

/// The program's own answers to the protocol, asked by a process as others ask it.
@Suite struct ServeTests {
  /// The built program, which stands beside the tests.
  static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "nnspec")
    .path

  static func says(_ line: String) throws -> ProtocolAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((line + "\n").utf8).write(to: file)
    let (process, answers) = (Process(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = ["serve"]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = answers
    try process.run()
    let said = answers.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(ProtocolAnswer.self, from: said)
  }

  @Test func `serve: an answer to a question`() throws {
    let answer = try Self.says(
      #"{"id": 7, "equation": "sigmoid-value", "precision": "float32", "attributes": {}, "inputs": {"z": {"shape": [1], "data": ["-Infinity"]}}}"#
    )
    #expect(answer.id == 7 && answer.outputs?["value"] == ProtocolTensor(shape: [1], data: [VectorNumber("0.0")]))
  }

  @Test func `serve: a kernel's refusal is an error, with its message where the build has it`() throws {
    let question =
      #"{"id": 8, "equation": "mean-squared-error-value", "precision": "float64", "attributes": {}, "inputs": {"predictions": {"shape": [2], "data": [1, 2]}, "targets": {"shape": [1], "data": [1]}}}"#
    let answer = try Self.says(question)
    #expect(answer.id == 8 && answer.outputs == nil && answer.error?.hasPrefix("refused: signal ") == true)
    #if DEBUG
      #expect(answer.error?.contains("MeanSquaredError.value: 2 predictions but 1 targets") == true)
    #endif
    let program = ForeignProgram(command: "'\(Self.program)' serve")
    let plain = ProtocolRequest(
      id: 1, equation: "identity-value", precision: .float64, attributes: [:],
      inputs: ["z": ProtocolTensor(shape: [], data: [VectorNumber("4")])])
    let refused = try JSONDecoder().decode(ProtocolRequest.self, from: Data(question.utf8))
    #expect(try program.ask(refused).get().error != nil)
    #expect(try program.ask(plain).get().outputs?["value"]?.data.map { $0.nearest(Double.self) } == [4])
  }

  @Test(arguments: [
    ("junk", "this is no question: it is not JSON"),
    (#"{"id": 3, "equation": 4}"#, "this is no question: another kind of value is expected in equation"),
    (#"{"id": 3}"#, "this is no question: no “equation”"),
    (
      #"{"id": 3, "equation": "sigmoid-value", "precision": "float16", "attributes": {}, "inputs": {}}"#,
      "this is no question: an unknown value in precision"
    ),
  ])
  func `serve: a line that is no question`(_ line: String, _ error: String) throws {
    let answer = try Self.says(line)
    #expect(answer.error == error && answer.id == (line == "junk" ? nil : 3))
  }

  @Test func `verify --against: our own kernels pass`() {
    let ours = ProgramTests.run("verify", "LeakyReLU", "--against", "'\(Self.program)' serve")
    #expect(ours.status == 0 && ours.errors == "" && ours.output.contains("; of "))
    #expect(ours.output.hasSuffix(" none failed.\n"))
    #expect(ours.output.components(separatedBy: "\n").dropFirst().allSatisfy { $0.count <= 80 })
  }

  @Test func `verify --against: failures in each form of the report`() throws {
    let program = #"while read -r q; do i=${q#*\"id\":}; echo "{\"id\":${i%%[,\}]*},\"error\":\"a|b\"}"; done"#
    let text = ProgramTests.run("verify", "Step", "--against", program)
    #expect(text.status == 1 && text.output.contains("    says “a|b”\n") && text.output.contains(" FAILED.\n"))
    let table = ProgramTests.run("verify", "Step", "--against", program, "--markdown")
    #expect(table.status == 1 && table.output.contains(" | refused | says “a\\|b” |\n"))
    let json = ProgramTests.run("verify", "Step", "--against", program, "--json")
    let judgements = try JSONDecoder().decode([Judgement].self, from: Data(json.output.utf8))
    #expect(!judgements.isEmpty && judgements.allSatisfy { $0.verdict == .refused && $0.equation == "step-value" })
    let silent = ProgramTests.run("verify", "Step", "--against", "sleep 9", "--timeout", "0.05", showsProgress: true)
    #expect(silent.output.contains("gave no answer within 0.05 s") && silent.errors.contains("case 1 of "))
  }

  @Test(arguments: [
    (["--timeout", "1"], "--timeout goes with --against"), (["--check"], "--check goes with --markdown"),
    (["--against"], "--against needs a command"), (["--against", "x", "--timeout", "soon"], "not “soon”"),
    (["--against", "x", "--timeout", "-1"], "not “-1”"), (["--against", "x", "--json", "--markdown"], "two reports"),
  ])
  func `verify --against: arguments that ask for nothing`(_ arguments: [String], _ error: String) {
    let (status, output, errors) = ProgramTests.run(arguments: ["verify"] + arguments)
    #expect(status == 64 && output == "" && errors.contains(error) && errors.hasSuffix("see nnspec --help\n"))
  }

  @Test(arguments: [
    "sigmoid-derivative", "softmax-pullback", "softmax-jacobian", "line-loss-gradient",
    // With fewer attributes than the value, with a mask that looks like a number, and with derivatives that are 0.
    "batch-normalization-backward", "crop-pullback", "multi-head-attention-backward", "mean-pooling-pullback",
  ])
  func `check --against: our own derivatives agree with differences of our values`(_ id: String) {
    let ours = ProgramTests.run("check", id, "--against", "'\(Self.program)' serve", "--seed", "3")
    #expect(ours.status == 0 && ours.errors == "")
    #expect(ours.output.hasSuffix("\n1 derivatives, 0 unsupported, seed 3: all agree with differences.\n"))
  }

  @Test func `check --against: a derivative that is off by a thousandth is found`() {
    // σ′ = 0.25 wherever it is asked for, and 1.001 times the slope of a line.
    let flat =
      #"while read -r q; do i=${q#*\"id\":}; i=${i%%[,\}]*}; case $q in *sigmoid-derivative*) n=derivative v=0.25;; *) n=value v=0.5;; esac; "#
      + #"case $q in *'"shape":[]'*) echo "{\"id\":$i,\"outputs\":{\"$n\":{\"shape\":[],\"data\":[$v]}}}";; *) echo "{\"id\":$i,\"error\":\"no\"}";; esac; done"#
    let wrong = ProgramTests.run("check", "sigmoid-derivative", "--against", flat)
    #expect(wrong.status == 1 && wrong.output.contains("FAILED") && wrong.output.contains("claimed "))
    let unsupported = #"while read -r q; do i=${q#*\"id\":}; echo "{\"id\":${i%%[,\}]*},\"unsupported\":true}"; done"#
    let none = ProgramTests.run("check", "Sigmoid", "--against", unsupported)
    #expect(none.status == 0 && none.output.contains("0 derivatives, 1 unsupported"))
    let refused = ProgramTests.run(
      "check", "Sigmoid", "--against", unsupported.replacing("unsupported\\\":true", with: "error\\\":\\\"e\\\""),
      "--json")
    #expect(refused.status == 1 && refused.output.contains("says “e”"))
    #expect(ProgramTests.run("check", "Sigmoid").status == 64)
    #expect(ProgramTests.run("check", "step-value", "--against", "true").status == 64)
    #expect(ProgramTests.run("check", "Sigmoid", "--against", "true", "--seed", "-1").status == 64)
  }
}
