import EvidenceTraits
import GradientOptimizers
import SpecConformance
import Testing

@Suite struct ConstantRateTests {
  @Test(.equation("constant-rate"), arguments: try Evidence.vectors("constant-rate"))
  func `constant-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("constant-rate"))
  func `constant-rate: edge cases`() {
    let schedule = ConstantRate(learningRate: 1e-5)
    #expect(schedule.rate(at: 0) == 1e-5 && schedule.rate(at: .max) == 1e-5 && schedule.learningRate == 1e-5)
    #expect(ConstantRate(learningRate: Float(0)).rate(at: 3) == 0)
  }

  @Test(.equation("constant-rate"))
  func `constant-rate: a rate or an epoch out of range traps`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConstantRate(learningRate: -0.5)
    }
    Evidence.expect(rate, says: "ConstantRate: the learning rate must be finite and at least 0, not -0.5")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConstantRate(learningRate: Double.infinity)
    }
    Evidence.expect(infinite, says: "ConstantRate: the learning rate must be finite and at least 0, not inf")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConstantRate(learningRate: 0.5).rate(at: -1)
    }
    Evidence.expect(epoch, says: "ConstantRate.rate: epochs count from 0, there is no epoch -1")
  }
}
