import Foundation
import SpecConformance
import Testing

/// Holds preconditions and exit tests together: what a kernel says when it traps, a test of its module expects.
@Suite struct PreconditionTests {
  /// The argument lists of the traps in a source, without its comments.
  static func traps(in source: String) -> [String] {
    let code = source.split(separator: "\n").filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
      .joined(separator: "\n")
    return code.matches(of: /\b(?:precondition|preconditionFailure|fatalError)\(/).map { call in
      var depth = 1
      return String(
        code[call.range.upperBound...].prefix { character in
          depth += character == "(" ? 1 : character == ")" ? -1 : 0
          return depth > 0
        })
    }
  }

  /// Text with literals that are broken over lines made whole.
  static func unbroken(_ text: String) -> String {
    text.replacing(/\\\n */, with: "").replacing(/" *\n? *\+ *\n? *"/, with: "")
  }

  /// The longest part of a trap's message that is the same at each trap; empty if it has no message.
  static func fixedPart(of trap: String) -> String {
    let message = unbroken(trap).drop { $0 != "\"" }.replacing("\"\"\"", with: "").split(separator: "\n").joined()
    var parts = [""]
    var depth = 0
    var previous: Character = " "
    for character in message {
      if depth == 0, previous == "\\", character == "(" {
        parts[parts.count - 1].removeLast()
        parts.append("")
        depth = 1
      } else if depth > 0 {
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
      } else {
        parts[parts.count - 1].append(character)
      }
      previous = character
    }
    let trimmed = parts.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \":,;")) }
    return trimmed.max { $0.count < $1.count } ?? ""
  }

  @Test func `the fixed part of a message is its longest text between values`() {
    let trap = ##"a == b, "Product: \(a.map(\.rows)) rows but \(b) columns in all of them" + "!""##
    #expect(Self.fixedPart(of: trap) == "columns in all of them!")
    #expect(Self.fixedPart(of: "a == b") == "")
    #expect(Self.traps(in: "precondition(f(a) == b, \"c\")\n  // precondition(d)\nfatalError(\"e\")").count == 2)
  }

  /// The modules that hold kernels, or what kernels are checked with.
  static let modules = Set(
    SpecificationTests.files(under: "Sources", suffix: ".swift").map { $0.split(separator: "/")[1] }
  )
  .subtracting(["SpecConformance", "WorkedExamples", "SpecFigures", "nnspec", "Benchmarks", "NeuralSpec"]).sorted()

  @Test(arguments: modules.map(String.init))
  func `every precondition of a module is expected by a test of the module`(_ module: String) throws {
    let tests = try SpecificationTests.files(under: "Tests/\(module)Tests", suffix: ".swift")
      .map { Self.unbroken(try SpecificationTests.text($0)) }.joined(separator: "\n")
    for source in SpecificationTests.files(under: "Sources/\(module)", suffix: ".swift") {
      for trap in Self.traps(in: try SpecificationTests.text(source)) {
        let part = Self.fixedPart(of: trap)
        #expect(part.count > 5, "\(source): no message in \(trap)")
        let isExpected = tests.contains(part)
        #expect(isExpected, "\(source): no test of \(module) expects \"\(part)\"")
      }
    }
  }
}
