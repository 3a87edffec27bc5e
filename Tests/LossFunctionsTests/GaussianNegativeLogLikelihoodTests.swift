import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GaussianNegativeLogLikelihoodTests {
  @Test(
    .equation("gaussian-negative-log-likelihood-value"),
    arguments: try Evidence.vectors("gaussian-negative-log-likelihood-value"))
  func `gaussian-negative-log-likelihood-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("gaussian-negative-log-likelihood-gradient"),
    arguments: try Evidence.vectors("gaussian-negative-log-likelihood-gradient"))
  func `gaussian-negative-log-likelihood-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("gaussian-negative-log-likelihood-gradient"),
    arguments: Evidence.probes("gaussian-negative-log-likelihood-gradient"))
  func `gaussian-negative-log-likelihood-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("gaussian-negative-log-likelihood-gradient", at: probe) == [])
  }

  static func loss(_ ŷ: [Double], _ y: [Double], _ s: Double) -> Double {
    GaussianNegativeLogLikelihood.value(predictions: ŷ, targets: y, standardDeviation: s)
  }

  static func slopes(_ ŷ: [Double], _ y: [Double], _ s: Double) -> (predictions: [Double], standardDeviation: Double) {
    GaussianNegativeLogLikelihood.gradient(predictions: ŷ, targets: y, standardDeviation: s)
  }

  @Test(.equation("gaussian-negative-log-likelihood-value"), arguments: Evidence.seeds)
  func `gaussian-negative-log-likelihood-value: −1/N of the logarithm of the product of the densities`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 5)
    let s = 4.5
    let product = zip(ŷ, y).reduce(1.0) { product, sample in
      let r = (sample.1 - sample.0) / s
      return product * .exponential(-r * r / 2) / (s * (2 * Double.pi).squareRoot())
    }
    #expect(abs(Self.loss(ŷ, y, s) / (-Double.logarithm(product) / 5) - 1) < 1e-14)
  }

  @Test(.equation("gaussian-negative-log-likelihood-value"), arguments: Evidence.seeds)
  func `gaussian-negative-log-likelihood-value: the mean squared error over 2s², raised by what s costs`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 7)
    for s in [0.5, 1, 4] {
      let squared = MeanSquaredError.value(predictions: ŷ, targets: y) / (2 * s * s)
      #expect(abs(Self.loss(ŷ, y, s) - Self.loss(y, y, s) - squared) <= 1e-14 * squared)
      #expect(Self.loss(ŷ, y, s) == Self.loss(y, ŷ, s))
    }
  }

  @Test(.equation("gaussian-negative-log-likelihood-gradient"), arguments: Evidence.seeds)
  func `gaussian-negative-log-likelihood-gradient: that of the mean squared error over 2s², so the same minimum`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 8)
    let squared = MeanSquaredError.gradient(predictions: ŷ, targets: y)
    #expect(Self.slopes(ŷ, y, 4).predictions == squared.map { $0 / 32 })
    #expect(Self.slopes(y, y, 4).predictions == y.map { _ in 0 })
  }

  @Test(.equation("gaussian-negative-log-likelihood-gradient"), arguments: Evidence.seeds)
  func `gaussian-negative-log-likelihood-gradient: the best s² is the mean squared error`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 6)
    let best = MeanSquaredError.value(predictions: ŷ, targets: y).squareRoot()
    #expect(abs(best * Self.slopes(ŷ, y, best).standardDeviation) < 1e-15)
    #expect(
      Self.slopes(ŷ, y, 0.99 * best).standardDeviation < 0 && Self.slopes(ŷ, y, 1.01 * best).standardDeviation > 0)
    let least = Self.loss(ŷ, y, best)
    #expect(Self.loss(ŷ, y, 0.99 * best) > least && Self.loss(ŷ, y, 1.01 * best) > least)
    #expect(abs(least - (.logarithm(best) + 0.5 * .logarithm(2 * .pi) + 0.5)) < 1e-14)
  }

  @Test(.equation("gaussian-negative-log-likelihood-value"))
  func `gaussian-negative-log-likelihood-value: edge cases`() {
    #expect(Self.loss([3], [3], 1) == 0.9189385332046728)
    #expect(Self.loss([1, 5], [1, 5], 0x1p-10) < 0)
    #expect(Self.loss([.infinity], [1], 1) == .infinity && Self.loss([1], [-.infinity], 2) == .infinity)
    #expect(Self.loss([.infinity], [.infinity], 1).isNaN && Self.loss([.nan, 1], [1, 1], 1).isNaN)
    #expect(Self.loss([1e200], [0], 1e-200) == .infinity)
    #expect(abs(Self.loss([1e308], [-1e308], 1e308) - (709.1962086421661 + 0.9189385332046728 + 2)) < 1e-12)
    #expect(Self.loss([1e-200], [0], 1) == 0.9189385332046728)
    #expect(abs(Self.loss([0], [0], .leastNonzeroMagnitude) - (-744.4400719213812 + 0.9189385332046728)) < 1e-12)
  }

  @Test(.equation("gaussian-negative-log-likelihood-gradient"))
  func `gaussian-negative-log-likelihood-gradient: edge cases`() {
    let perfect = Self.slopes([3, 4], [3, 4], 0.5)
    #expect(perfect.predictions == [0, 0] && perfect.standardDeviation == 2)
    let infinite = Self.slopes([.infinity, 0], [1, 1], 1)
    #expect(infinite.predictions == [.infinity, -0.5] && infinite.standardDeviation == -.infinity)
    let nan = Self.slopes([.nan, 0], [1, 1], 1)
    #expect(nan.predictions[0].isNaN && nan.predictions[1] == -0.5 && nan.standardDeviation.isNaN)
    let minimum = Self.slopes([3, -3], [0, 0], 3)
    #expect(minimum.standardDeviation == 0)
    let beyond = Self.slopes([2e154, 0], [0, 0], 0.5)
    #expect(beyond.predictions == [4e154, 0] && beyond.standardDeviation == -.infinity)
  }

  @Test(.equation("gaussian-negative-log-likelihood-gradient"))
  func `gaussian-negative-log-likelihood-gradient: finite where the mean square overflows`() {
    let slopes = Self.slopes([3e164, 0], [0, 0], 1e10)
    #expect(abs(slopes.standardDeviation / -4.5e298 - 1) < 1e-15)
    #expect(abs(slopes.predictions[0] / 1.5e144 - 1) < 1e-15)
  }

  @Test(.equation("gaussian-negative-log-likelihood-value"))
  func `gaussian-negative-log-likelihood-value: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.value(predictions: [1.0, 2], targets: [1], standardDeviation: 1)
    }
    Evidence.expect(lengths, says: "GaussianNegativeLogLikelihood.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.value(predictions: [Double](), targets: [], standardDeviation: 1)
    }
    Evidence.expect(empty, says: "GaussianNegativeLogLikelihood.value: the mean of no samples is undefined")
    let zero = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.value(predictions: [1.0], targets: [1], standardDeviation: 0)
    }
    Evidence.expect(
      zero, says: "GaussianNegativeLogLikelihood.value: the standard deviation must be finite and above 0, not 0.0")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.value(predictions: [1.0], targets: [1], standardDeviation: .infinity)
    }
    Evidence.expect(infinite, says: "above 0, not inf")
  }

  @Test(.equation("gaussian-negative-log-likelihood-gradient"))
  func `gaussian-negative-log-likelihood-gradient: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.gradient(predictions: [1.0], targets: [1, 2], standardDeviation: 1)
    }
    Evidence.expect(lengths, says: "GaussianNegativeLogLikelihood.gradient: 1 predictions but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.gradient(predictions: [Double](), targets: [], standardDeviation: 1)
    }
    Evidence.expect(empty, says: "GaussianNegativeLogLikelihood.gradient: the mean of no samples is undefined")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GaussianNegativeLogLikelihood.gradient(predictions: [1.0], targets: [1], standardDeviation: .nan)
    }
    Evidence.expect(
      nan, says: "GaussianNegativeLogLikelihood.gradient: the standard deviation must be finite and above 0, not nan")
  }
}
