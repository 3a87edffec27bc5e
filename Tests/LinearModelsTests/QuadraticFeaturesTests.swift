import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import LinearModels
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct QuadraticFeaturesTests {
  @Test(.equation("quadratic-features-value"), arguments: try Evidence.vectors("quadratic-features-value"))
  func `quadratic-features-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quadratic-features-pullback"), arguments: try Evidence.vectors("quadratic-features-pullback"))
  func `quadratic-features-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quadratic-features-pullback"), arguments: Evidence.probes("quadratic-features-pullback"))
  func `quadratic-features-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("quadratic-features-pullback", at: probe) == [])
  }

  /// Samples in quarters, so that features, predictions and residuals are exact.
  static func samples(_ seed: UInt64, _ count: Int) -> (X: Matrix<Double>, Y: [Double], weights: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    func quarters(_ count: Int) -> [Double] { QuadraticModelTests.quarters(count, &generator) }
    return (X: Matrix(rows: 2, columns: count, elements: quarters(2 * count)), Y: quarters(count), weights: quarters(6))
  }

  @Test(.equation("quadratic-features-value"), arguments: Evidence.seeds)
  func `quadratic-features-value: a linear model of them is the quadratic model`(_ seed: UInt64) {
    let (X, Y, w) = Self.samples(seed, 7)
    let model = QuadraticModel.Weights(parameters: w)
    let features = QuadraticFeatures.value(X)
    let predictions = (0..<7).map { i in QuadraticModel.value(X[0, i], X[1, i], weights: model) }
    #expect(
      MultipleRegressionLoss.value(weights: Array(w.prefix(5)), bias: w[5], inputs: features, targets: Y)
        == MeanSquaredError.value(predictions: predictions, targets: Y))
    for i in 0..<7 { #expect(DotProduct.value(Array(w.prefix(5)), features.column(i)) + w[5] == predictions[i]) }
  }

  @Test(.equation("quadratic-features-value"), arguments: Evidence.seeds)
  func `quadratic-features-value: with them the loss's gradient is −(2/N) Σᵢ (Yᵢ − Ŷᵢ) φ(xᵢ)`(_ seed: UInt64) {
    let (X, Y, w) = Self.samples(seed, 8)
    let model = QuadraticModel.Weights(parameters: w)
    let gradient = MultipleRegressionLoss.gradient(
      weights: Array(w.prefix(5)), bias: w[5], inputs: QuadraticFeatures.value(X), targets: Y)
    // The same sum, sample by sample, from the quadratic model's own pullback; every number is exact.
    var sum = [Double](repeating: 0, count: 6)
    for i in 0..<8 {
      let residual = Y[i] - QuadraticModel.value(X[0, i], X[1, i], weights: model)
      let φ = QuadraticModel.pullback(residual, at: X[0, i], X[1, i], weights: model).weights.parameters
      for k in 0..<6 { sum[k] += φ[k] }
    }
    #expect(gradient.weights + [gradient.bias] == sum.map { -2.0 / 8 * $0 })
  }

  @Test(.equation("quadratic-features-value"), arguments: Evidence.seeds)
  func `quadratic-features-value: noise-free data give back the exact weights, by one Newton step`(_ seed: UInt64) {
    let (X, _, w) = Self.samples(seed, 20)
    let model = QuadraticModel.Weights(parameters: w)
    let Y = (0..<20).map { i in QuadraticModel.value(X[0, i], X[1, i], weights: model) }
    let features = QuadraticFeatures.value(X)
    func gradient(_ θ: [Double]) -> [Double] {
      let gradient = MultipleRegressionLoss.gradient(
        weights: Array(θ.prefix(5)), bias: θ[5], inputs: features, targets: Y)
      return gradient.weights + [gradient.bias]
    }
    #expect(gradient(w).allSatisfy { $0 == 0 })
    // The gradient is affine in θ: its value at 0 and at the six unit vectors determine the zero.
    let origin = [Double](repeating: 0, count: 6)
    let g = gradient(origin)
    let columns = (0..<6).map { k in
      zip(gradient(origin.indices.map { $0 == k ? 1 : 0 }), g).map { $0 - $1 }
    }
    let found = Self.solution(of: columns, g.map { -$0 })
    #expect(zip(found, w).allSatisfy { abs($0 - $1) < 1e-8 })
  }

  /// The solution of a system whose columns are given, by elimination with the largest pivot.
  static func solution(of columns: [[Double]], _ right: [Double]) -> [Double] {
    let n = right.count
    var rows = (0..<n).map { i in columns.map { $0[i] } + [right[i]] }
    for k in 0..<n {
      let pivot = (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      for i in 0..<n where i != k {
        let factor = rows[i][k] / rows[k][k]
        for j in k...n { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return (0..<n).map { rows[$0][n] / rows[$0][$0] }
  }

  @Test(.equation("quadratic-features-value"))
  func `quadratic-features-value: edge cases`() {
    let φ = QuadraticFeatures.value(Matrix(rows: 2, columns: 1, elements: [2.0, 3]))
    #expect(φ == Matrix(rows: 5, columns: 1, elements: [2, 3, 6, 4, 9]))
    let none = QuadraticFeatures.value(Matrix<Double>(rows: 2, columns: 0, elements: []))
    #expect(none.rows == 5 && none.columns == 0)
    let spoilt = QuadraticFeatures.value(Matrix(rows: 2, columns: 1, elements: [1e200, .nan])).elements
    #expect(spoilt[0] == 1e200 && spoilt[3] == .infinity && [1, 2, 4].allSatisfy { spoilt[$0].isNaN })
  }

  @Test(.equation("quadratic-features-pullback"))
  func `quadratic-features-pullback: edge cases`() {
    let C = Matrix(rows: 5, columns: 1, elements: [1.0, 10, 100, 1000, 10000])
    let at = { (x: [Double]) in QuadraticFeatures.pullback(C, at: Matrix(rows: 2, columns: 1, elements: x)).elements }
    #expect(at([0, 0]) == [1, 10])
    #expect(at([2, 3]) == [4301, 60210])
    let none = QuadraticFeatures.pullback(
      Matrix<Double>(rows: 5, columns: 0, elements: []), at: Matrix(rows: 2, columns: 0, elements: []))
    #expect(none.rows == 2 && none.columns == 0)
  }

  @Test(.equation("quadratic-features-value"))
  func `quadratic-features-value: inputs other than two trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticFeatures.value(Matrix(rows: 3, columns: 2) { _, _ in 1.0 })
    }
    Evidence.expect(result, says: "QuadraticFeatures.value: 2 inputs are needed, not 3")
  }

  @Test(.equation("quadratic-features-pullback"))
  func `quadratic-features-pullback: shapes that do not fit trap`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticFeatures.pullback(
        Matrix(rows: 5, columns: 2) { _, _ in 1.0 }, at: Matrix(rows: 3, columns: 2) { _, _ in 1 })
    }
    Evidence.expect(inputs, says: "X is 3 × 2, expected 2 rows, and the cotangent is 5 × 2, expected 5 × 2")
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticFeatures.pullback(
        Matrix(rows: 6, columns: 2) { _, _ in 1.0 }, at: Matrix(rows: 2, columns: 2) { _, _ in 1 })
    }
    Evidence.expect(rows, says: "and the cotangent is 6 × 2, expected 5 × 2")
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = QuadraticFeatures.pullback(
        Matrix(rows: 5, columns: 3) { _, _ in 1.0 }, at: Matrix(rows: 2, columns: 2) { _, _ in 1 })
    }
    Evidence.expect(columns, says: "and the cotangent is 5 × 3, expected 5 × 2")
  }
}
