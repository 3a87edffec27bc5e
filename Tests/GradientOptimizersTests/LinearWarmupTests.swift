import EvidenceTraits
import GradientOptimizers
import SpecConformance
import Testing

@Suite struct LinearWarmupTests {
  @Test(.equation("linear-warmup-rate"), arguments: try Evidence.vectors("linear-warmup-rate"))
  func `linear-warmup-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// 0.3 · 109 / 109 is not 0.3.
  @Test(.equation("linear-warmup-rate"), arguments: [1, 2, 5, 109, 1000])
  func `linear-warmup-rate: above 0 at first, rising in equal steps, exact in the last epoch of the rise`(_ W: Int) {
    let schedule = LinearWarmup(maximumRate: 0.3, epochs: W)
    #expect(schedule.rate(at: 0) > 0 && schedule.rate(at: W - 1) == 0.3 && schedule.rate(at: W) == 0.3)
    let step = 0.3 / Double(W)
    #expect(abs(schedule.rate(at: 0) - step) < 1e-16)
    for epoch in 1..<(W + 20) {
      let rise = schedule.rate(at: epoch) - schedule.rate(at: epoch - 1)
      #expect(abs(rise - (epoch < W ? step : 0)) < 1e-16)
      #expect((schedule.rate(at: epoch) == 0.3) == (epoch >= W - 1))
    }
    #expect(schedule.maximumRate == 0.3 && schedule.epochs == W)
  }

  @Test(.equation("linear-warmup-rate"))
  func `linear-warmup-rate: edge cases`() {
    let none = LinearWarmup(maximumRate: 0.3, epochs: 0)
    #expect(none.rate(at: 0) == 0.3 && none.rate(at: .max) == 0.3)
    #expect(LinearWarmup(maximumRate: 0.0, epochs: 5).rate(at: 1) == 0)
    #expect(LinearWarmup(maximumRate: 0.5, epochs: .max).rate(at: .max - 1) == 0.5)
    #expect(LinearWarmup(maximumRate: Float(0.5), epochs: 4).rate(at: 1) == 0.25)
  }

  @Test(.equation("linear-warmup-rate"))
  func `linear-warmup-rate: settings and an epoch out of range trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearWarmup(maximumRate: -0.5, epochs: 1)
    }
    Evidence.expect(rate, says: "LinearWarmup: the maximum rate must be finite and at least 0, not -0.5")
    let epochs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearWarmup(maximumRate: 0.5, epochs: -1)
    }
    Evidence.expect(epochs, says: "LinearWarmup: the number of epochs must be at least 0, not -1")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearWarmup(maximumRate: 0.5, epochs: 0).rate(at: -1)
    }
    Evidence.expect(epoch, says: "LinearWarmup.rate: epochs count from 0, there is no epoch -1")
  }
}
