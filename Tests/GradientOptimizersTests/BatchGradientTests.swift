import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import LinearModels
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BatchGradientTests {
  @Test(.equation("batch-gradient-value"), arguments: try Evidence.vectors("batch-gradient-value"))
  func `batch-gradient-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Gradients of N samples by n parameters, in sixteenths, so that sums of them are exact.
  static func gradients(_ seed: UInt64, n: Int, N: Int) -> Matrix<Double> {
    var generator = Xoshiro256StarStar(seed: seed)
    return Matrix(rows: n, columns: N) { _, _ in Double(Shuffle.below(256, using: &generator)) / 16 - 8 }
  }

  /// D1: the derivative of a sum is the sum of the derivatives. f is no polynomial, and the gradients come from the
  /// tape.
  @Test(.equation("batch-gradient-value"), arguments: Evidence.seeds)
  func `batch-gradient-value: the gradient of the mean loss is the mean of the samples' gradients`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let samples: [(x: Double, y: Double)] = (0..<7).map { _ in
      (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    }
    let θ: [Double] = (0..<3).map { _ in NormalVariate.next(using: &generator) }
    func loss<T: Scalar>(_ θ: [T], _ i: Int) -> T {
      let error = θ[0] * .hyperbolicTangent(θ[1] * T(samples[i].x)) + θ[2] - T(samples[i].y)
      return error * error
    }
    let columns = samples.indices.map { i in ReverseMode.gradient(at: θ) { loss($0, i) }.gradient }
    let gradients = Matrix(rows: 3, columns: 7) { parameter, i in columns[i][parameter] }
    for batch in [[0, 1, 2, 3, 4, 5, 6], [2, 5], [6], [4, 0, 3]] {
      let together = ReverseMode.gradient(at: θ) { θ in Mean.over(batch.indices) { k in loss(θ, batch[k]) } }.gradient
      let mean = BatchGradient.value(gradients, batch: batch)
      for parameter in 0..<3 { #expect(abs(mean[parameter] - together[parameter]) < 1e-14) }
    }
  }

  @Test(.equation("batch-gradient-value"), arguments: Evidence.seeds)
  func `batch-gradient-value: all samples give the line's gradient, whatever their order`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, Y) = (Self.gradients(seed, n: 1, N: 8).elements, Self.gradients(seed + 100, n: 1, N: 8).elements)
    let single = X.indices.map { i in LineLoss.gradient(weight: 0.75, bias: -1.5, inputs: [X[i]], targets: [Y[i]]) }
    let gradients = Matrix(rows: 2, columns: 8) { row, i in row == 0 ? single[i].weight : single[i].bias }
    let full = LineLoss.gradient(weight: 0.75, bias: -1.5, inputs: X, targets: Y)
    let order = Shuffle.permuted(Array(0..<8), using: &generator)
    #expect(BatchGradient.value(gradients, batch: order) == [full.weight, full.bias])
    for i in 0..<8 {
      #expect(BatchGradient.value(gradients, batch: [i]) == [single[i].weight, single[i].bias])
    }
  }

  /// Every batch of one size, with and without replacement: the mean over all of them is the full gradient, and the
  /// variance falls as 1/|B|, without replacement as (1/|B|) (N − |B|)/(N − 1).
  @Test(.equation("batch-gradient-value"), arguments: [1, 2, 3, 4])
  func `batch-gradient-value: unbiased, by enumeration of all batches`(_ size: Int) {
    let N = 5
    let gradients = Self.gradients(7, n: 1, N: N)
    let full = BatchGradient.value(gradients, batch: Array(0..<N))[0]
    let variance = Mean.over(0..<N) { i in (gradients[0, i] - full) * (gradients[0, i] - full) }
    var tuples: [[Int]] = [[]]
    for _ in 0..<size { tuples = tuples.flatMap { tuple in (0..<N).map { tuple + [$0] } } }
    let distinct = tuples.filter { Set($0).count == size }
    for (batches, share) in [(tuples, 1), (distinct, Double(N - size) / Double(N - 1))] {
      let means = batches.map { BatchGradient.value(gradients, batch: $0)[0] }
      let mean = Mean.over(means.indices) { means[$0] }
      let spread = Mean.over(means.indices) { (means[$0] - full) * (means[$0] - full) }
      #expect(abs(mean - full) < 1e-14)
      #expect(abs(spread - share * variance / Double(size)) < 1e-13)
    }
  }

  @Test(.equation("batch-gradient-value"))
  func `batch-gradient-value: B-40, batches of 32, 32, 32 and 4 have to be weighted`() {
    // Sample i of 100 has the gradient i, from 1.
    let gradients = Matrix(rows: 1, columns: 100) { _, i in Double(i + 1) }
    let batches = MiniBatches.partition(Array(0..<100), batchSize: 32)
    let means = batches.map { BatchGradient.value(gradients, batch: $0)[0] }
    #expect(batches.map(\.count) == [32, 32, 32, 4] && means == [16.5, 48.5, 80.5, 98.5])
    let unweighted = Mean.over(0..<4) { means[$0] }
    let weighted = Sum.over(0..<4) { Double(batches[$0].count) * means[$0] } / 100
    #expect(unweighted == 61 && weighted == 50.5)
    #expect(BatchGradient.value(gradients, batch: Array(0..<100)) == [50.5])
  }

  @Test(.equation("batch-gradient-value"), arguments: Evidence.seeds)
  func `batch-gradient-value: C-64, the full gradient accumulates from chunks of any size`(_ seed: UInt64) {
    let gradients = Self.gradients(seed, n: 3, N: 23)
    let full = BatchGradient.value(gradients, batch: Array(0..<23))
    for size in [1, 4, 7, 23, 40] {
      // One chunk in memory at a time: the sum so far, and how many samples are in it.
      var (sum, count) = ([0.0, 0, 0], 0)
      for chunk in MiniBatches.partition(Array(0..<23), batchSize: size) {
        let mean = BatchGradient.value(gradients, batch: chunk)
        for i in 0..<3 { sum[i] += Double(chunk.count) * mean[i] }
        count += chunk.count
      }
      for i in 0..<3 { #expect(abs(sum[i] / Double(count) - full[i]) < 1e-14) }
    }
  }

  /// Lᵢ = (θ − yᵢ)² with y = −1, 3: the mean loss has its minimum at 1. At 0 its slope is −2, but that of sample 1 is 2.
  @Test(.equation("batch-gradient-value"))
  func `batch-gradient-value: C-77, a step on one sample raises the loss of all`() {
    let targets = [-1.0, 3]
    func full(_ θ: Double) -> Double { Mean.over(0..<2) { i in (θ - targets[i]) * (θ - targets[i]) } }
    let gradients = Matrix(rows: 1, columns: 2) { _, i in 2 * (0 - targets[i]) }
    let descent = GradientDescent(learningRate: 0.25)
    func step(_ batch: [Int]) -> Double {
      descent.step([0], gradient: BatchGradient.value(gradients, batch: batch))[0]
    }
    #expect(full(0) == 5 && step([0, 1]) == 0.5 && full(0.5) == 4.25)
    // Sample 1's own loss falls from 1 to 0.25, and the mean over both rises.
    #expect(step([0]) == -0.5 && full(-0.5) == 6.25)
  }

  /// One epoch from the same start, on a line through points that it cannot all meet.
  @Test(.equation("batch-gradient-value"))
  func `batch-gradient-value: one epoch of batch, stochastic and mini-batch descent`() {
    let (X, Y) = ([1.0, -2, 0.5, 3], [2.0, 1, -1, 4])
    let descent = GradientDescent(learningRate: 0.0625)
    func epoch(_ order: [Int], batchSize: Int) -> (updates: Int, θ: [Double]) {
      let batches = MiniBatches.partition(order, batchSize: batchSize)
      let θ = batches.reduce([0.25, -0.5]) { θ, batch in
        let gradients = Matrix(rows: 2, columns: 4) { row, i in
          let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: [X[i]], targets: [Y[i]])
          return row == 0 ? gradient.weight : gradient.bias
        }
        return descent.step(θ, gradient: BatchGradient.value(gradients, batch: batch))
      }
      return (batches.count, θ)
    }
    let full = LineLoss.gradient(weight: 0.25, bias: -0.5, inputs: X, targets: Y)
    let batch = epoch([0, 1, 2, 3], batchSize: 4)
    #expect(batch == (1, [0.25 - 0.0625 * full.weight, -0.5 - 0.0625 * full.bias]))
    // The order of the samples does not matter to the full batch, and does to the others.
    #expect(epoch([3, 1, 0, 2], batchSize: 4) == batch)
    let stochastic = epoch([0, 1, 2, 3], batchSize: 1)
    #expect(stochastic.updates == 4 && epoch([3, 1, 0, 2], batchSize: 1).θ != stochastic.θ)
    let mini = epoch([0, 1, 2, 3], batchSize: 3)
    #expect(mini.updates == 2 && mini.θ != batch.θ && mini.θ != stochastic.θ)
    #expect(epoch([0, 1, 2, 3], batchSize: 100) == batch)
  }

  @Test(.equation("batch-gradient-value"))
  func `batch-gradient-value: edge cases`() {
    let gradients = Matrix(rows: 2, columns: 3, elements: [1, 2, 6, .nan, 4, 8.0])
    #expect(BatchGradient.value(gradients, batch: [1, 2]) == [4, 6])
    #expect(BatchGradient.value(gradients, batch: [2, 2, 1])[1] == 20 / 3.0)
    let spoiled = BatchGradient.value(gradients, batch: [0, 1])
    #expect(spoiled[0] == 1.5 && spoiled[1].isNaN)
    #expect(BatchGradient.value(Matrix(rows: 0, columns: 3, elements: [Double]()), batch: [1]) == [])
    let huge = Matrix(rows: 1, columns: 2, elements: [1.5e308, 1.7e308])
    #expect(BatchGradient.value(huge, batch: [0, 1])[0] == 1.6e308)
  }

  @Test(.equation("batch-gradient-value"))
  func `batch-gradient-value: an empty batch and an unknown sample trap`() async {
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchGradient.value(Matrix(rows: 1, columns: 2, elements: [1.0, 2]), batch: [])
    }
    Evidence.expect(empty, says: "BatchGradient.value: an empty batch has no mean")
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchGradient.value(Matrix(rows: 0, columns: 2, elements: [Double]()), batch: [0, 2])
    }
    Evidence.expect(above, says: "BatchGradient.value: there is no sample 2 among 2")
    let below = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchGradient.value(Matrix(rows: 1, columns: 2, elements: [1.0, 2]), batch: [-1])
    }
    Evidence.expect(below, says: "BatchGradient.value: there is no sample -1 among 2")
  }
}
