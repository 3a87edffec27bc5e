import EvidenceTraits
import GradientOptimizers
import SpecConformance
import Testing

@Suite struct CosineWarmRestartsTests {
  @Test(.equation("cosine-warm-restarts-rate"), arguments: try Evidence.vectors("cosine-warm-restarts-rate"))
  func `cosine-warm-restarts-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// `CosineAnnealingWarmRestarts` of PyTorch 2.13 in float64, with `T_0=3`, `T_mult=2`, `eta_min=0.01`, from 0.1.
  @Test(.equation("cosine-warm-restarts-rate"))
  func `cosine-warm-restarts-rate: is PyTorch's`() {
    let schedule = CosineWarmRestarts(maximumRate: 0.1, minimumRate: 0.01, firstCycle: 3, cycleFactor: 2)
    let expected = [
      0.1, 0.0775, 0.032500000000000015, 0.1, 0.09397114317029975, 0.0775, 0.05500000000000001,
      0.032500000000000015, 0.01602885682970026, 0.1, 0.09846666218300808,
    ]
    for epoch in 0...10 { #expect(abs(schedule.rate(at: epoch) - expected[epoch]) < 2e-16) }
  }

  @Test(.equation("cosine-warm-restarts-rate"), arguments: [1, 2, 7])
  func `cosine-warm-restarts-rate: equal cycles repeat for ever`(_ E: Int) {
    let schedule = CosineWarmRestarts(maximumRate: 0.3, minimumRate: 0.03, firstCycle: E, cycleFactor: 1)
    let cycle = CosineAnnealing(maximumRate: 0.3, minimumRate: 0.03, epochs: E)
    for epoch in 0..<(5 * E) {
      #expect(schedule.rate(at: epoch) == cycle.rate(at: epoch % E))
      #expect((schedule.rate(at: epoch) == 0.3) == (epoch % E == 0))
    }
  }

  @Test(.equation("cosine-warm-restarts-rate"), arguments: [2, 3])
  func `cosine-warm-restarts-rate: growing cycles restart exactly at their ends, and only there`(_ k: Int) {
    let schedule = CosineWarmRestarts(maximumRate: 0.3, minimumRate: 0.03, firstCycle: 5, cycleFactor: k)
    var (start, E) = (0, 5)
    for _ in 0..<4 {
      let cycle = CosineAnnealing(maximumRate: 0.3, minimumRate: 0.03, epochs: E)
      for e in 0..<E { #expect(schedule.rate(at: start + e) == cycle.rate(at: e)) }
      #expect(schedule.rate(at: start) == 0.3 && schedule.rate(at: start + E - 1) < 0.1)
      (start, E) = (start + E, E * k)
    }
    #expect(schedule.firstCycle == 5 && schedule.cycleFactor == k)
    #expect(schedule.maximumRate == 0.3 && schedule.minimumRate == 0.03)
  }

  @Test(.equation("cosine-warm-restarts-rate"))
  func `cosine-warm-restarts-rate: edge cases`() {
    let ones = CosineWarmRestarts(maximumRate: 0.3, minimumRate: 0.03, firstCycle: 1, cycleFactor: 1)
    #expect(ones.rate(at: 0) == 0.3 && ones.rate(at: .max) == 0.3)
    let far = CosineWarmRestarts(maximumRate: 0.3, minimumRate: 0.03, firstCycle: 1, cycleFactor: 2)
    #expect(far.rate(at: 3 << 59) < 0.2 && far.rate(at: (1 << 60) - 1) == 0.3)
  }

  @Test(.equation("cosine-warm-restarts-rate"))
  func `cosine-warm-restarts-rate: settings and an epoch out of range trap`() async {
    let order = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineWarmRestarts(maximumRate: 0.25, minimumRate: 0.5, firstCycle: 1, cycleFactor: 1)
    }
    Evidence.expect(order, says: "CosineWarmRestarts: the minimum rate 0.5 is above the maximum rate 0.25")
    let cycle = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineWarmRestarts(maximumRate: 0.5, minimumRate: 0.25, firstCycle: 0, cycleFactor: 1)
    }
    Evidence.expect(cycle, says: "CosineWarmRestarts: the first cycle must be at least 1, not 0")
    let factor = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineWarmRestarts(maximumRate: 0.5, minimumRate: 0.25, firstCycle: 1, cycleFactor: 0)
    }
    Evidence.expect(factor, says: "CosineWarmRestarts: the cycle factor must be at least 1, not 0")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineWarmRestarts(maximumRate: 0.5, minimumRate: 0.25, firstCycle: 1, cycleFactor: 1).rate(at: -1)
    }
    Evidence.expect(epoch, says: "CosineWarmRestarts.rate: epochs count from 0, there is no epoch -1")
  }
}
