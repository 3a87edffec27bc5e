import Foundation
import SpecConformance
import TensorAlgebra
import Testing

/// The readers of questions, answers and files of vectors, fed with what no honest program writes: each gives a value
/// that keeps its promises, or one clear error. `Tests/Peers/fuzz.py` does the same to the program, for as long as one
/// likes.
@Suite struct ReaderFuzzTests {
  static let seeds: [UInt64] = Array(1...30)

  // MARK: Mutation

  /// JSON text broken into brackets, commas, colons, words in quotes and the rest.
  static func tokens(_ text: String) -> [String] {
    text.matches(of: /"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+/).map { String($0.output) }
  }

  /// Texts that stand where they do not belong.
  static let strange: [String] =
    [
      "0", "-0", "-1", "1.5", "1.0", "1e999", "1E+5", "1e-999", "NaN", "Infinity", "01", ".5", "1.", "+1", "0x10",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "4294967296", "1e15", "null", "true", "{}",
      "[]", "[[]]", "[-1]", "[0]", "[1.5]", "[9223372036854775807,2]", "[0,9223372036854775807,2]", "[-2,-2]",
      "[4294967296,4294967296]", "[-9223372036854775808,-1]", #""nan""#, #""NaN""#, #""inf""#, #""-0.0""#, #""1e999""#,
      #""0x1p3""#, #""1/3""#, #"" 1""#, #""٣""#, #""""#, #""\ud800""#, #""\u0000""#, #""\u2028""#, #""\n""#, #""id""#,
      #""shape""#, #""valid""#, #""acceptable""#, #""invalid""#, #"{"shape":[],"data":[0]}"#, ",", ":", "{", "}", "[",
      "]", "\"", "\u{FEFF}",
    ] + [
      String(repeating: "9", count: 10_000), "0." + String(repeating: "3", count: 10_000),
      "\"" + String(repeating: "x", count: 10_000) + "\"",
      String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000),
      String(repeating: "{\"a\":", count: 600) + "0" + String(repeating: "}", count: 600),
      "[" + String(repeating: "1,", count: 20_000) + "1]",
    ]

