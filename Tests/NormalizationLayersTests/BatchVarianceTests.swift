import EvidenceTraits
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BatchVarianceTests {
  @Test(.equation("batch-variance-value"), arguments: try Evidence.vectors("batch-variance-value"))
  func `batch-variance-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-variance-pullback"), arguments: try Evidence.vectors("batch-variance-pullback"))
  func `batch-variance-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-variance-pullback"), arguments: Evidence.probes("batch-variance-pullback"))
  func `batch-variance-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("batch-variance-pullback", at: probe) == [])
  }

  @Test(.equation("batch-variance-unbiased"), arguments: try Evidence.vectors("batch-variance-unbiased"))
  func `batch-variance-unbiased: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-variance-value"), arguments: Evidence.seeds)
  func `batch-variance-value: is not negative, does not move with a shift and scales with the square`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 7, &generator)
    let σ² = BatchVariance.value(X)
    #expect(σ².allSatisfy { $0 > 0 })
    let moved = BatchVariance.value(X.map { -3 * $0 + 1024 })
    for i in 0..<3 { #expect(abs(moved[i] / (9 * σ²[i]) - 1) < 1e-11) }
    let turned = BatchVariance.value(X.map { 0.5 * $0 })
    #expect(turned == σ².map { $0 / 4 })
  }

  @Test(.equation("batch-variance-value"), arguments: Evidence.seeds)
  func `batch-variance-value: the mean of the squares less the square of the mean, where that does not cancel`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let x = BatchMeanTests.normals(6, &generator)
    let (square, mean) = (x.reduce(0) { $0 + $1 * $1 } / 6, x.reduce(0, +) / 6)
    let σ² = BatchVariance.value(Matrix(rows: 1, columns: 6, elements: x))[0]
    #expect(abs(σ² - (square - mean * mean)) < 1e-14)
  }

  @Test(.equation("batch-variance-unbiased"), arguments: Evidence.seeds)
  func `batch-variance-unbiased: m/(m − 1) of the biased one`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for m in 2...9 {
      let X = BatchMeanTests.batch(2, m, &generator)
      for (s², σ²) in zip(BatchVariance.unbiased(X), BatchVariance.value(X)) {
        #expect(abs(s² / σ² - Double(m) / Double(m - 1)) < 1e-15 * 4)
      }
    }
  }

  @Test(.equation("batch-variance-unbiased"))
  func `batch-variance-unbiased: its mean over batches is the population's variance, the biased one's is below`() {
    // All 9 batches of two drawn from the population 1, 2, 6, whose variance is 14/3.
    let population = [1.0, 2, 6]
    let batches = population.flatMap { x in population.map { y in Matrix(rows: 1, columns: 2, elements: [x, y]) } }
    let biased = batches.reduce(0) { $0 + BatchVariance.value($1)[0] } / 9
    let unbiased = batches.reduce(0) { $0 + BatchVariance.unbiased($1)[0] } / 9
    #expect(abs(unbiased - 14.0 / 3) < 1e-15 * 4 && abs(biased - 7.0 / 3) < 1e-15 * 4)
  }

  @Test(.equation("batch-variance-pullback"), arguments: Evidence.seeds)
  func `batch-variance-pullback: adds up to 0 over the batch, and does not move with a shift`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(2, 6, &generator)
    let c = BatchMeanTests.normals(2, &generator)
    let gradient = BatchVariance.pullback(c, at: X)
    for i in 0..<2 { #expect(abs(gradient.row(i).reduce(0, +)) < 1e-14) }
    let moved = BatchVariance.pullback(c, at: X.map { $0 + 64 })
    for (one, other) in zip(moved.elements, gradient.elements) { #expect(abs(one - other) < 1e-12) }
  }

  @Test(.equation("batch-variance-value"))
  func `batch-variance-value: edge cases`() {
    #expect(BatchVariance.value(Matrix(rows: 2, columns: 1, elements: [0.1, -3])) == [0, 0])
    #expect(BatchVariance.value(Matrix(rows: 1, columns: 3, elements: [0.1, 0.1, 0.1])) == [0])
    #expect(BatchVariance.value(Matrix<Double>(rows: 0, columns: 2, elements: [])) == [])
    // Beyond the largest number only where σ² itself is.
    #expect(BatchVariance.value(Matrix(rows: 1, columns: 2, elements: [-1e200, 1e200])) == [.infinity])
    let outlier = BatchVariance.value(Matrix(rows: 1, columns: 4, elements: [1.5e154, 0, 0, 0]))[0]
    #expect(abs(outlier / (1.5e154 * (1.5e154 * 0.1875)) - 1) < 1e-15)
    // Of squares that are no numbers, the mean is none either.
    #expect(BatchVariance.value(Matrix(rows: 1, columns: 2, elements: [-1e-200, 1e-200])) == [0])
    for wrong in [Double.nan, .infinity, -.infinity] {
      let spoilt = BatchVariance.value(Matrix(rows: 2, columns: 2, elements: [wrong, 1, 1, 3]))
      #expect(spoilt[0].isNaN && spoilt[1] == 1)
    }
  }

  @Test(.equation("batch-variance-value"))
  func `batch-variance-value: cancellation: 10⁸ and a little has the variance of the little`() {
    let little = [0.25, 0.5, -0.125, 0.0625]
    let (near, far) = (
      BatchVariance.value(Matrix(rows: 1, columns: 4, elements: little)),
      BatchVariance.value(Matrix(rows: 1, columns: 4, elements: little.map { $0 + 1e8 }))
    )
    #expect(near == far)
    // One unit in the last place: the mean is no number, but the variance is 2/9 of the unit's square.
    let unit = 0x1p-52
    let apart = BatchVariance.value(Matrix(rows: 1, columns: 3, elements: [1 + unit, 1, 1]))[0]
    #expect(abs(apart / (unit * unit * 2 / 9) - 1) < 1e-15)
  }

  @Test(.equation("batch-variance-pullback"))
  func `batch-variance-pullback: edge cases`() {
    #expect(BatchVariance.pullback([3], at: Matrix(rows: 1, columns: 1, elements: [7.0])).elements == [0])
    #expect(BatchVariance.pullback([3], at: Matrix(rows: 1, columns: 2, elements: [1.0, 3])).elements == [-3, 3])
    let spoilt = BatchVariance.pullback([3, 3], at: Matrix(rows: 2, columns: 2, elements: [1, .infinity, 1, 3]))
    #expect(spoilt[0, 0] == -.infinity && spoilt[0, 1].isNaN && spoilt.row(1) == [-3, 3])
  }

  @Test(.equation("batch-variance-unbiased"))
  func `batch-variance-unbiased: edge cases`() {
    #expect(BatchVariance.unbiased(Matrix(rows: 1, columns: 2, elements: [1.0, 3])) == [2])
    #expect(BatchVariance.unbiased(Matrix(rows: 1, columns: 2, elements: [0.1, 0.1])) == [0])
    #expect(BatchVariance.unbiased(Matrix(rows: 1, columns: 2, elements: [.nan, 3]))[0].isNaN)
  }

  @Test(.equation("batch-variance-value"))
  func `batch-variance-value: a batch without samples traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchVariance.value(Matrix<Double>(rows: 2, columns: 0, elements: []))
    }
    Evidence.expect(result, says: "BatchVariance.value: a batch of no samples has no variance")
  }

  @Test(.equation("batch-variance-unbiased"), arguments: [0, 1])
  func `batch-variance-unbiased: fewer than two samples trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = BatchVariance.unbiased(Matrix(rows: 2, columns: m) { _, _ in 1.0 })
    }
    Evidence.expect(result, says: "BatchVariance.unbiased: a batch of \(m) samples has no unbiased variance")
  }

  @Test(.equation("batch-variance-pullback"), arguments: [[1, 2], [3, 2], [2, 0]])
  func `batch-variance-pullback: a cotangent that does not fit traps`(_ size: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [size] in
      _ = BatchVariance.pullback([1.0, 2], at: Matrix(rows: size[0], columns: size[1]) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "BatchVariance.pullback: the inputs are \(size[0]) × \(size[1]) and the cotangent has 2 elements")
  }
}
