import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogSumExpTests {
  @Test(.equation("log-sum-exp-value"), arguments: try Evidence.vectors("log-sum-exp-value"))
  func `log-sum-exp-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-sum-exp-gradient"), arguments: try Evidence.vectors("log-sum-exp-gradient"))
  func `log-sum-exp-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-sum-exp-gradient"), arguments: Evidence.probes("log-sum-exp-gradient"))
  func `log-sum-exp-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("log-sum-exp-gradient", at: probe) == [])
  }

  static func scores(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<count).map { _ in 4 * NormalVariate.next(using: &generator) }
  }

  @Test(.equation("log-sum-exp-value"), arguments: Evidence.seeds)
  func `log-sum-exp-value: between the maximum and ln K above it; moves with its scores`(_ seed: UInt64) throws {
    let z = Self.scores(seed, 6)
    let m = try #require(z.max())
    let lse = LogSumExp.value(z)
    #expect(m <= lse && lse <= m + 1.7917594692280551)
    #expect(abs(LogSumExp.value(z.map { $0 + 1000 }) - (lse + 1000)) < 1e-12)
    #expect(abs(LogSumExp.value(z.reversed()) - lse) <= 2 * lse.magnitude.ulp)
    #expect(2 * LogSumExp.value(z.map { $0 / 2 }) <= lse + 1.7917594692280551)
  }

  @Test(.equation("log-sum-exp-value"))
  func `log-sum-exp-value: special values`() {
    #expect(LogSumExp.value([Double]()) == -.infinity)
    #expect(LogSumExp.value([-Double.infinity, -.infinity]) == -.infinity)
    #expect(LogSumExp.value([1.5, -.infinity]) == 1.5)
    #expect(LogSumExp.value([1.5, .infinity]) == .infinity)
    #expect(LogSumExp.value([.infinity, 1.5, .infinity]) == .infinity)
    for place in 0..<3 {
      for other in [1.5, .infinity, -.infinity] {
        var z = [other, other, other]
        z[place] = .nan
        #expect(LogSumExp.value(z).isNaN)
      }
    }
    #expect(LogSumExp.value([7.0]) == 7)
    #expect(LogSumExp.value([1e300, 1e300]) == 1e300)
    #expect(LogSumExp.value([0, -40.0]) == .exponential(-40))
    #expect(LogSumExp.value([-40.0, 0]) == .exponential(-40))
  }

  @Test(.equation("log-sum-exp-gradient"), arguments: Evidence.seeds)
  func `log-sum-exp-gradient: edge cases are those of softmax`(_ seed: UInt64) {
    let z = Self.scores(seed, 5)
    #expect(LogSumExp.gradient(at: z) == Softmax.value(z))
    #expect(LogSumExp.gradient(at: [Double]()) == [])
  }
}
