import Testing
import WorkedExamples

@Suite struct ClaimTests {
  @Test func `a printed number agrees when ours rounds to it`() {
    #expect(Claim("B", "", printed: "2.5", computed: 2.549).verdict == .agrees)
    #expect(Claim("B", "", printed: "2.5", computed: 2.551).verdict == .unexplained)
    #expect(Claim("B", "", printed: "-127.3", computed: -127.2906).verdict == .agrees)
    #expect(Claim("B", "", printed: "-231362061", computed: -231_362_061.04).verdict == .agrees)
    #expect(Claim("B", "", printed: "7", computed: 8).verdict == .unexplained)
  }

  @Test func `an erratum explains a difference, and only a difference`() {
    #expect(Claim("B", "", printed: "2801.3", computed: 2810.3, erratum: "C-4").verdict == .erratum("C-4"))
    #expect(Claim("B", "", printed: "2810.3", computed: 2810.3, erratum: "C-4").verdict == .unexplained)
    #expect(Claim("B", "", documented: "", computed: "", holds: true).verdict == .agrees)
    #expect(Claim("B", "", documented: "", computed: "", holds: false).verdict == .unexplained)
    #expect(Claim("B", "", documented: "", computed: "", holds: false, erratum: "C-1").verdict == .erratum("C-1"))
  }

  @Test func `a figure that the data were made to give is no confirmation`() {
    #expect(Claim("B", "", printed: "7", computed: 7, isConstructed: true).verdict == .constructed)
    #expect(Claim("B", "", printed: "7", computed: 8, isConstructed: true).verdict == .unexplained)
  }

  @Test func `our figure shows two more decimals than the printed one`() {
    #expect(Claim("B", "", printed: "2.5", computed: 2.549).computed == "2.549")
    #expect(Claim("B", "", printed: "7", computed: 7.001).computed == "7.00")
    #expect(Claim("B", "", printed: "7", computed: 7.001, decimals: 1).computed == "7.0")
  }

  @Test func `a figure that the document lacks is not stated`() {
    let claim = Claim("B-13", "w", computed: "3", remark: "r")
    #expect(claim.verdict == .notStated && claim.documented == "–" && claim.remark == "r")
  }

  @Test func `verdicts in words`() {
    #expect("\(ClaimVerdict.agrees)" == "agrees")
    #expect("\(ClaimVerdict.erratum("C-4"))" == "erratum C-4")
    #expect("\(ClaimVerdict.constructed)" == "constructed")
    #expect("\(ClaimVerdict.notStated)" == "not stated")
    #expect("\(ClaimVerdict.unexplained)" == "UNEXPLAINED")
  }

  @Test func `the examples have distinct names`() {
    #expect(Set(WorkedExample.all.map(\.name)).count == WorkedExample.all.count)
  }
}
