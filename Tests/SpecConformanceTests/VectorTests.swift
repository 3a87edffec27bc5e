import Foundation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct VectorTests {
  static let concept = Concept("ActivationFunctions", "Sigmoid")

  /// Reads a file of vectors whose only case is given in parts.
  static func read(
    equation: String = "sigmoid-value", attributes: String = "{}",
    inputs: String = #"{"z": {"shape": [2], "data": [0, "-Infinity"]}}"#,
    outputs: String = #"{"value": {"shape": [2], "data": ["0.5", "0"], "ulps": [0, 1]}}"#
  ) throws -> VectorFile.Case {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let file = folder.appending(path: concept.vectors)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let json = """
      {"concept": "Sigmoid", "module": "ActivationFunctions", "notes": {}, "cases": [{"name": "n", "equation":
      "\(equation)", "comment": "", "flags": [], "result": "valid", "attributes": \(attributes), "float32": true,
      "inputs": \(inputs), "outputs": \(outputs)}]}
      """
    try Data(json.utf8).write(to: file)
    return try VectorFile(of: concept, in: folder).cases[0]
  }

  static func error(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a right case passes in both precisions`() throws {
    let (vector, entry) = (try Self.read(), try #require(EquationTable.entry("sigmoid-value")))
    #expect(VectorCheck.double(vector, entry).failures == [])
    #expect(VectorCheck.float(vector, entry)?.failures == [])
    #expect(VectorCheck.double(vector, entry).ulps == 0 && VectorCheck.double(vector, entry).share == 0)
  }

  @Test func `a wrong number fails, with place, both numbers and distance`() throws {
    let vector = try Self.read(
      outputs: #"{"value": {"shape": [2], "data": ["0.50000000000000022204460492503131", "0"], "ulps": [1, 0]}}"#)
    let entry = try #require(EquationTable.entry("sigmoid-value"))
    let check = VectorCheck.double(vector, entry)
    #expect(
      check.failures == [
        "value[0] is 0.5, expected 0.50000000000000022204460492503131: 2.0 ulp off (Double)"
      ])
    #expect(check.ulps == 2 && check.share == 2)
    #expect(VectorCheck.float(vector, entry)?.failures == [])
  }

  @Test func `an error is a share of what is allowed, and nothing is where nothing is said`() throws {
    let near = try Self.read(
      outputs: #"{"value": {"shape": [2], "data": ["0.50000000000000011102230246251565", "0"], "ulps": [4, 0]}}"#)
    let check = VectorCheck.double(near, try #require(EquationTable.entry("sigmoid-value")))
    #expect(check.failures == [] && check.ulps == 1 && check.share == 0.25)
    let json =
      #"{"name": "n", "equation": "e", "comment": "", "flags": [], "result": "valid", "attributes": {}, "float32": false, "#
      + #""inputs": {}, "outputs": {"c": {"shape": [], "data": ["1"]}, "a": {"shape": [], "data": ["1"]}, "b": {"shape": [], "data": ["1"]}}}"#
    let vector = try JSONDecoder().decode(VectorFile.Case.self, from: Data(json.utf8))
    let next = ProtocolTensor(shape: [], data: [VectorNumber("1.0000000000000002")])
    let strict = VectorCheck(vector, outputs: ["a": next, "b": next, "c": next], .float64)
    #expect(strict.failures.map { $0.prefix(4) } == ["a is", "b is", "c is"] && strict.share == .infinity)
  }

  @Test func `special values must be met exactly`() throws {
    let entry = try #require(EquationTable.entry("identity-value"))
    func ulps(_ given: String, _ expected: String) throws -> Double {
      let json =
        #"{"name": "n", "equation": "identity-value", "comment": "", "flags": [], "result": "valid", "attributes": {}, "float32": false,"#
        + #""inputs": {"z": {"shape": [], "data": ["\#(given)"]}}, "outputs": {"value": {"shape": [], "data": ["\#(expected)"], "ulps": [9]}}}"#
      return VectorCheck.double(try JSONDecoder().decode(VectorFile.Case.self, from: Data(json.utf8)), entry).ulps
    }
    #expect(try ulps("NaN", "NaN") == 0)
    #expect(try ulps("NaN", "1") == .infinity)
    #expect(try ulps("1", "NaN") == .infinity)
    #expect(try ulps("Infinity", "Infinity") == 0)
    #expect(try ulps("Infinity", "-Infinity") == .infinity)
    #expect(try ulps("1e308", "Infinity") == .infinity)
    #expect(try ulps("-0.0", "-0.0") == 0)
    #expect(try ulps("0", "-0.0") == .infinity)
    #expect(try ulps("-0.0", "0") == 0)
    #expect(try ulps("1.0000000000000004", "1") == 2)
  }

  @Test func `another shape than expected fails`() throws {
    let vector = try Self.read(outputs: #"{"value": {"shape": [1], "data": ["0.5"], "ulps": [0]}}"#)
    let check = VectorCheck.double(vector, try #require(EquationTable.entry("sigmoid-value")))
    #expect(check.failures == ["value has the shape [2], expected [1]"])
  }

  @Test func `a case leaves out Float where its result is not normal there`() throws {
    let vector = try Self.read(
      inputs: #"{"z": {"shape": [], "data": [-100]}}"#,
      outputs: #"{"value": {"shape": [], "data": ["3.720075976020835962959695803863118e-44"], "ulps": [4]}}"#)
    let entry = try #require(EquationTable.entry("sigmoid-value"))
    let single = VectorCheck.float(vector, entry)
    #expect(single == nil)
    #expect(VectorCheck.double(vector, entry).failures == [])
    for (value, formats) in [("1e300", [NumberFormat.float64]), ("Infinity", [.float64, .float32])] {
      let outputs = #"{"value": {"shape": [], "data": ["\#(value)"], "ulps": [4]}}"#
      #expect(try Self.read(outputs: outputs).formats == formats)
    }
  }

  @Test func `what is wrong with a file is said with case, place and expectation`() {
    #expect(
      Self.error { try Self.read(equation: "line-value") }
        == "Specs/ActivationFunctions/Sigmoid.json case n: line-value is no equation of Sigmoid")
    #expect(
      Self.error { try Self.read(inputs: #"{"x": {"shape": [], "data": [0]}}"#) }
        .hasSuffix(#"case n: expected each input of ["z"], found ["x"]"#))
    #expect(
      Self.error { try Self.read(outputs: #"{"value": {"shape": [2], "data": ["1", "2"], "ulps": [1]}}"#) }
        .hasSuffix("case n: output value needs an allowed error for each number"))
    #expect(
      Self.error { try Self.read(inputs: #"{"z": {"shape": [3], "data": [0]}}"#) }
        .hasSuffix("case n: input z has 1 numbers for the shape [3]"))
    #expect(
      Self.error { try Self.read(inputs: #"{"z": {"shape": [], "data": ["one"]}}"#) }
        .hasSuffix("case n: input z holds “one”, which is no number"))
    #expect(
      Self.error { try Self.read(attributes: #"{"rate": 1}"#) }
        .hasSuffix(#"case n: expected the attributes [], found ["rate"]"#))
    #expect(
      Self.error { try Self.read(outputs: #"{"value": {"shape": [], "data": ["1"], "ulps": [-1]}}"#) }
        .hasSuffix("case n: output value allows a negative error"))
    #expect(
      Self.error { try Self.read(inputs: "[") }
        .hasSuffix("Sigmoid.json is not a file of test vectors: it is not JSON, or nested too deeply"))
    #expect(
      Self.error { try Self.read(inputs: #"{"z": {"shape": 1}}"#) }
        .hasSuffix("is not a file of test vectors: expected a list in cases.0.inputs.z.shape"))
    #expect(
      Self.error { try VectorFile(of: Self.concept, in: URL(filePath: "/nowhere")) }
        == "Specs/ActivationFunctions/Sigmoid.json cannot be read; expected a file of test vectors")
  }

  @Test func `a file of another concept, or with a name twice, is refused`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try ReaderFuzzTests.file(of: Self.concept, cases: 0..<1)
    let twice = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cases = try #require(twice["cases"] as? [[String: Any]])
    func error(_ file: [String: Any]) throws -> String {
      let path = folder.appending(path: Self.concept.vectors)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try JSONSerialization.data(withJSONObject: file).write(to: path)
      return Self.error { try VectorFile(of: Self.concept, in: folder) }
    }
    let name = try #require(cases[0]["name"] as? String)
    #expect(
      try error(twice.merging(["cases": cases + cases]) { $1 }).hasSuffix("case \(name): there are 2 of this name"))
    let other = cases.map { $0.merging(["name": "a"]) { $1 } }
    #expect(
      try error(twice.merging(["cases": cases + cases + other + other]) { $1 }).hasSuffix(
        "case a: there are 2 of this name"))
    for half in [["convention": "c"], ["insteadOf": name]] {
      for result in ["valid", "acceptable"] {
        let second = cases.map { $0.merging(half.merging(["result": result, "name": "a"]) { $1 }) { $1 } }
        #expect(
          try error(twice.merging(["cases": cases + second]) { $1 }).hasSuffix(
            "case a: is \(result), expected a convention and a case that it replaces of acceptable cases alone"))
      }
    }
    #expect(
      try error(twice.merging(["concept": "Tanh"]) { $1 })
        .hasSuffix("is of ActivationFunctions/Tanh, expected ActivationFunctions/Sigmoid"))
  }

  @Test func `numbers are read to the nearest of either precision`() {
    #expect(VectorNumber("0.1").nearest(Double.self) == 0.1)
    #expect(VectorNumber("0.1").nearest(Float.self) == 0.1)
    #expect(VectorNumber("4.9e-324").nearest(Double.self) == .leastNonzeroMagnitude)
    #expect(VectorNumber("1e400").nearest(Double.self) == .infinity)
    #expect(VectorNumber("NaN").nearest(Double.self)?.isNaN == true)
    #expect(VectorNumber("-Infinity").nearest(Float.self) == -.infinity)
    #expect(VectorNumber("sigmoid").nearest(Double.self) == nil)
  }
}
