import EvidenceTraits
import GradientChecking
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BatchNormalizationTests {
  @Test(.equation("batch-normalization-forward"), arguments: try Evidence.vectors("batch-normalization-forward"))
  func `batch-normalization-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-normalization-backward"), arguments: try Evidence.vectors("batch-normalization-backward"))
  func `batch-normalization-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("batch-normalization-backward"), arguments: Evidence.probes("batch-normalization-backward"))
  func `batch-normalization-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("batch-normalization-backward", at: probe) == [])
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: x̂ has mean 0 and a variance of σ²/(σ² + ε), below 1`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 7, &generator)
    let σ² = BatchVariance.value(X)
    for ε in [1e-5, 0.5, 30] {
      let y = BatchNormalization.forward(X, scale: [1, 2, -3], shift: [0, 1, 5], epsilon: ε)
      let (mean, variance) = (BatchMean.value(y.normalized), BatchVariance.value(y.normalized))
      for i in 0..<3 {
        #expect(abs(mean[i]) < 1e-15 && variance[i] < 1 && abs(variance[i] / (σ²[i] / (σ²[i] + ε)) - 1) < 1e-14)
        #expect(abs(y.deviation[i] / (σ²[i] + ε).squareRoot() - 1) < 1e-15)
      }
    }
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: the output has mean β and deviation |γ|`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 7, &generator)
    let (γ, β) = ([0.5, 2, -3], [0.25, 1, 5])
    let Y = BatchNormalization.forward(X, scale: γ, shift: β, epsilon: 0).output
    let (mean, variance) = (BatchMean.value(Y), BatchVariance.value(Y))
    for i in 0..<3 {
      #expect(abs(mean[i] - β[i]) < 1e-14 && abs(variance[i].squareRoot() - abs(γ[i])) < 1e-14)
    }
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: no shift of a feature matters, nor a positive scale where ε is 0`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 7, &generator)
    func normalized(_ X: Matrix<Double>, _ ε: Double) -> [Double] {
      BatchNormalization.forward(X, scale: [1, 1, 1], shift: [0, 0, 0], epsilon: ε).normalized.elements
    }
    let shift = [8.0, -64, 0.5]
    for (moved, here) in zip(
      normalized(Matrix(rows: 3, columns: 7) { i, j in X[i, j] + shift[i] }, 0.1), normalized(X, 0.1))
    {
      #expect(abs(moved - here) < 1e-13)
    }
    for (scaled, here) in zip(normalized(X.map { 3 * $0 }, 0), normalized(X, 0)) { #expect(abs(scaled - here) < 1e-14) }
    for (turned, here) in zip(normalized(X.map { -3 * $0 }, 0), normalized(X, 0)) {
      #expect(abs(turned + here) < 1e-14)
    }
    // With an ε it matters a little.
    #expect(zip(normalized(X.map { 3 * $0 }, 0.1), normalized(X, 0.1)).contains { abs($0 - $1) > 1e-4 })
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: each feature by itself, and the samples in any order`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 5, &generator)
    let (γ, β) = (BatchMeanTests.normals(3, &generator), BatchMeanTests.normals(3, &generator))
    let Y = BatchNormalization.forward(X, scale: γ, shift: β, epsilon: 1e-3).output
    for i in 0..<3 {
      let alone = BatchNormalization.forward(
        Matrix(rows: 1, columns: 5, elements: X.row(i)), scale: [γ[i]], shift: [β[i]], epsilon: 1e-3)
      #expect(alone.output.elements == Y.row(i))
    }
    let order = [4, 2, 0, 1, 3]
    let shuffled = BatchNormalization.forward(X.columns(at: order), scale: γ, shift: β, epsilon: 1e-3).output
    for (one, other) in zip(shuffled.elements, Y.columns(at: order).elements) { #expect(abs(one - other) < 1e-14) }
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: B-46, γ = √(σ² + ε) and β = μ give the inputs back, γ = σ does not quite`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X: Matrix<Double> = Matrix(rows: 3, columns: 6) { _, _ in NormalVariate.next(using: &generator) }
    let (μ, σ²) = (BatchMean.value(X), BatchVariance.value(X))
    func furthest(_ γ: [Double]) -> Double {
      let Y = BatchNormalization.forward(X, scale: γ, shift: μ, epsilon: 1e-5).output
      return zip(Y.elements, X.elements).map { abs($0 - $1) }.max() ?? .infinity
    }
    #expect(furthest(σ².map { ($0 + 1e-5).squareRoot() }) < 2e-15)
    let without = furthest(σ².map { $0.squareRoot() })
    #expect(without > 1e-6 && without < 1e-4)
  }

  @Test(.equation("batch-normalization-backward"), arguments: Evidence.seeds)
  func `batch-normalization-backward: adds up to 0 over the batch, and where ε is 0 stands across x̂`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(3, 7, &generator)
    let (γ, C) = (BatchMeanTests.normals(3, &generator), BatchMeanTests.batch(3, 7, &generator))
    for ε in [0, 0.5] {
      let y = BatchNormalization.forward(X, scale: γ, shift: [0, 0, 0], epsilon: ε)
      let gradient = BatchNormalization.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
      for i in 0..<3 {
        #expect(abs(gradient.inputs.row(i).reduce(0, +)) < 1e-13)
        let across = zip(gradient.inputs.row(i), y.normalized.row(i)).reduce(0) { $0 + $1.0 * $1.1 }
        // Σ x̄ x̂ = γ/s (1 − Σ x̂²/m) Σ ȳ x̂ = γ/s ε/(σ² + ε) γ̄
        let expected = γ[i] / y.deviation[i] * ε / (y.deviation[i] * y.deviation[i]) * gradient.scale[i]
        #expect(abs(across - expected) < 1e-13)
      }
    }
  }

  @Test(.equation("batch-normalization-backward"), arguments: Evidence.seeds)
  func `batch-normalization-backward: the chain through μ and σ², term by term`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (n, m, ε) = (2, 5, 0.01)
    let X = BatchMeanTests.batch(n, m, &generator)
    let (γ, C) = (BatchMeanTests.normals(n, &generator), BatchMeanTests.batch(n, m, &generator))
    let y = BatchNormalization.forward(X, scale: γ, shift: [1, 2], epsilon: ε)
    let gradient = BatchNormalization.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
    let (μ, σ²) = (BatchMean.value(X), BatchVariance.value(X))
    // x̂ = (x − μ)/√(σ² + ε): directly, through μ, and through σ².
    let direct = Matrix(rows: n, columns: m) { i, j in γ[i] * C[i, j] / (σ²[i] + ε).squareRoot() }
    let of_μ = (0..<n).map { i in -direct.row(i).reduce(0, +) }
    let of_σ² = (0..<n).map { i in
      (0..<m).reduce(0) { $0 + γ[i] * C[i, $1] * (X[i, $1] - μ[i]) } * -0.5 / ((σ²[i] + ε) * (σ²[i] + ε).squareRoot())
    }
    let (through_μ, through_σ²) = (BatchMean.pullback(of_μ, at: X), BatchVariance.pullback(of_σ², at: X))
    for k in 0..<(n * m) {
      let chain = direct.elements[k] + through_μ.elements[k] + through_σ².elements[k]
      #expect(abs(gradient.inputs.elements[k] - chain) < 1e-13)
    }
  }

  @Test(.equation("batch-normalization-backward"), arguments: Evidence.seeds)
  func `batch-normalization-backward: of two samples' gradient only ε/(σ² + ε) is left`(_ seed: UInt64) {
    // x̂ is ±1 but for ε: the mean and the deviation of two numbers are all there is to them.
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, C) = (BatchMeanTests.batch(2, 2, &generator), BatchMeanTests.batch(2, 2, &generator))
    let (γ, ε) = (BatchMeanTests.normals(2, &generator), 0.25)
    let y = BatchNormalization.forward(X, scale: γ, shift: [0, 0], epsilon: ε)
    let gradient = BatchNormalization.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
    for i in 0..<2 {
      let s = y.deviation[i]
      let left = γ[i] / s * (ε / (s * s)) * (C[i, 0] - C[i, 1]) / 2
      #expect(abs(gradient.inputs[i, 0] - left) < 1e-14 && abs(gradient.inputs[i, 1] + left) < 1e-14)
    }
  }

  @Test(.equation("batch-normalization-backward"), arguments: Evidence.seeds)
  func `batch-normalization-backward: the remainder along any direction has slope 2`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let (n, m) = (2, 5)
    let C = BatchMeanTests.batch(n, m, &generator)
    let θ = BatchMeanTests.batch(n, m, &generator).elements + BatchMeanTests.normals(2 * n, &generator)
    func layer(_ θ: [Double]) -> (X: Matrix<Double>, γ: [Double], β: [Double]) {
      (Matrix(rows: n, columns: m, elements: Array(θ[..<10])), Array(θ[10..<12]), Array(θ[12...]))
    }
    func loss(_ θ: [Double]) -> Double {
      let (X, γ, β) = layer(θ)
      let Y = BatchNormalization.forward(X, scale: γ, shift: β, epsilon: 0.01).output
      return zip(Y.elements, C.elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let (X, γ, β) = layer(θ)
    let y = BatchNormalization.forward(X, scale: γ, shift: β, epsilon: 0.01)
    let gradient = BatchNormalization.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
    let slope = try #require(
      TaylorRemainder.slope(
        of: loss, gradient: gradient.inputs.elements + gradient.scale + gradient.shift, at: θ,
        along: BatchMeanTests.normals(14, &generator)))
    #expect(abs(slope - 2) < 0.1)
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: C-60, a batch of one gives β, whatever its sample`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, γ) = (BatchMeanTests.batch(3, 1, &generator), BatchMeanTests.normals(3, &generator))
    let y = BatchNormalization.forward(X, scale: γ, shift: [0.5, -2, 7], epsilon: 1e-5)
    #expect(y.output.elements == [0.5, -2, 7] && y.normalized.elements == [0, 0, 0])
    let gradient = BatchNormalization.backward(
      Matrix(rows: 3, columns: 1, elements: [1, 2, 3]), normalized: y.normalized, deviation: y.deviation, scale: γ)
    #expect(gradient.inputs.elements == [0, 0, 0] && gradient.scale == [0, 0, 0] && gradient.shift == [1, 2, 3])
  }

  @Test(.equation("batch-normalization-forward"), arguments: Evidence.seeds)
  func `batch-normalization-forward: C-60, one sample in two batches has two outputs, and one in inference`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, other) = (BatchMeanTests.batch(2, 5, &generator), BatchMeanTests.batch(2, 4, &generator))
    let mixed = Matrix(columns: [X.column(0)] + (0..<4).map { other.column($0) }, rows: 2)
    let (γ, β) = ([1.5, 2], [0.25, -1])
    let (one, two) = (
      BatchNormalization.forward(X, scale: γ, shift: β, epsilon: 1e-5).output.column(0),
      BatchNormalization.forward(mixed, scale: γ, shift: β, epsilon: 1e-5).output.column(0)
    )
    #expect(zip(one, two).contains { abs($0 - $1) > 1e-3 })
    let statistics = RunningStatistics(mean: [0.5, 0.25], variance: [2, 3.0])
    func inferred(_ X: Matrix<Double>) -> [Double] {
      BatchNormalizationInference.forward(X, statistics: statistics, scale: γ, shift: β, epsilon: 1e-5).output.column(0)
    }
    #expect(inferred(X) == inferred(mixed))
  }

  @Test(.equation("batch-normalization-forward"))
  func `batch-normalization-forward: edge cases`() {
    // 10²⁰⁰, whose square is no number, and 10⁻²⁰⁰ with ε = 0, whose square vanishes: (1, −3, 1.5) as ever.
    func normalized(_ size: Double, _ ε: Double) -> [Double] {
      let X = Matrix(rows: 1, columns: 3, elements: [size, -3 * size, 1.5 * size])
      return BatchNormalization.forward(X, scale: [1], shift: [0], epsilon: ε).normalized.elements
    }
    let usual = normalized(1, 0)
    for (size, ε) in [(1e200, 1e-5), (1e-200, 0), (1e300, 0), (1e-300, 0), (0x1p1000, 1e300)] {
      for (x̂, expected) in zip(normalized(size, ε), usual) { #expect(abs(x̂ - expected) < 1e-14) }
    }
    for (x̂, expected) in zip(normalized(1e-200, 1e-5), [1.0, -3, 1.5]) {
      #expect(abs(x̂ / ((expected + 1.0 / 6) * 1e-200 / 1e-5.squareRoot()) - 1) < 1e-15)
    }
    let empty = BatchNormalization.forward(
      Matrix<Double>(rows: 0, columns: 2, elements: []), scale: [], shift: [], epsilon: 0)
    #expect(empty.output.columns == 2 && empty.deviation == [])
    // 0/0 without an ε; with the smallest one β.
    let same = Matrix(rows: 1, columns: 3, elements: [0.1, 0.1, 0.1])
    let without = BatchNormalization.forward(same, scale: [2], shift: [5], epsilon: 0)
    #expect(without.output.elements.allSatisfy { $0.isNaN } && without.deviation == [0])
    #expect(
      BatchNormalization.forward(same, scale: [2], shift: [5], epsilon: .leastNonzeroMagnitude).output.elements == [
        5, 5, 5,
      ])
    for wrong in [Double.nan, .infinity] {
      let spoilt = BatchNormalization.forward(
        Matrix(rows: 2, columns: 2, elements: [1, wrong, 1, 3]), scale: [2, 2], shift: [5, 5], epsilon: 0)
      #expect(spoilt.output.row(0).allSatisfy { $0.isNaN } && spoilt.output.row(1) == [3, 7])
    }
  }

  @Test(.equation("batch-normalization-backward"))
  func `batch-normalization-backward: edge cases`() {
    // Equal samples: x̂ is 0, and the mean of the cotangents is taken away.
    let y = BatchNormalization.forward(
      Matrix(rows: 1, columns: 2, elements: [3.0, 3]), scale: [2], shift: [0], epsilon: 0.25)
    let gradient = BatchNormalization.backward(
      Matrix(rows: 1, columns: 2, elements: [1, 2]), normalized: y.normalized, deviation: y.deviation, scale: [2])
    #expect(gradient.inputs.elements == [-2, 2] && gradient.scale == [0] && gradient.shift == [3])
    let spoilt = BatchNormalization.backward(
      Matrix(rows: 2, columns: 2, elements: [.nan, 1, 1, 3]),
      normalized: Matrix(rows: 2, columns: 2, elements: [1, -1, 1, -1]), deviation: [1, 1], scale: [1, 1])
    #expect(spoilt.inputs.row(0).allSatisfy { $0.isNaN } && spoilt.inputs.row(1) == [0, 0])
    #expect(spoilt.scale[0].isNaN && spoilt.shift[0].isNaN && spoilt.scale[1] == -2 && spoilt.shift[1] == 4)
  }

  @Test(.equation("batch-normalization-forward"), arguments: [[1, 2], [2, 1], [3, 2], [2, 3]])
  func `batch-normalization-forward: γ or β of another length trap`(_ counts: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [counts] in
      _ = BatchNormalization.forward(
        Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, scale: [Double](repeating: 1, count: counts[0]),
        shift: [Double](repeating: 0, count: counts[1]), epsilon: 0.1)
    }
    Evidence.expect(
      result, says: "BatchNormalization.forward: \(counts[0]) scales and \(counts[1]) shifts for 2 features")
  }

  @Test(.equation("batch-normalization-forward"))
  func `batch-normalization-forward: a batch without samples traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNormalization.forward(
        Matrix<Double>(rows: 1, columns: 0, elements: []), scale: [1], shift: [0], epsilon: 0.1)
    }
    Evidence.expect(result, says: "BatchNormalization.forward: a batch of no samples has no mean")
  }

  @Test(.equation("batch-normalization-forward"), arguments: [-1e-5, .infinity, .nan].map(\.bitPattern))
  func `batch-normalization-forward: an ε that is negative, infinite or NaN traps`(_ bits: UInt64) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [bits] in
      _ = BatchNormalization.forward(
        Matrix(rows: 1, columns: 2, elements: [1.0, 2]), scale: [1], shift: [0], epsilon: Double(bitPattern: bits))
    }
    Evidence.expect(
      result,
      says: "BatchNormalization.forward: ε must be finite and not negative, not \(Double(bitPattern: bits))")
  }

  @Test(
    .equation("batch-normalization-backward"), arguments: [[1, 3, 2, 2], [2, 2, 2, 2], [2, 3, 1, 2], [2, 3, 2, 3]])
  func `batch-normalization-backward: shapes that do not fit trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = BatchNormalization.backward(
        Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1.0 },
        normalized: Matrix(rows: 2, columns: 3) { _, _ in 1 },
        deviation: [Double](repeating: 1, count: sizes[2]), scale: [Double](repeating: 1, count: sizes[3]))
    }
    Evidence.expect(
      result,
      says: """
        BatchNormalization.backward: the cotangent is \(sizes[0]) × \(sizes[1]), the normalized inputs 2 × 3, \
        with \(sizes[2]) deviations and \(sizes[3]) scales
        """)
  }

  @Test(.equation("batch-normalization-backward"))
  func `batch-normalization-backward: a batch without samples traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let none = Matrix<Double>(rows: 1, columns: 0, elements: [])
      _ = BatchNormalization.backward(none, normalized: none, deviation: [1], scale: [1])
    }
    Evidence.expect(result, says: "BatchNormalization.backward: a batch of no samples has no mean")
  }
}
