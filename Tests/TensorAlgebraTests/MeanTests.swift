import EvidenceTraits
import TensorAlgebra
import Testing

@Suite struct MeanTests {
  @Test func `the mean of a few numbers`() {
    let terms = [1.0, 2, 4, 9]
    #expect(Mean.over(0..<4) { terms[$0] } == 4)
    #expect(Mean.over(2..<4) { terms[$0] } == 6.5)
    #expect(Mean.over(3..<4) { terms[$0] } == 9)
  }

  @Test func `stays finite where the sum overflows`() {
    #expect(Mean.over(0..<4) { _ in 1e308 } == 1e308)
    #expect(Mean.over(0..<2) { _ in Double.greatestFiniteMagnitude } == .greatestFiniteMagnitude)
    let mixed = [1.5e308, 1.5e308, -1e308]
    #expect(abs(Mean.over(0..<3) { mixed[$0] } / 6.666666666666667e307 - 1) < 1e-15)
  }

  @Test func `small terms keep their digits`() {
    // Dividing each term first would round 5e-324 / 2 to 0.
    #expect(Mean.over(0..<2) { _ in Double.leastNonzeroMagnitude } == .leastNonzeroMagnitude)
  }

  @Test func `infinite and NaN terms propagate`() {
    #expect(Mean.over(0..<3) { $0 == 1 ? Double.infinity : 1 } == .infinity)
    #expect(Mean.over(0..<3) { $0 == 1 ? Double.nan : 1 }.isNaN)
  }

  @Test func `the mean of nothing traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Mean.over(0..<0) { _ in 1.0 }
    }
    Evidence.expect(result, says: "Mean.over: the mean of no terms is undefined")
  }
}
