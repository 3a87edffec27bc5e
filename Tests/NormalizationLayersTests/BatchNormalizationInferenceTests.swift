import EvidenceTraits
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BatchNormalizationInferenceTests {
  @Test(
    .equation("batch-normalization-inference-forward"),
    arguments: try Evidence.vectors("batch-normalization-inference-forward"))
  func `batch-normalization-inference-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("batch-normalization-inference-backward"),
    arguments: try Evidence.vectors("batch-normalization-inference-backward"))
  func `batch-normalization-inference-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("batch-normalization-inference-backward"),
    arguments: Evidence.probes("batch-normalization-inference-backward"))
  func `batch-normalization-inference-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("batch-normalization-inference-backward", at: probe) == [])
  }

  /// Random statistics, scales and shifts of n features.
  static func layer(
    _ n: Int, _ generator: inout Xoshiro256StarStar
  ) -> (statistics: RunningStatistics<Double>, scale: [Double], shift: [Double]) {
    let mean = BatchMeanTests.normals(n, &generator)
    let variance = BatchMeanTests.normals(n, &generator).map { $0 * $0 + 0.1 }
    return (
      RunningStatistics(mean: mean, variance: variance), BatchMeanTests.normals(n, &generator),
      BatchMeanTests.normals(n, &generator)
    )
  }

  @Test(.equation("batch-normalization-inference-forward"), arguments: Evidence.seeds)
  func `batch-normalization-inference-forward: each sample passes alone, bit for bit`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, layer) = (BatchMeanTests.batch(3, 5, &generator), Self.layer(3, &generator))
    let Y = BatchNormalizationInference.forward(
      X, statistics: layer.statistics, scale: layer.scale, shift: layer.shift, epsilon: 1e-5
    ).output
    for j in 0..<5 {
      let alone = BatchNormalizationInference.forward(
        X.columns(at: [j]), statistics: layer.statistics, scale: layer.scale, shift: layer.shift, epsilon: 1e-5)
      #expect(alone.output.elements == Y.column(j))
    }
  }

  @Test(.equation("batch-normalization-inference-forward"), arguments: Evidence.seeds)
  func `batch-normalization-inference-forward: affine, with slope γ/√(σ² + ε), and β at the mean`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, layer) = (BatchMeanTests.batch(2, 4, &generator), Self.layer(2, &generator))
    func output(_ X: Matrix<Double>) -> Matrix<Double> {
      BatchNormalizationInference.forward(
        X, statistics: layer.statistics, scale: layer.scale, shift: layer.shift, epsilon: 0.01
      ).output
    }
    let (here, moved) = (output(X), output(X.map { $0 + 0.5 }))
    for i in 0..<2 {
      let slope = layer.scale[i] / (layer.statistics.variance[i] + 0.01).squareRoot()
      for j in 0..<4 { #expect(abs(moved[i, j] - here[i, j] - 0.5 * slope) < 1e-13) }
    }
    #expect(output(Matrix(rows: 2, columns: 1, elements: layer.statistics.mean)).elements == layer.shift)
  }

  @Test(.equation("batch-normalization-inference-forward"), arguments: Evidence.seeds)
  func `batch-normalization-inference-forward: with the batch's own biased statistics it is training's`(_ seed: UInt64)
  {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, layer) = (BatchMeanTests.batch(3, 6, &generator), Self.layer(3, &generator))
    let own = RunningStatistics(mean: BatchMean.value(X), variance: BatchVariance.value(X))
    let inference = BatchNormalizationInference.forward(
      X, statistics: own, scale: layer.scale, shift: layer.shift, epsilon: 1e-3)
    let training = BatchNormalization.forward(X, scale: layer.scale, shift: layer.shift, epsilon: 1e-3)
    for (one, other) in zip(inference.output.elements, training.output.elements) { #expect(abs(one - other) < 1e-14) }
    for (one, other) in zip(inference.deviation, training.deviation) { #expect(abs(one / other - 1) < 1e-15) }
  }

  @Test(.equation("batch-normalization-inference-backward"), arguments: Evidence.seeds)
  func `batch-normalization-inference-backward: γ̄ and β̄ are training's, x̄ the first of its three terms`(_ seed: UInt64)
  {
    var generator = Xoshiro256StarStar(seed: seed)
    let (C, X̂) = (BatchMeanTests.batch(2, 5, &generator), BatchMeanTests.batch(2, 5, &generator))
    let (s, γ) = ([0.5, 3], BatchMeanTests.normals(2, &generator))
    let inference = BatchNormalizationInference.backward(C, normalized: X̂, deviation: s, scale: γ)
    let training = BatchNormalization.backward(C, normalized: X̂, deviation: s, scale: γ)
    #expect(inference.scale == training.scale && inference.shift == training.shift)
    for i in 0..<2 {
      for j in 0..<5 { #expect(abs(inference.inputs[i, j] - γ[i] * C[i, j] / s[i]) < 1e-13) }
    }
  }

  @Test(.equation("batch-normalization-inference-forward"))
  func `batch-normalization-inference-forward: edge cases`() {
    func output(_ x: [Double], _ μ: Double, _ σ²: Double, _ ε: Double) -> [Double] {
      BatchNormalizationInference.forward(
        Matrix(rows: 1, columns: x.count, elements: x), statistics: RunningStatistics(mean: [μ], variance: [σ²]),
        scale: [2], shift: [5], epsilon: ε
      ).output.elements
    }
    #expect(output([], 0, 1, 0) == [])
    #expect(output([3], 1, 4, 0) == [7])
    #expect(output([1, 3], 2, 0, 0) == [-.infinity, .infinity] && output([2], 2, 0, 0)[0].isNaN)
    #expect(output([1e300], 0, .infinity, 0) == [5])
    #expect(output([3], 2, -1, 0)[0].isNaN)
    let spoilt = output([.nan, 3], 1, 4, 0)
    #expect(spoilt[0].isNaN && spoilt[1] == 7)
  }

  @Test(.equation("batch-normalization-inference-backward"))
  func `batch-normalization-inference-backward: edge cases`() {
    let none = Matrix<Double>(rows: 2, columns: 0, elements: [])
    let gradient = BatchNormalizationInference.backward(none, normalized: none, deviation: [1, 2], scale: [3, 4])
    #expect(gradient.inputs.rows == 2 && gradient.scale == [0, 0] && gradient.shift == [0, 0])
    let spoilt = BatchNormalizationInference.backward(
      Matrix(rows: 1, columns: 2, elements: [.nan, 1]), normalized: Matrix(rows: 1, columns: 2, elements: [1, -1]),
      deviation: [0.5], scale: [1])
    #expect(spoilt.inputs[0, 0].isNaN && spoilt.inputs[0, 1] == 2 && spoilt.scale[0].isNaN && spoilt.shift[0].isNaN)
  }

  @Test(
    .equation("batch-normalization-inference-forward"), arguments: [[1, 2, 2], [2, 1, 2], [2, 2, 1], [3, 3, 3]])
  func `batch-normalization-inference-forward: statistics, γ or β of another length trap`(_ counts: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [counts] in
      _ = BatchNormalizationInference.forward(
        Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, statistics: RunningStatistics(features: counts[0]),
        scale: [Double](repeating: 1, count: counts[1]), shift: [Double](repeating: 0, count: counts[2]), epsilon: 0.1)
    }
    Evidence.expect(
      result,
      says: """
        BatchNormalizationInference.forward: \(counts[0]) means, \(counts[1]) scales and \(counts[2]) shifts \
        for 2 features
        """)
  }

  @Test(.equation("batch-normalization-inference-forward"), arguments: [-1e-5, .infinity, .nan].map(\.bitPattern))
  func `batch-normalization-inference-forward: an ε that is negative, infinite or NaN traps`(_ bits: UInt64) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [bits] in
      _ = BatchNormalizationInference.forward(
        Matrix(rows: 1, columns: 2, elements: [1.0, 2]), statistics: RunningStatistics(features: 1), scale: [1],
        shift: [0], epsilon: Double(bitPattern: bits))
    }
    Evidence.expect(
      result,
      says: "BatchNormalizationInference.forward: ε must be finite and not negative, not \(Double(bitPattern: bits))")
  }

  @Test(
    .equation("batch-normalization-inference-backward"),
    arguments: [[1, 3, 2, 2], [2, 2, 2, 2], [2, 3, 1, 2], [2, 3, 2, 3]])
  func `batch-normalization-inference-backward: shapes that do not fit trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = BatchNormalizationInference.backward(
        Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1.0 },
        normalized: Matrix(rows: 2, columns: 3) { _, _ in 1 },
        deviation: [Double](repeating: 1, count: sizes[2]), scale: [Double](repeating: 1, count: sizes[3]))
    }
    Evidence.expect(
      result,
      says: """
        BatchNormalizationInference.backward: the cotangent is \(sizes[0]) × \(sizes[1]), the normalized inputs \
        2 × 3, with \(sizes[2]) deviations and \(sizes[3]) scales
        """)
  }
}
