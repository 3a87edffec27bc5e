import SpecConformance
import TensorAlgebra
import Testing

/// The largest error of each kernel of one number.
@Suite struct ScalarAccuracyTests {
  struct Subject: Sendable, CustomTestStringConvertible {
    let entry: Entry
    let attributes: Attributes
    var testDescription: String { entry.id }
  }

  static let subjects = ScalarAccuracy.subjects.map { Subject(entry: $0.entry, attributes: $0.attributes) }

  @Test func `the kernels of one number are among the subjects`() {
    let ids = Set(Self.subjects.map(\.entry.id))
    for id in ["sigmoid-derivative", "tanh-value", "logit-value", "relu-derivative", "leaky-relu-value", "step-value"] {
      #expect(ids.contains(id))
    }
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test(arguments: subjects)
    func `every input of Float16 is within 4 ulp, and the largest error as recorded`(_ subject: Subject) throws {
      let report = ScalarAccuracy.everyHalf(subject.entry, subject.attributes)
      #expect(report.inputs > 15_000 && report.format == "Float16")
      #expect(report.ulps <= 4, "\(report.ulps) at \(report.worst)")
      #if os(Linux)
        let recorded = AccuracyRecordTests.reports.first {
          ($0.equation, $0.attributes, $0.format) == (report.equation, report.attributes, report.format)
        }
        #expect(try #require(recorded).ulpsInWords == report.ulpsInWords)
      #endif
    }
  #endif

  @Test(arguments: subjects)
  func `samples of each power of two in Double, and near each threshold, are within 4 ulp`(_ subject: Subject) {
    var generator = Xoshiro256StarStar(seed: 7)
    let report = ScalarAccuracy.doubles(subject.entry, subject.attributes, perStratum: 1, using: &generator)
    #expect(report.inputs > 1000 && report.format == "Double")
    #expect(report.ulps <= 4, "\(report.ulps) at \(report.worst)")
  }

  @Test func `Float between 1 and 2`() {
    for subject in Self.subjects {
      let patterns = UInt64(Float(1).bitPattern)..<UInt64(Float(1).bitPattern) + 4096
      let report = ScalarAccuracy.singles(patterns, subject.entry, subject.attributes)
      #expect(report.ulps <= 4, "\(subject.entry.id): \(report.ulps) at \(report.worst)")
    }
  }

  @Test func `an error is measured from the exact result, and its place is told`() {
    // The identity claimed to be its own double: off by x, which is 2⁵³ to 2⁵² units of 2 x.
    let entry = EquationTable.entries.first { $0.id == "doubled-square-value" }
    var generator = Xoshiro256StarStar(seed: 1)
    if let entry {
      let report = ScalarAccuracy.doubles(entry, [:], perStratum: 1, using: &generator)
      #expect(report.ulps > 0.4 && report.ulps <= 0.5 && Double(report.worst) != nil)
    }
    var one = ScalarAccuracy.singles(0..<1, EquationTable.entries[0], [:])
    let other = ScalarAccuracy.singles(
      UInt64(Float(1e-3).bitPattern)..<UInt64(Float(1e-3).bitPattern) + 50, EquationTable.entries[0], [:])
    one.merge(other)
    #expect(one.inputs == 51 && one.ulps == other.ulps && one.worst == other.worst)
  }
}
