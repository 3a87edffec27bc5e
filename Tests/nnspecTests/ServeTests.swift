import Foundation
import SpecConformance
import Testing

/// The program's own answers to the protocol, asked by a process as others ask it.
@Suite struct ServeTests {
  /// The built program, which stands beside the tests.
  static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "nnspec")
    .path

  static func says(_ line: String) throws -> ProtocolAnswer {
    try #require(try answers(to: [line], arguments: []).first)
  }

  static func answers(to lines: [String], arguments: [String]) throws -> [ProtocolAnswer] {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    let (process, answers) = (Process(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = ["serve"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = answers
    try process.run()
    let said = answers.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try said.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(ProtocolAnswer.self, from: $0) }
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
    ("junk", "this is no question: it is not JSON, or nested too deeply"),
    (#"{"id": 3, "equation": 4}"#, "this is no question: expected a string in equation"),
    (#"{"id": 3}"#, "this is no question: no “equation”"),
    (
      #"{"id": 3, "equation": "sigmoid-value", "precision": "float16", "attributes": {}, "inputs": {}}"#,
      "this is no question: expected float32 or float64 in precision"
    ),
  ])
  func `serve: a line that is no question`(_ line: String, _ error: String) throws {
    let answer = try Self.says(line)
    #expect(answer.error == error && answer.id == (line == "junk" ? nil : 3))
  }

  static func question(
    _ equation: String, _ attributes: String, _ inputs: String = "{}", _ precision: String = "float64"
  ) -> String {
    #"{"id": 5, "equation": "\#(equation)", "precision": "\#(precision)", "attributes": \#(attributes), "inputs": \#(inputs)}"#
  }

  static let lstmWithoutCotangents: String = {
    let gates = ["inputGate", "forgetGate", "outputGate", "candidate"].map {
      #""\#($0)Weights": {"shape": [1, 2], "data": [1, 1]}, "\#($0)Bias": {"shape": [1], "data": [1]}"#
    }
    let states = ["initialState", "initialCell"].map { #""\#($0)": {"shape": [1, 1], "data": [1]}"# }
    let none = ["inputs", "cotangent"].map { #""\#($0)": {"shape": [0, 1, 1], "data": []}"# }
    return "{" + (gates + states + none).joined(separator: ", ") + "}"
  }()

  @Test(arguments: [
    // An attribute that no Int holds, a sample that is not whole, and lists that are too short.
    (
      question("one-hot-value", #"{"class": 1e30, "count": 3}"#),
      "class is 1e+30, expected a whole number within ±2147483648"
    ),
    (question("one-hot-value", #"{"class": "NaN", "count": 3}"#), "class is nan, expected a whole number"),
    (question("one-hot-value", #"{"class": 0.5, "count": 3}"#), "class is 0.5, expected a whole number"),
    (question("parameter-count-network", #"{"sizes": "2--3"}"#), "sizes is “2--3”, expected some whole numbers"),
    (question("parameter-count-network", #"{"sizes": "2-9999999999"}"#), "“2-9999999999”, expected some whole numbers"),
    (
      question(
        "convolution-matrix-value", #"{"image": "3-", "stride": "1-1", "padding": "0-0"}"#,
        #"{"filters": {"shape": [1, 1, 1, 1], "data": [1]}}"#),
      "image is “3-”, expected 2 whole numbers between hyphens"
    ),
    (
      question("batch-gradient-value", #"{"batch": "{0; 1}"}"#, #"{"gradients": {"shape": [1, 2], "data": [1, 2]}}"#),
      "batch is “{0; 1}”, expected indices in braces such as {2, 0, 3}"
    ),
    (
      question(
        "mini-batches-partition", #"{"batchSize": 2, "batch": 2}"#, #"{"elements": {"shape": [3], "data": [1, 2, 3]}}"#),
      "there is no batch 2 among 2"
    ),
    (
      question(
        "minimax-value", #"{"branching": 2, "depth": 1, "player": "max"}"#,
        #"{"evaluations": {"shape": [0], "data": []}}"#), "no tree has 0 positions with 2 moves each"
    ),
    // Cotangents of no state, not even of the final cell.
    (question("lstm-sequence-backward", "{}", lstmWithoutCotangents), "no cotangent of the final cell"),
    (
      question(
        "lstm-step-backward", "{}",
        lstmWithoutCotangents.replacing(#""initial"#, with: #""previous"#).replacing(
          #""inputs": {"shape": [0, 1, 1], "data": []}"#, with: #""inputs": {"shape": [1, 1], "data": [1]}"#)),
      "0 cotangents, expected those of state and cell"
    ),
    // Products that no Int holds, of attributes and of sizes beside a 0.
    (
      question(
        "convolution-parameter-count",
        #"{"inputChannels": 1000000, "outputChannels": 1000000, "height": 1000000, "width": 1000000}"#),
      "inputChannels is 1000000.0, expected a whole number within ±65536"
    ),
    (
      question(
        "transformer-encoder-block-forward",
        #"{"sizes": "2147483647-1-1", "normalization": "afterSum", "epsilon": 0, "mask": "causal"}"#,
        #"{"input": {"shape": [1, 1], "data": [1]}, "parameters": {"shape": [1], "data": [1]}}"#),
      "sizes is “2147483647-1-1”, expected 3 whole numbers between hyphens, none above 4096"
    ),
    // A label that could only be reached by counting for years.
    (
      question(
        "accuracy-value", "{}",
        #"{"predictions": {"shape": [1], "data": [1e300]}, "targets": {"shape": [1], "data": [0]}}"#),
      "predictions holds 1e+300, expected 0, 1, 2, …, below 2²⁴"
    ),
  ])
  func `serve: what an equation cannot read is refused, not guessed`(_ question: String, _ error: String) throws {
    let answer = try Self.says(question)
    #expect(answer.id == 5 && answer.error?.hasPrefix("refused: signal ") == true)
    #if DEBUG
      #expect(answer.error?.contains(error) == true, "\(answer)")
    #endif
  }

  /// A question whose answer takes 2³¹ steps.
  static let endless = question(
    "line-descent-run", #"{"learningRate": 0, "tolerance": 0, "maximumSteps": 2147483648}"#,
    #"""
    {"weight": {"shape": [], "data": [1]}, "bias": {"shape": [], "data": [1]},
    "inputs": {"shape": [1], "data": [1]}, "targets": {"shape": [1], "data": [1]}}
    """#.replacing("\n", with: " "))

  @Test func `serve: an answer that takes too long, too much memory or too long a line`() throws {
    let ends = #"{"from": {"shape": [], "data": [0]}, "through": {"shape": [], "data": [1]}}"#
    let answers = try Self.answers(
      to: [Self.endless, Self.question("evenly-spaced-value", #"{"count": 2147483648}"#, ends)],
      arguments: ["--timeout", "2"])
    #expect(answers.map(\.id) == [5, 5])
    #expect(answers[0].error == "no answer within 2.0 s; nnspec serve --timeout gives more")
    #if os(Linux)
      #expect(answers[1].error?.hasPrefix("refused: ") == true)
    #endif
    let longest = String(repeating: " ", count: ForeignProgram.longestLine)
    let question = Self.question("identity-value", "{}", #"{"z": {"shape": [1], "data": [1]}}"#)
    let long = try Self.answers(to: [longest + " {}", "", question, longest], arguments: [])
    #expect(long.count == 2 && long[0].id == nil && long[1].outputs?["value"]?.shape == [1])
    #expect(long[0].error == "this is no question: a line of more than \(ForeignProgram.longestLine) bytes")
  }

  @Test func `serve: an end of its reader, or of whoever asks, ends it quietly`() throws {
    let question = Self.question("identity-value", "{}", #"{"z": {"shape": [], "data": [1]}}"#)
    let shell = Process()
    let complaints = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    let asking = "(for i in 1 2 3 4 5 6; do echo '\(question)'; sleep 0.3; done) 2> /dev/null"
    shell.arguments = ["-c", "\(asking) | '\(Self.program)' serve | head -n 1"]
    (shell.standardOutput, shell.standardError) = (Pipe(), complaints)
    try shell.run()
    #expect(complaints.fileHandleForReading.readDataToEndOfFile().isEmpty)
    // A worker whose questioner is gone does not go on for years.
    let start = Date()
    let endless = try Self.answers(to: [Self.endless], arguments: ["--worker", "--timeout", "0.1"])
    #expect(endless.allSatisfy { $0.outputs == nil } && Date().timeIntervalSince(start) < 60)
  }

  @Test func `what must be refused is, and an answer to it is a failure`() throws {
    let entry = try #require(EquationTable.entry("mean-squared-error-value"))
    let file = try VectorFile(of: entry.concept, in: PackageFolder.url)
    let ours = ForeignProgram(command: "'\(Self.program)' serve")
    let report = Verification.report(on: entry, vectors: file, refusingIn: ours)
    let invalid = file.cases.filter { $0.equation == entry.id && $0.result == .invalid }
    #expect(report.passes && report.refusals == invalid.reduce(0) { $0 + $1.formats.count } && report.refusals >= 4)
    #expect(Verification.report(on: entry, vectors: file).refusals == 0)
    let answering = ForeignProgram(
      command: #"while read -r q; do i=${q#*\"id\":}; echo "{\"id\":${i%%[,\}]*},\"outputs\":{}}"; done"#)
    let wrong = Verification.report(on: entry, vectors: file, refusingIn: answering)
    #expect(!wrong.passes && wrong.failures.count == wrong.refusals)
    #expect(wrong.failures.allSatisfy { $0.hasSuffix(": accepted") })
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

  @Test func `check --against: after a fault nothing more is asked`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // It answers for the derivative, leaves a file for each other question, and ends.
    let log = "mktemp '\(folder.path)/XXXXXX'"
    let derivative = #"{"id":1,"outputs":{"derivative":{"shape":[],"data":[1]}}}"#
    let flat =
      "read -r q; case $q in *sigmoid-derivative*) echo '\(derivative)'; read -r q; \(log);; *) \(log);; esac"
    let once = ProgramTests.run("check", "sigmoid-derivative", "--against", flat)
    #expect(once.status == 1 && once.output.contains("1 FAILED"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
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
