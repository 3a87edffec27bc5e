import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct StepDecayTests {
  @Test(.equation("step-decay-rate"), arguments: try Evidence.vectors("step-decay-rate"))
  func `step-decay-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("step-decay-rate"))
  func `step-decay-rate: B-39, times 0.1 every 30 epochs`() {
    let schedule = StepDecay(initialRate: 0.1, factor: 0.1, interval: 30)
    for epoch in 0..<30 {
      #expect(schedule.rate(at: epoch) == 0.1)
      #expect(abs(schedule.rate(at: epoch + 30) / 0.01 - 1) < 1e-15)
      #expect(abs(schedule.rate(at: epoch + 60) / 0.001 - 1) < 1e-15)
    }
    #expect(abs(schedule.rate(at: 90) / 0.0001 - 1) < 1e-15)
    #expect(schedule.initialRate == 0.1 && schedule.factor == 0.1 && schedule.interval == 30)
  }

  @Test(.equation("step-decay-rate"))
  func `step-decay-rate: C-65, what to reduce by a factor of 0.1 might mean`() {
    let schedule = StepDecay(initialRate: 0.5, factor: 0.1, interval: 30)
    let decayed = schedule.rate(at: 30)
    // Multiplied by the factor, as the example says; not divided by it, not reduced by a tenth.
    #expect(abs(decayed - 0.05) < 1e-16)
    #expect(abs(decayed - 0.5 / 0.1) > 4 && abs(decayed - (0.5 - 0.1 * 0.5)) > 0.3 && abs(decayed - (0.5 - 0.1)) > 0.3)
  }

  @Test(.equation("step-decay-rate"), arguments: Evidence.seeds)
  func `step-decay-rate: an interval later it is γ times as large, and it never rises`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let γ: Double = 0.25 + 0.75 * UniformVariate.next(using: &generator)
    let s = 1 + Int(Shuffle.below(9, using: &generator))
    let schedule = StepDecay(initialRate: 0.3, factor: γ, interval: s)
    for epoch in 0..<60 {
      let rate = schedule.rate(at: epoch)
      #expect(abs(schedule.rate(at: epoch + s) / (γ * rate) - 1) < 1e-15)
      #expect(schedule.rate(at: epoch + 1) <= rate)
      #expect((schedule.rate(at: epoch + 1) == rate) == ((epoch + 1) % s != 0))
    }
  }

  @Test(.equation("step-decay-rate"))
  func `step-decay-rate: edge cases`() {
    #expect(StepDecay(initialRate: 0.5, factor: 1, interval: 1).rate(at: 1000) == 0.5)
    let zero = StepDecay(initialRate: 0.5, factor: 0, interval: 2)
    #expect(zero.rate(at: 1) == 0.5 && zero.rate(at: 2) == 0)
    #expect(StepDecay(initialRate: 0.5, factor: 0.5, interval: .max).rate(at: .max - 1) == 0.5)
    #expect(StepDecay(initialRate: 0.5, factor: 0.5, interval: 1).rate(at: .max) == 0)
    #expect(StepDecay(initialRate: 0.0, factor: 0.5, interval: 1).rate(at: 3) == 0)
  }

  @Test(.equation("step-decay-rate"))
  func `step-decay-rate: settings and an epoch out of range trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StepDecay(initialRate: -0.5, factor: 0.5, interval: 1)
    }
    Evidence.expect(rate, says: "StepDecay: the initial rate must be finite and at least 0, not -0.5")
    let large = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StepDecay(initialRate: 0.5, factor: 1.5, interval: 1)
    }
    Evidence.expect(large, says: "StepDecay: the factor must be from 0 to 1, not 1.5")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StepDecay(initialRate: 0.5, factor: -0.5, interval: 1)
    }
    Evidence.expect(negative, says: "StepDecay: the factor must be from 0 to 1, not -0.5")
    let interval = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StepDecay(initialRate: 0.5, factor: 0.5, interval: 0)
    }
    Evidence.expect(interval, says: "StepDecay: the interval must be at least 1, not 0")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StepDecay(initialRate: 0.5, factor: 0.5, interval: 1).rate(at: -1)
    }
    Evidence.expect(epoch, says: "StepDecay.rate: epochs count from 0, there is no epoch -1")
  }
}
