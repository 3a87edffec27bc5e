import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct CosineAnnealingTests {
  @Test(.equation("cosine-annealing-rate"), arguments: try Evidence.vectors("cosine-annealing-rate"))
  func `cosine-annealing-rate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// `CosineAnnealingLR` of PyTorch 2.13 in float64, with `T_max=8`, `eta_min=0.01`, from 0.1.
  @Test(.equation("cosine-annealing-rate"))
  func `cosine-annealing-rate: is PyTorch's`() {
    let schedule = CosineAnnealing(maximumRate: 0.1, minimumRate: 0.01, epochs: 8)
    let expected = [
      0.1, 0.0965745789630079, 0.08681980515339463, 0.07222075445642905, 0.055, 0.03777924554357096,
      0.023180194846605363, 0.013425421036992097, 0.01,
    ]
    for epoch in 0...8 { #expect(abs(schedule.rate(at: epoch) - expected[epoch]) < 1e-16) }
  }

  @Test(.equation("cosine-annealing-rate"), arguments: Evidence.seeds)
  func `cosine-annealing-rate: exact ends, point symmetry, never rising, its mean in the middle`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let η_min: Double = 0.1 * UniformVariate.next(using: &generator)
    let η_max: Double = η_min + UniformVariate.next(using: &generator)
    let E = 2 * (1 + Int(Shuffle.below(40, using: &generator)))
    let schedule = CosineAnnealing(maximumRate: η_max, minimumRate: η_min, epochs: E)
    #expect(schedule.rate(at: 0) == η_max && schedule.rate(at: E) == η_min)
    #expect(abs(schedule.rate(at: E / 2) / ((η_max + η_min) / 2) - 1) < 1e-15)
    for epoch in 0..<E {
      #expect(abs((schedule.rate(at: epoch) + schedule.rate(at: E - epoch)) / (η_max + η_min) - 1) < 1e-15)
      #expect(schedule.rate(at: epoch + 1) < schedule.rate(at: epoch))
    }
    for later in 1...(2 * E) { #expect(schedule.rate(at: E + later) == η_min) }
    #expect(schedule.maximumRate == η_max && schedule.minimumRate == η_min && schedule.epochs == E)
  }

  /// dη/de = −(π / 2E)(η_max − η_min) sin(π e / E). Whole epochs have the central difference
  /// ½ (ηₑ₊₁ − ηₑ₋₁) = −½ (η_max − η_min) sin(π e / E) sin(π / E), which is that times sin(π / E) / (π / E).
  @Test(.equation("cosine-annealing-rate"), arguments: [5, 100, 4096])
  func `cosine-annealing-rate: falls with the slope of its derivative`(_ E: Int) {
    let (η_max, η_min) = (0.5, 0.125)
    let schedule = CosineAnnealing(maximumRate: η_max, minimumRate: η_min, epochs: E)
    let h = Double.pi / Double(E)
    for epoch in stride(from: 1, to: E, by: max(1, E / 50)) {
      let slope = -h / 2 * (η_max - η_min) * Double.sine(h * Double(epoch))
      let difference = (schedule.rate(at: epoch + 1) - schedule.rate(at: epoch - 1)) / 2
      #expect(abs(difference - slope * Double.sine(h) / h) < 2e-16)
    }
  }

  @Test(.equation("cosine-annealing-rate"))
  func `cosine-annealing-rate: edge cases`() {
    let single = CosineAnnealing(maximumRate: 0.1, minimumRate: 0.01, epochs: 1)
    #expect(single.rate(at: 0) == 0.1 && single.rate(at: 1) == 0.01 && single.rate(at: .max) == 0.01)
    let long = CosineAnnealing(maximumRate: 0.1, minimumRate: 0, epochs: .max)
    #expect(long.rate(at: 0) == 0.1 && long.rate(at: .max) == 0 && long.rate(at: .max - 1) > 0)
    let flat = CosineAnnealing(maximumRate: 0.25, minimumRate: 0.25, epochs: 7)
    for epoch in 0...8 { #expect(abs(flat.rate(at: epoch) - 0.25) < 1e-16) }
  }

  @Test(.equation("cosine-annealing-rate"))
  func `cosine-annealing-rate: settings and an epoch out of range trap`() async {
    let minimum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineAnnealing(maximumRate: 0.5, minimumRate: -0.5, epochs: 1)
    }
    Evidence.expect(minimum, says: "CosineAnnealing: the minimum rate must be finite and at least 0, not -0.5")
    let maximum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineAnnealing(maximumRate: Double.infinity, minimumRate: 0, epochs: 1)
    }
    Evidence.expect(maximum, says: "CosineAnnealing: the maximum rate must be finite and at least 0, not inf")
    let order = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineAnnealing(maximumRate: 0.25, minimumRate: 0.5, epochs: 1)
    }
    Evidence.expect(order, says: "CosineAnnealing: the minimum rate 0.5 is above the maximum rate 0.25")
    let epochs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineAnnealing(maximumRate: 0.5, minimumRate: 0.25, epochs: 0)
    }
    Evidence.expect(epochs, says: "CosineAnnealing: the number of epochs must be at least 1, not 0")
    let epoch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CosineAnnealing(maximumRate: 0.5, minimumRate: 0.25, epochs: 1).rate(at: -1)
    }
    Evidence.expect(epoch, says: "CosineAnnealing.rate: epochs count from 0, there is no epoch -1")
  }
}