  /// A JSON text after some mutations of its tokens, and seldom of its bytes.
  static func mutated(_ text: String, using generator: inout Xoshiro256StarStar) -> Data {
    func below(_ bound: Int) -> Int { Int(Shuffle.below(UInt64(bound), using: &generator)) }
    var tokens = tokens(text)
    for _ in 0...below(3) where !tokens.isEmpty {
      let place = below(tokens.count)
      switch below(6) {
      case 0: tokens.remove(at: place)
      case 1: tokens.insert(tokens[below(tokens.count)], at: place)
      case 2: tokens.swapAt(place, below(tokens.count))
      case 3: tokens.removeSubrange(place..<min(tokens.count, place + below(12)))
      default: tokens[place] = strange[below(strange.count)]
      }
    }
    var bytes = [UInt8](tokens.joined().utf8)
    for _ in 0..<(below(5) == 0 ? 1 + below(4) : 0) where !bytes.isEmpty {
      let place = below(bytes.count)
      switch below(4) {
      case 0: bytes[place] ^= 1 << below(8)
      case 1: bytes.insert([0, 0xFF, 0xC0, 0xED, 0x0A, 0x22, 0x5C][below(7)], at: place)
      case 2: bytes.remove(at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return Data(bytes)
  }

  // MARK: Promises

  /// What an error must be; the seed and the text replay it.
  static func expectClear(_ error: String, _ seed: UInt64, _ text: Data) {
    let isClear = !error.isEmpty && error.count <= 400 && !error.contains(where: \.isNewline)
    #expect(isClear, "seed \(seed): “\(error.prefix(500))” of \(String(decoding: text.prefix(2000), as: UTF8.self))")
    #expect(!error.contains("DecodingError") && !error.contains("Swift."), "seed \(seed): \(error)")
  }

  static func expectWhole(_ tensors: some Sequence<ProtocolTensor>, _ seed: UInt64) {
    for tensor in tensors where tensor.problem == nil {
      #expect(tensor.shape.allSatisfy { $0 >= 0 } && tensor.data.count == tensor.shape.reduce(1, *), "seed \(seed)")
      #expect(tensor.data.allSatisfy { $0.nearest(Double.self) != nil }, "seed \(seed)")
    }
  }

  /// The text of a vectors' file with a few of its cases.
  static func file(of concept: Concept, cases: Range<Int>) throws -> String {
    let data = try Data(contentsOf: PackageFolder.url.appending(path: concept.vectors))
    var file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let all = try #require(file["cases"] as? [Any])
    file["cases"] = Array(all[cases])
    return String(decoding: try JSONSerialization.data(withJSONObject: file, options: .sortedKeys), as: UTF8.self)
  }

  @Test(arguments: seeds)
  func `questions: a value or one clear error`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let question = #"""
      {"id": 7, "equation": "dense-layer-forward", "precision": "float64", "attributes": {"activation": "relu"},
      "inputs": {"weights": {"shape": [2, 3], "data": [0.5, -1, "NaN", 3, 4, 5]}, "z": {"shape": [], "data": ["-0.0"]}}}
      """#
    for _ in 0..<40 {
      let text = Self.mutated(question, using: &generator)
      do {
        let request = try JSONDecoder().decode(ProtocolRequest.self, from: text)
        Self.expectWhole(request.inputs.values, seed)
        // What is passed on to another process must arrive.
        let again = try JSONDecoder().decode(ProtocolRequest.self, from: try JSONEncoder().encode(request))
        #expect(again.inputs.mapValues(\.shape) == request.inputs.mapValues(\.shape), "seed \(seed)")
        #expect(again.inputs.mapValues { $0.problem == nil } == request.inputs.mapValues { $0.problem == nil })
      } catch {
        Self.expectClear(try #require(error as? DecodingError).problem(in: text), seed, text)
      }
    }
  }

  @Test(arguments: seeds)
  func `answers: judged, or one clear problem`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let file = try VectorFile(of: Concept("ActivationFunctions", "Sigmoid"), in: PackageFolder.url)
    let vector = try #require(file.cases.first { $0.outputs["value"]?.shape == [3] })
    let answer = #"{"id": 7, "outputs": {"value": {"shape": [3], "data": [0.5, "Infinity", "0.9999"]}}}"#
    for _ in 0..<40 {
      let text = Self.mutated(answer, using: &generator)
      guard let answer = try? JSONDecoder().decode(ProtocolAnswer.self, from: text) else { continue }
      if let problem = answer.problem {
        Self.expectClear(problem.inOneLine, seed, text)
        continue
      }
      let outputs = answer.outputs ?? [:]
      Self.expectWhole(outputs.values, seed)
      for format in NumberFormat.allCases {
        let check = VectorCheck(vector, outputs: outputs, format)
        #expect(!check.failures.isEmpty && check.failures.allSatisfy { !$0.isEmpty }, "seed \(seed)")
      }
    }
  }

  @Test(arguments: seeds)
  func `files: cases that keep their promises, or one clear error`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let concepts = Set(EquationTable.entries.map(\.concept)).sorted { $0.name < $1.name }
    let concept = concepts[Int(Shuffle.below(UInt64(concepts.count), using: &generator))]
    let original = try Self.file(of: concept, cases: 0..<1)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: concept.vectors)
    try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    for _ in 0..<20 {
      let text = Self.mutated(original, using: &generator)
      try text.write(to: path)
      do {
        let file = try VectorFile(of: concept, in: folder)
        for vector in file.cases {
          let tensors = [vector.inputs, vector.outputs].flatMap(\.values)
          Self.expectWhole(tensors.map { ProtocolTensor(shape: $0.shape, data: $0.data) }, seed)
          #expect(EquationTable.entry(vector.equation)?.concept == concept, "seed \(seed)")
          #expect(vector.outputs.values.allSatisfy { $0.ulps?.count == $0.data.count }, "seed \(seed)")
        }
      } catch {
        let error = "\(try #require(error as? VectorError))"
        #expect(error.hasPrefix(concept.vectors))
        Self.expectClear(error, seed, text)
      }
    }
  }

  // MARK: Findings

  @Test(arguments: ["nan", "inf", "infinity", "-inf", "0x1p3", "NAN", " 1", "1_0", "1/3", "٣", "", "-"])
  func `a word or a hexadecimal is no number`(_ text: String) {
    #expect(VectorNumber(text).nearest(Double.self) == nil && VectorNumber(text).nearest(Float.self) == nil)
  }

  @Test(arguments: [
    (#"{"id": 1e99}"#, "a number or a character in it is out of range"),
    (#"{"id": 1.5}"#, "a number or a character in it is out of range"),
    (#"{"id": 1"#, "it is not JSON, or nested too deeply"),
    (String(repeating: "[", count: 1000), "it is not JSON, or nested too deeply"),
    (#"[]"#, "expected an object"),
    (#"{"id": 1, "equation": "e", "precision": "double"}"#, "expected float32 or float64 in precision"),
    (
      #"{"id": 1, "equation": "e", "precision": "float32", "attributes": {"a": null}}"#,
      "expected a number of Float64 or a string in attributes.a"
    ),
    (
      #"{"id": 1, "equation": "e", "precision": "float32", "attributes": {}, "inputs": {"z": {"shape": [1], "data": [1e999]}}}"#,
      "expected a number of Float64 or a string in inputs.z.data.0"
    ),
    (
      #"{"id": 1, "equation": "e", "precision": "float32", "attributes": {}, "inputs": {"z": {"shape": 1, "data": []}}}"#,
      "expected a list in inputs.z.shape"
    ),
    (
      #"{"id": 1, "equation": "e", "precision": "float32", "attributes": {}, "inputs": {"z": {"shape": ["1"]}}}"#,
      "expected a whole number in inputs.z.shape.0"
    ),
  ])
  func `what is wrong with a question is said with place and expectation`(_ text: String, _ problem: String) {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ProtocolRequest.self, from: Data(text.utf8))
    }
    #expect(error?.problem(in: Data(text.utf8)) == problem)
  }

  @Test(arguments: [
    [Int.max, 2], [0, .max, 2], [.max, 0], [1 << 24, 2], [0, 1 << 24, 2], [-1], [-2, -2], [.min, -1], [1 << 25],
  ])
  func `a shape of more numbers than a line holds is no shape`(_ shape: [Int]) {
    #expect(ProtocolTensor(shape: shape, data: []).problem == "has the shape \(shape)")
    #expect(ProtocolTensor(shape: [0, 1 << 24], data: []).problem == nil)
  }

  @Test func `what another program says is shown in one line that ends`() {
    #expect("a\nb\u{1B}[2J\u{2028}c\r\n".inOneLine == "a b [2J c  ")
    #expect(String(repeating: "é", count: 300).inOneLine.count == 300)
    #expect(String(repeating: "é", count: 301).inOneLine == String(repeating: "é", count: 300) + "…")
  }

  @Test func `lines that are too long are passed over, and the time for a line ends`() throws {
    let pipe = Pipe()
    var reader = LineReader(pipe.fileHandleForReading, limit: 4)
    let ends = Data("abcd\nabcde\n\nabcdefghijkl\nlast".utf8)
    try pipe.fileHandleForWriting.write(contentsOf: ends)
    #expect(reader.next() == .line(Data("abcd".utf8)) && reader.next() == .tooLong && reader.next() == .line(Data()))
    #expect(reader.next() == .tooLong && reader.next(until: Date()) == .late(bytes: 4))
    try pipe.fileHandleForWriting.close()
    #expect(reader.next() == .end(unfinished: Data("last".utf8)) && reader.next() == .end(unfinished: Data()))
  }
}
