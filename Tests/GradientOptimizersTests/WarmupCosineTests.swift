import EvidenceTraits
import GradientOptimizers
import SpecConformance
import Testing

@Suite struct WarmupCosineTests {
  @Test(.equation("warmup-cosine-rate"), arguments: try Evidence.vectors("warmup-cosine-rate"))
  func `warmup-cosine-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("warmup-cosine-rate"), arguments: [(1, 9), (4, 10), (10, 3), (7, 1)])
  func `warmup-cosine-rate: rises, meets itself at the top, falls, stays`(_ W: Int, _ E: Int) {
    let schedule = WarmupCosine(maximumRate: 0.3, minimumRate: 0.03, warmupEpochs: W, annealingEpochs: E)
    let rise = LinearWarmup(maximumRate: 0.3, epochs: W)
    let fall = CosineAnnealing(maximumRate: 0.3, minimumRate: 0.03, epochs: E)
    for epoch in 0..<(W + E + 5) {
      let rate = schedule.rate(at: epoch)
      #expect(rate == (epoch < W ? rise.rate(at: epoch) : fall.rate(at: epoch - W)))
      #expect((rate == 0.3) == (epoch == W - 1 || epoch == W) && rate > 0)
      let next = schedule.rate(at: epoch + 1)
      if epoch < W - 1 { #expect(next > rate) } else { #expect(next <= rate) }
      if epoch >= W && epoch < W + E { #expect(next < rate) }
      if epoch >= W + E { #expect(rate == 0.03) }
    }
    #expect(schedule.maximumRate == 0.3 && schedule.minimumRate == 0.03)
    #expect(schedule.warmupEpochs == W && schedule.annealingEpochs == E)
  }

  @Test(.equation("warmup-cosine-rate"))
  func `warmup-cosine-rate: edge cases`() {
    let cold = WarmupCosine(maximumRate: 0.3, minimumRate: 0.03, warmupEpochs: 0, annealingEpochs: 8)
    let fall = CosineAnnealing(maximumRate: 0.3, minimumRate: 0.03, epochs: 8)
    for epoch in 0...9 { #expect(cold.rate(at: epoch) == fall.rate(at: epoch)) }
    #expect(cold.rate(at: .max) == 0.03)
  }

  @Test(.equation("warmup-cosine-rate"))
  func `warmup-cosine-rate: settings and an epoch out of range trap`() async {
    let order = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WarmupCosine(maximumRate: 0.25, minimumRate: 0.5, warmupEpochs: 1, annealingEpochs: 1)
    }
    Evidence.expect(order, says: "WarmupCosine: the minimum rate 0.5 is above the maximum rate 0.25")
    let warmup = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WarmupCosine(maximumRate: 0.5, minimumRate: 0.25, warmupEpochs: -1, annealingEpochs: 1)
    }
    Evidence.expect(warmup, says: "WarmupCosine: the number of warm-up epochs must be at least 0, not -1")
    let annealing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WarmupCosine(maximumRate: 0.5, minimumRate: 0.25, warmupEpochs: 1, annealingEpochs: 0)
    }
    Evidence.expect(annealing, says: "WarmupCosine: the number of annealing epochs must be at least 1, not 0")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WarmupCosine(maximumRate: 0.5, minimumRate: 0.25, warmupEpochs: 1, annealingEpochs: 1).rate(at: -1)
    }
    Evidence.expect(epoch, says: "WarmupCosine.rate: epochs count from 0, there is no epoch -1")
  }
}
