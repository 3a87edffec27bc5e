import EvidenceTraits
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BatchMeanTests {
  @Test(.equation("batch-mean-value"), arguments: try Evidence.vectors("batch-mean-value"))
  func `batch-mean-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-mean-pullback"), arguments: try Evidence.vectors("batch-mean-pullback"))
  func `batch-mean-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-mean-pullback"), arguments: Evidence.probes("batch-mean-pullback"))
  func `batch-mean-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("batch-mean-pullback", at: probe) == [])
  }

  /// A batch of normal variates of several sizes, some far from 0.
  static func batch(_ n: Int, _ m: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    let places = (0..<n).map { _ in 4 * (NormalVariate.next(using: &generator) as Double) }
    return Matrix(rows: n, columns: m) { i, _ in
      places[i] + Double(i + 1) * (NormalVariate.next(using: &generator) as Double)
    }
  }

  static func normals(_ n: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<n).map { _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("batch-mean-value"), arguments: Evidence.seeds)
  func `batch-mean-value: moves with a shift of each feature and scales with it`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Self.batch(3, 7, &generator)
    let (μ, shift) = (BatchMean.value(X), [100, -0.5, 3.25])
    let moved = BatchMean.value(Matrix(rows: 3, columns: 7) { i, j in -2 * X[i, j] + shift[i] })
    for i in 0..<3 { #expect(abs(moved[i] - (-2 * μ[i] + shift[i])) < 1e-13) }
  }

  @Test(.equation("batch-mean-value"), arguments: Evidence.seeds)
  func `batch-mean-value: each feature's is its own, whatever the order of the samples`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Self.batch(4, 5, &generator)
    let μ = BatchMean.value(X)
    for i in 0..<4 { #expect(BatchMean.value(Matrix(rows: 1, columns: 5, elements: X.row(i))) == [μ[i]]) }
    for (one, other) in zip(BatchMean.value(X.columns(at: [3, 0, 4, 2, 1])), μ) { #expect(abs(one - other) < 1e-14) }
  }

  @Test(.equation("batch-mean-value"))
  func `batch-mean-value: edge cases`() {
    #expect(BatchMean.value(Matrix(rows: 2, columns: 1, elements: [0.1, -3])) == [0.1, -3])
    #expect(BatchMean.value(Matrix<Double>(rows: 0, columns: 2, elements: [])) == [])
    #expect(BatchMean.value(Matrix(rows: 1, columns: 3, elements: [0.1, 0.1, 0.1])) == [0.1])
    // The second number lies further from the first than the largest number.
    #expect(BatchMean.value(Matrix(rows: 1, columns: 2, elements: [1.7e308, -1.7e308])) == [0])
    let least = Double.leastNonzeroMagnitude
    #expect(BatchMean.value(Matrix(rows: 1, columns: 3, elements: [least, least, least])) == [least])
    #expect(BatchMean.value(Matrix(rows: 1, columns: 2, elements: [.infinity, 1])) == [.infinity])
    let spoilt = BatchMean.value(Matrix(rows: 2, columns: 2, elements: [.nan, 1, 2, 3]))
    #expect(spoilt[0].isNaN && spoilt[1] == 2.5)
  }

  @Test(.equation("batch-mean-pullback"))
  func `batch-mean-pullback: edge cases`() {
    let X = Matrix(rows: 1, columns: 4, elements: [1.0, .nan, .infinity, 0])
    #expect(BatchMean.pullback([2], at: X).elements == [0.5, 0.5, 0.5, 0.5])
    #expect(BatchMean.pullback([], at: Matrix<Double>(rows: 0, columns: 3, elements: [])).columns == 3)
  }

  @Test(.equation("batch-mean-value"))
  func `batch-mean-value: a batch without samples traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchMean.value(Matrix<Double>(rows: 2, columns: 0, elements: []))
    }
    Evidence.expect(result, says: "BatchMean.value: a batch of no samples has no mean")
  }

  @Test(.equation("batch-mean-pullback"), arguments: [[1, 2], [3, 2], [2, 0]])
  func `batch-mean-pullback: a cotangent that does not fit traps`(_ size: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [size] in
      _ = BatchMean.pullback([1.0, 2], at: Matrix(rows: size[0], columns: size[1]) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "BatchMean.pullback: the inputs are \(size[0]) × \(size[1]) and the cotangent has 2 elements")
  }
}
