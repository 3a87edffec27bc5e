import Foundation
import SpecConformance
import Testing

/// What the copies of the documents have lost, and how it was read.
@Suite struct DocumentTextTests {
  /// UTF-8 taken for TIS-620, in which the bytes from A1 on are Thai letters, and the bytes from 80 to A0 nothing.
  static func misread(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in text.utf8 where byte < 0x80 || byte > 0xA0 {
      scalars.append(Unicode.Scalar(UInt32(byte) + (byte < 0x80 ? 0 : 0x0E00 - 0xA0)) ?? "?")
    }
    return String(scalars)
  }

  /// The way back, for what has lost nothing.
  static func recovered(_ text: String) -> String? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.isASCII ? scalar.value : scalar.value - 0x0E00 + 0xA0) else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  @Test func `C-45: the copy of D3 is UTF-8 read as Thai, which loses some signs and keeps others`() {
    // The lines as the copy has them, and what they were.
    let lines = [
      ("L = (y − ŷ)²", "L = (y โ ลท)ยฒ"), ("m_new = m_old − η · (∂L/∂m)", "m_new = m_old โ ฮท ยท (โL/โm)"),
      ("y = w₁x₁ + w₂x₂ + w₃x₃ + ... + b", "y = wโxโ + wโxโ + wโxโ + ... + b"), ("xᵢ, wᵢ", "xแตข, wแตข"),
    ]
    for (original, copy) in lines { #expect(Self.misread(original) == copy) }
    // Letters of two bytes, and ᵢ, come back.
    for (copy, original) in [("ลท", "ŷ"), ("ยฒ", "²"), ("ฮท", "η"), ("ยท", "·"), ("แตข", "ᵢ")] {
      #expect(Self.recovered(copy) == original)
    }
    // A minus, a partial derivative, an arrow, a dash and three subscripts have become one and the same.
    #expect(Set(["−", "∂", "→", "–", "₁", "₂", "₃"].map(Self.misread)) == ["โ"])
    #expect(Self.recovered("โ") == nil)
  }

  @Test func `C-46: every row that is called reconstructed names what checks it`() throws {
    let rows = try SpecificationTests.text("Specs/Documents.md").split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^\| ([A-Z]+-\d+) \|/).map {
        (label: String($0.1), cells: line.components(separatedBy: " | "))
      }
    }
    let reconstructed = rows.filter { $0.cells.last?.contains("reconstructed") == true }
    #expect(reconstructed.count > 20)
    for row in reconstructed {
      let cells = row.cells.joined(separator: " ")
      let ids = cells.matches(of: /\[`([a-z0-9-]+)`\]/).map { String($0.1) }
      let tests = cells.matches(of: /`([^`]+)`[^`]*? in \[[^\]]*\]\(\.\.\/(Tests\/[^)]*\.swift)\)/)
      #expect(!ids.isEmpty || !tests.isEmpty, "\(row.label) names neither an equation nor a test")
      for id in ids { #expect(EquationTable.entry(id) != nil, "\(row.label): no \(id)") }
      for test in tests {
        #expect(
          try SpecificationTests.text(String(test.2)).contains("func `\(test.1)`("), "\(row.label): no test \(test.1)")
      }
    }
  }

  @Test func `C-75: a letter with several meanings says where it has each of them, but for one`() throws {
    let text = try SpecificationTests.text("Specs/README.md")
    let notation = try #require(
      text.components(separatedBy: "\n## Notation\n").last?.components(separatedBy: "\n## ").first)
    var meanings: [String: [String]] = [:]
    for row in notation.split(separator: "\n") where row.hasPrefix("| $") {
      let cell = String(row.dropFirst(2)).components(separatedBy: " | ")[0]
      for symbol in cell.matches(of: /\$([^$]*)\$/) { meanings[String(symbol.1), default: []].append(cell) }
    }
    #expect(meanings.count > 60 && meanings["m"].map(\.count).map { $0 >= 3 } == true)
    for (symbol, cells) in meanings {
      #expect(Set(cells).count == cells.count, "\(symbol): \(cells)")
      // “in networks”, “on the page of softmax”, “where a target is one-hot”, “as matrices”
      let everywhere = cells.filter { $0.firstMatch(of: /\$,? (in|on|where|as)\b/) == nil }
      #expect(everywhere.count <= 1, "\(symbol): \(everywhere)")
    }
  }
}
