import Foundation
import SpecConformance
import Testing

/// What our kernels answer to the protocol.
@Suite struct KernelAnswerTests {
  static func answer(
    _ equation: String, _ inputs: String, attributes: String = "{}", _ precision: NumberFormat = .float64
  ) throws -> ProtocolAnswer {
    let json = """
      {"id": 7, "equation": "\(equation)", "precision": "\(precision.rawValue)", "attributes": \(attributes),
      "inputs": \(inputs)}
      """
    return KernelAnswer.to(try JSONDecoder().decode(ProtocolRequest.self, from: Data(json.utf8)))
  }

  @Test func `outputs in either format`() throws {
    let inputs = #"{"z": {"shape": [3], "data": [0.5, "Infinity", -2]}}"#
    let double = try Self.answer("sigmoid-derivative", inputs)
    #expect(double.id == 7 && double.error == nil && double.unsupported == nil && double.problem == nil)
    let derivative = try #require(double.outputs?["derivative"])
    // By mpmath: 0.235003712201594489…, 0.104993585403506517….
    #expect(
      derivative.shape == [3] && derivative.data.map(\.text) == ["0.23500371220159447", "0.0", "0.1049935854035065"])
    let single = try Self.answer("sigmoid-derivative", inputs, .float32)
    #expect(single.outputs?["derivative"]?.data[0].text == "0.23500371")
  }

  @Test func `an unknown equation is not supported`() throws {
    #expect(try Self.answer("no-such", "{}") == ProtocolAnswer(id: 7, unsupported: true))
  }

  @Test func `inputs and attributes that do not fit are refused with what was expected`() throws {
    func error(_ inputs: String, attributes: String = "{}") throws -> String? {
      try Self.answer("sigmoid-value", inputs, attributes: attributes).error
    }
    #expect(try error(#"{"x": {"shape": [], "data": [0]}}"#) == #"sigmoid-value: the inputs are ["x"], expected ["z"]"#)
    #expect(
      try error(#"{"z": {"shape": [2], "data": [0]}}"#)
        == "sigmoid-value: the input z has 1 numbers for the shape [2]")
    #expect(
      try error(#"{"z": {"shape": [], "data": [0]}}"#, attributes: #"{"slope": 1}"#)
        == #"sigmoid-value: the attributes are ["slope"], expected []"#)
    let flat = #"{"A": {"shape": [1], "data": [1]}, "B": {"shape": [1, 1], "data": [1]}}"#
    #expect(try Self.answer("matrix-product-value", flat).error?.contains("the input A has the shape [1]") == true)
  }

  @Test func `what is wrong with an answer, the first output first`() {
    let tensor = ProtocolTensor(shape: [2], data: [VectorNumber("1")])
    let problem = ProtocolAnswer(id: 1, outputs: ["b": tensor, "a": tensor, "c": tensor]).problem
    #expect(problem == "its output a has 1 numbers for the shape [2]")
    #expect(ProtocolTensor(shape: [0, 1 << 40], data: []).problem?.hasPrefix("has the shape [0, ") == true)
    #expect(ProtocolTensor(shape: [0, 3], data: []).problem == nil)
  }

  @Test func `numbers are written so that they come back`() throws {
    let numbers: [Double] = [0.1, -0.0, .leastNonzeroMagnitude, 1.7976931348623157e308, .infinity, -.infinity, 3]
    let texts = numbers.map { VectorNumber(nearest: $0) }
    #expect(texts.map { $0.nearest(Double.self)?.bitPattern } == numbers.map(\.bitPattern))
    #expect(VectorNumber(nearest: Double.nan).text == "NaN")
    let data = try JSONEncoder().encode(texts + [VectorNumber("tanh")])
    #expect(
      try JSONDecoder().decode([VectorNumber].self, from: data).map { $0.nearest(Double.self)?.bitPattern }
        == numbers.map(\.bitPattern) + [nil])
    #expect(String(decoding: data, as: UTF8.self).contains(#","-0.0","#))
    let plain = try JSONEncoder().encode([-2.5, 0].map { VectorNumber(nearest: $0) })
    #expect(String(decoding: plain, as: UTF8.self) == "[-2.5,0]")
    // A mask is a word, though it may look like a number.
    #expect(String(decoding: try JSONEncoder().encode([VectorNumber("011")]), as: UTF8.self) == #"["011"]"#)
    #expect(Attributes(["mask": VectorNumber("011")]).text("mask") == "011")
    #expect(Attributes(["heads": VectorNumber("2.0")]).number("heads") == 2)
  }
}
