import Foundation
import SpecConformance
import Testing

/// How a program's answers to vectors are judged.
@Suite(.serialized) struct ConformanceRunTests {
  /// Cases of ReLU's derivative at 0, where conventions differ, of a refusal, and of a plain value.
  static func file(_ cases: String) throws -> VectorFile {
    let json = #"{"concept": "C", "module": "M", "notes": {}, "cases": [\#(cases)]}"#
    return try JSONDecoder().decode(VectorFile.self, from: Data(json.utf8))
  }

  static func vector(
    _ name: String, _ result: String, value: String? = "0", _ more: String = "", equation: String = "relu-derivative"
  ) -> String {
    let outputs = value.map { #"{"derivative": {"shape": [], "data": ["\#($0)"], "ulps": [2]}}"# } ?? "{}"
    return """
      {"name": "\(name)", "equation": "\(equation)", "comment": "", "flags": ["kink"], "result": "\(result)", \(more)
      "attributes": {}, "float32": false, "inputs": {"z": {"shape": [], "data": [0]}}, "outputs": \(outputs)}
      """
  }

  static func verdicts(_ file: VectorFile, _ said: String) -> [Judgement] {
    ConformanceRun.judgements(by: [file], of: ForeignProgram(command: ForeignProgramTests.repeating(said), patience: 5))
  }

  static func giving(_ number: String) -> String {
    #"\"outputs\":{\"derivative\":{\"shape\":[],\"data\":[\#(number)]}}"#
  }

  @Test func `right, wrong, refused and unsupported`() throws {
    let file = try Self.file(Self.vector("a", "valid", value: "1"))
    #expect(Self.verdicts(file, Self.giving("1")).map(\.verdict) == [.right])
    #expect(Self.verdicts(file, Self.giving("1.0000000000000004")).map(\.verdict) == [.right])
    let wrong = Self.verdicts(file, Self.giving("1.0000000000000007"))[0]
    #expect(wrong.verdict == .wrong && wrong.ulps == 3 && wrong.flags == ["kink"] && wrong.module == "M")
    #expect(wrong.details == ["derivative is 1.0000000000000007, expected 1: 3.0 ulp off (Double)"])
    #expect(Self.verdicts(file, #"\"error\":\"no\""#)[0].verdict == .refused)
    #expect(Self.verdicts(file, #"\"error\":\"no\""#)[0].details == ["says “no”"])
    #expect(Self.verdicts(file, #"\"unsupported\":true"#)[0].verdict == .unsupported)
    let other = Self.verdicts(file, #"\"outputs\":{\"value\":{\"shape\":[],\"data\":[1]}}"#)[0]
    #expect(other.verdict == .wrong && other.details == [#"derivative is missing among ["value"]"#])
  }

  @Test func `what must be refused`() throws {
    let file = try Self.file(Self.vector("a", "invalid", value: nil))
    #expect(Self.verdicts(file, #"\"error\":\"no\""#)[0].verdict == .right)
    #expect(Self.verdicts(file, Self.giving("1"))[0].verdict == .accepted)
    #expect(Self.verdicts(file, Self.giving("1"))[0].verdict.isFailure)
  }

  @Test func `another legitimate convention is no failure, and neither is not following it`() throws {
    let half = Self.vector("b", "acceptable", value: "0.5", #""convention": "half", "insteadOf": "a","#)
    let file = try Self.file([Self.vector("a", "valid"), half].joined(separator: ","))
    let ours = Self.verdicts(file, Self.giving("0"))
    #expect(ours.map(\.name) == ["a"] && ours.map(\.verdict) == [.right])
    let theirs = Self.verdicts(file, Self.giving("0.5"))
    #expect(theirs.map(\.verdict) == [.otherConvention] && theirs[0].details == ["half"])
    #expect(!theirs[0].verdict.isFailure)
    #expect(Self.verdicts(file, Self.giving("1")).map(\.verdict) == [.wrong])
  }

  @Test func `a name twice does not end the run`() throws {
    let half = Self.vector("b", "acceptable", value: "0.5", #""convention": "half", "insteadOf": "a","#)
    let file = try Self.file([Self.vector("a", "valid"), half, half].joined(separator: ","))
    #expect(Self.verdicts(file, Self.giving("0.5")).map(\.verdict) == [.otherConvention])
  }

  @Test func `what is said is judged in one line`() throws {
    let file = try Self.file(Self.vector("a", "valid"))
    let told = Self.verdicts(file, #"\"error\":\"two\u000alines\""#)[0].details
    #expect(told == ["says “two lines”"])
  }

  @Test func `a program that keeps breaking is not asked for ever`() throws {
    let equations = ["one-a", "two-b", "three-c", "four-d"]
    let cases = equations.flatMap { equation in (1...5).map { ("\(equation)/\($0)", equation) } }
    let file = try Self.file(
      cases.map { Self.vector($0.0, "valid", equation: $0.1) }.joined(separator: ","))
    let judgements = ConformanceRun.judgements(by: [file], of: ForeignProgram(command: "exit 1", patience: 5))
    let verdicts = judgements.map(\.verdict)
    let given: [Judgement.Verdict] = [.broken, .broken, .broken, .notAsked, .notAsked]
    #expect(verdicts == given + given + given + [Judgement.Verdict](repeating: .notAsked, count: 5))
    #expect(judgements[0].fault == "died" && judgements[3].fault == nil)
  }

  @Test func `an answer between faults gives the program another chance`() throws {
    // It ends where the input is 7, and else answers.
    let answer = ForeignProgramTests.repeating(#"\"unsupported\":true"#)
    let program = ForeignProgram(
      command: answer.replacing("do ", with: #"do case $q in *'"data":[7]'*) exit 1;; esac; "#, maxReplacements: 1))
    func verdicts(_ cases: [(String, fails: Bool)]) throws -> [Judgement.Verdict] {
      let texts = cases.enumerated().map { place, item in
        let text = Self.vector("\(place)", "valid", equation: item.0)
        return item.fails ? text.replacing(#""data": [0]"#, with: #""data": [7]"#) : text
      }
      return ConformanceRun.judgements(by: [try Self.file(texts.joined(separator: ","))], of: program).map(\.verdict)
    }
    let within = try verdicts([true, true, false, true, true, false].map { ("e", $0) })
    #expect(within == [.broken, .broken, .unsupported, .broken, .broken, .unsupported])
    let equations = ["e", "f", "g", "h", "i", "j"].flatMap { name in
      name == "g" || name == "j" ? [(name, false)] : [(name, true), (name, true), (name, true)]
    }
    #expect(try verdicts(equations).filter { $0 == .notAsked }.isEmpty)
  }

  @Test func `counts of each name, the worst first`() throws {
    let file = try Self.file(
      [Self.vector("a", "valid", value: "1"), Self.vector("b", "valid", value: "0")].joined(separator: ","))
    let tallies = Tally.worstFirst(Self.verdicts(file, Self.giving("1"))) { [$0.name, "all"] }
    #expect(tallies.map(\.name) == ["all", "b", "a"])
    #expect(tallies.map(\.failures) == [1, 1, 0] && tallies.map(\.total) == [2, 1, 1])
    #expect(tallies[0].count(.right) == 1 && tallies[0].count(.wrong) == 1)
  }
}
