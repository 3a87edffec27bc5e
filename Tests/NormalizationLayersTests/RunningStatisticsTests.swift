import EvidenceTraits
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RunningStatisticsTests {
  @Test(.equation("running-statistics-update"), arguments: try Evidence.vectors("running-statistics-update"))
  func `running-statistics-update: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("running-statistics-update"), arguments: Evidence.seeds)
  func `running-statistics-update: each feature by itself, from the batch's mean and either variance`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 5, &generator)
    let start = RunningStatistics(
      mean: BatchMeanTests.normals(3, &generator), variance: BatchMeanTests.normals(3, &generator).map { $0 * $0 })
    for (estimate, variance) in [
      (VarianceEstimate.biased, BatchVariance.value(X)), (.unbiased, BatchVariance.unbiased(X)),
    ] {
      let next = start.updated(with: X, momentum: 0.25, convention: .weightOfBatch, variance: estimate)
      for i in 0..<3 {
        #expect(abs(next.mean[i] - (0.75 * start.mean[i] + 0.25 * BatchMean.value(X)[i])) < 1e-14)
        #expect(abs(next.variance[i] - (0.75 * start.variance[i] + 0.25 * variance[i])) < 1e-14)
      }
    }
  }

  @Test(.equation("running-statistics-update"), arguments: Evidence.seeds)
  func `running-statistics-update: the weight of the memory is 1 less the weight of the batch`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(2, 4, &generator)
    let start = RunningStatistics(mean: [0.5, 2], variance: [1.0, 3])
    // Exact: 1 − ¼ is a number.
    #expect(
      start.updated(with: X, momentum: 0.25, convention: .weightOfBatch, variance: .biased)
        == start.updated(with: X, momentum: 0.75, convention: .weightOfMemory, variance: .biased))
    #expect(
      start.updated(with: X, momentum: 0.25, convention: .weightOfBatch, variance: .biased)
        != start.updated(with: X, momentum: 0.25, convention: .weightOfMemory, variance: .biased))
  }

  @Test(.equation("running-statistics-update"), arguments: Evidence.seeds)
  func `running-statistics-update: of k equal batches (1 − ρ)ᵏ of the start is left`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(1, 6, &generator)
    var statistics = RunningStatistics<Double>(features: 1)
    var left = 1.0
    for _ in 1...20 {
      statistics = statistics.updated(with: X, momentum: 0.125, convention: .weightOfBatch, variance: .unbiased)
      left *= 0.875
      #expect(abs(statistics.mean[0] - (1 - left) * BatchMean.value(X)[0]) < 1e-14)
      #expect(abs(statistics.variance[0] - (left + (1 - left) * BatchVariance.unbiased(X)[0])) < 1e-14)
    }
  }

  @Test(.equation("running-statistics-update"), arguments: Evidence.seeds.prefix(5))
  func `running-statistics-update: converges to the population's mean and variance, with the unbiased estimate`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    var unbiased = RunningStatistics<Double>(features: 1)
    var biased = unbiased
    for _ in 1...3000 {
      let X = Matrix(rows: 1, columns: 4) { _, _ in 3 + 2 * (NormalVariate.next(using: &generator) as Double) }
      unbiased = unbiased.updated(with: X, momentum: 0.004, convention: .weightOfBatch, variance: .unbiased)
      biased = biased.updated(with: X, momentum: 0.004, convention: .weightOfBatch, variance: .biased)
    }
    // The average of 1/ρ batches of four: the mean is off by about √(4/4 ρ/2) = 0.045, the variance by 0.15.
    #expect(abs(unbiased.mean[0] - 3) < 0.2 && abs(unbiased.variance[0] - 4) < 0.6)
    #expect(abs(biased.variance[0] - 3) < 0.5 && biased.mean == unbiased.mean)
  }

  @Test(.equation("running-statistics-update"))
  func `running-statistics-update: edge cases`() {
    let start = RunningStatistics<Double>(features: 2)
    #expect(start.mean == [0, 0] && start.variance == [1, 1])
    let X = Matrix(rows: 2, columns: 2, elements: [1.0, 3, -2, 2])
    #expect(start.updated(with: X, momentum: 0, convention: .weightOfBatch, variance: .biased) == start)
    #expect(start.updated(with: X, momentum: 1, convention: .weightOfMemory, variance: .biased) == start)
    let forgot = RunningStatistics(mean: [2, 0], variance: [1.0, 4])
    #expect(start.updated(with: X, momentum: 1, convention: .weightOfBatch, variance: .biased) == forgot)
    #expect(start.updated(with: X, momentum: 0, convention: .weightOfMemory, variance: .biased) == forgot)
    let one = start.updated(
      with: Matrix(rows: 2, columns: 1, elements: [1, 2]), momentum: 0.5, convention: .weightOfBatch, variance: .biased)
    #expect(one == RunningStatistics(mean: [0.5, 1], variance: [0.5, 0.5]))
    let spoilt = start.updated(
      with: Matrix(rows: 2, columns: 2, elements: [.nan, 1, -2, 2]), momentum: 0, convention: .weightOfBatch,
      variance: .biased)
    #expect(spoilt.mean[0].isNaN && spoilt.variance[0].isNaN && spoilt.mean[1] == 0 && spoilt.variance[1] == 1)
  }

  @Test(.equation("running-statistics-update"))
  func `running-statistics-update: as many means as variances, or it traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RunningStatistics(mean: [1.0, 2], variance: [1])
    }
    Evidence.expect(result, says: "RunningStatistics: 2 means but 1 variances")
  }

  @Test(.equation("running-statistics-update"), arguments: [1, 3])
  func `running-statistics-update: a batch of other features traps`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = RunningStatistics(features: 2).updated(
        with: Matrix(rows: n, columns: 2) { _, _ in 1.0 }, momentum: 0.1, convention: .weightOfBatch, variance: .biased)
    }
    Evidence.expect(result, says: "RunningStatistics.updated: the batch has \(n) features, not 2")
  }

  @Test(.equation("running-statistics-update"), arguments: [-0.125, 1.125, .nan].map(\.bitPattern))
  func `running-statistics-update: a momentum outside [0, 1] traps`(_ bits: UInt64) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [bits] in
      _ = RunningStatistics(features: 1).updated(
        with: Matrix(rows: 1, columns: 2, elements: [1.0, 2]), momentum: Double(bitPattern: bits),
        convention: .weightOfBatch, variance: .biased)
    }
    Evidence.expect(
      result,
      says: "RunningStatistics.updated: the momentum must be in [0, 1], not \(Double(bitPattern: bits))")
  }

  @Test(.equation("running-statistics-update"))
  func `running-statistics-update: the unbiased variance of one sample traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RunningStatistics(features: 1).updated(
        with: Matrix(rows: 1, columns: 1, elements: [1.0]), momentum: 0.1, convention: .weightOfBatch,
        variance: .unbiased)
    }
    Evidence.expect(result, says: "BatchVariance.unbiased: a batch of 1 samples has no unbiased variance")
  }
}
