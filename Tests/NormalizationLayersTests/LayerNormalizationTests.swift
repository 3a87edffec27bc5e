import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LayerNormalizationTests {
  @Test(.equation("layer-normalization-forward"), arguments: try Evidence.vectors("layer-normalization-forward"))
  func `layer-normalization-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("layer-normalization-backward"), arguments: try Evidence.vectors("layer-normalization-backward"))
  func `layer-normalization-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("layer-normalization-backward"), arguments: Evidence.probes("layer-normalization-backward"))
  func `layer-normalization-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("layer-normalization-backward", at: probe) == [])
  }

  static func numbers(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  static func norm(_ x: [Double], _ ε: Double) -> [Double] {
    let (ones, zeros) = (x.map { _ in 1.0 }, x.map { _ in 0.0 })
    return LayerNormalization.forward(x, scale: ones, shift: zeros, epsilon: ε).value
  }

  @Test(.equation("layer-normalization-forward"), arguments: Evidence.seeds)
  func `layer-normalization-forward: mean 0, and variance v/(v + ε)`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let d = 2 + Int(seed % 11)
    let x = Self.numbers(d, &generator).map { 3 * $0 + 1 }
    let μ = x.reduce(0, +) / Double(d)
    let v = x.reduce(0) { $0 + ($1 - μ) * ($1 - μ) } / Double(d)
    for ε in [0, 1e-5, 2] {
      let y = Self.norm(x, ε)
      let mean = y.reduce(0, +) / Double(d)
      let square = y.reduce(0) { $0 + $1 * $1 } / Double(d)
      #expect(abs(mean) < 1e-14 && abs(square - v / (v + ε)) < 1e-13)
    }
  }

  @Test(.equation("layer-normalization-forward"), arguments: Evidence.seeds)
  func `layer-normalization-forward: a common shift changes nothing, a common factor its sign at most`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let x = Self.numbers(7, &generator).map { ($0 * 1024).rounded() / 1024 }
    let y = Self.norm(x, 0.25)
    // Sums and products that are exact, so that nothing but the kernel rounds.
    #expect(Self.norm(x.map { $0 + 1_048_576 }, 0.25) == y)
    #expect(Self.norm(x.map { -4 * $0 }, 4) == y.map { -$0 })
    let scaled = Self.norm(x.map { 3 * $0 }, 0)
    for (one, other) in zip(scaled, Self.norm(x, 0)) { #expect(abs(one - other) < 1e-14) }
  }

  @Test(.equation("layer-normalization-forward"), arguments: Evidence.seeds)
  func `layer-normalization-forward: a permutation of the elements permutes the result`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, γ, β) = (Self.numbers(6, &generator), Self.numbers(6, &generator), Self.numbers(6, &generator))
    let order = Shuffle.permuted(Array(0..<6), using: &generator)
    func permuted(_ v: [Double]) -> [Double] { order.map { v[$0] } }
    let y = LayerNormalization.forward(x, scale: γ, shift: β, epsilon: 1e-3).value
    let other = LayerNormalization.forward(permuted(x), scale: permuted(γ), shift: permuted(β), epsilon: 1e-3).value
    for (one, two) in zip(other, permuted(y)) { #expect(abs(one - two) < 1e-13) }
  }

  @Test(.equation("layer-normalization-backward"), arguments: Evidence.seeds)
  func `layer-normalization-backward: the gradient by x sums to 0, and with ε = 0 is orthogonal to x`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, γ, c) = (Self.numbers(9, &generator), Self.numbers(9, &generator), Self.numbers(9, &generator))
    for ε in [0, 0.5] {
      let layer = LayerNormalization.forward(x, scale: γ, shift: x, epsilon: ε)
      let gradient = LayerNormalization.backward(
        c, normalized: layer.normalized, deviation: layer.deviation, scale: γ)
      // y does not change with a common shift of x, nor, with ε = 0, with its length.
      #expect(abs(gradient.input.reduce(0, +)) < 1e-13)
      let along = zip(gradient.input, x).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(ε == 0 ? abs(along) < 1e-13 : abs(along) > 1e-6)
      #expect(gradient.shift == c)
      #expect(gradient.scale == zip(c, layer.normalized).map { $0 * $1 })
    }
  }

  @Test(.equation("layer-normalization-backward"), arguments: Evidence.seeds)
  func `layer-normalization-backward: rows are normalized one by one, and their parameters' gradients added up`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, d) in [(3, 5), (1, 4), (4, 1), (0, 2)] {
      let X = Matrix(rows: n, columns: d, elements: Self.numbers(n * d, &generator))
      let C = Matrix(rows: n, columns: d, elements: Self.numbers(n * d, &generator))
      let (γ, β) = (Self.numbers(d, &generator), Self.numbers(d, &generator))
      let layer = LayerNormalization.forward(rows: X, scale: γ, shift: β, epsilon: 0.01)
      let gradient = LayerNormalization.backward(
        rows: C, normalized: layer.normalized, deviations: layer.deviations, scale: γ)
      var (scale, shift) = (γ.map { _ in 0.0 }, γ.map { _ in 0.0 })
      for i in 0..<n {
        let one = LayerNormalization.forward(X.row(i), scale: γ, shift: β, epsilon: 0.01)
        #expect(layer.value.row(i) == one.value && layer.normalized.row(i) == one.normalized)
        #expect(layer.deviations[i] == one.deviation)
        let part = LayerNormalization.backward(
          C.row(i), normalized: one.normalized, deviation: one.deviation, scale: γ)
        #expect(gradient.inputs.row(i) == part.input)
        for k in 0..<d { (scale[k], shift[k]) = (scale[k] + part.scale[k], shift[k] + part.shift[k]) }
      }
      #expect(gradient.scale == scale && gradient.shift == shift)
      #expect(gradient.inputs.rows == n && gradient.inputs.columns == d)
    }
  }

  @Test(.equation("layer-normalization-backward"), arguments: Evidence.seeds)
  func `layer-normalization-backward: the remainder shrinks with the square of the step`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, γ, β) = (Self.numbers(5, &generator), Self.numbers(5, &generator), Self.numbers(5, &generator))
    let (c, v) = (Self.numbers(5, &generator), Self.numbers(15, &generator))
    func f(_ p: [Double]) -> Double {
      let y = LayerNormalization.forward(
        Array(p[0..<5]), scale: Array(p[5..<10]), shift: Array(p[10..<15]), epsilon: 0.1
      ).value
      return zip(c, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let layer = LayerNormalization.forward(x, scale: γ, shift: β, epsilon: 0.1)
    let g = LayerNormalization.backward(c, normalized: layer.normalized, deviation: layer.deviation, scale: γ)
    let slope = TaylorRemainder.slope(of: f, gradient: g.input + g.scale + g.shift, at: x + γ + β, along: v)
    #expect(slope.map { abs($0 - 2) < 0.05 } == true, "\(String(describing: slope))")
  }

  @Test(.equation("layer-normalization-forward"))
  func `layer-normalization-forward: edge cases`() {
    let one = LayerNormalization.forward([3.5], scale: [2], shift: [0.75], epsilon: 0.25)
    #expect(one.value == [0.75] && one.normalized == [0] && one.deviation == 0.5)
    let equal = LayerNormalization.forward([0.1, 0.1, 0.1], scale: [1, 2, 3], shift: [4, 5, 6], epsilon: 0.25)
    #expect(equal.value == [4, 5, 6] && equal.deviation == 0.5)
    let undefined = LayerNormalization.forward([2.0, 2], scale: [1, 1], shift: [0, 0], epsilon: 0)
    #expect(undefined.value.allSatisfy { $0.isNaN } && undefined.deviation == 0)
    // x̂ of −1, 0 and 1 is −√1.5, 0 and √1.5, however far apart or close together they are.
    for size in [1.5e308, 1e200, 1, 1e-200, .leastNonzeroMagnitude] {
      let y = Self.norm([-size, 0, size], 0)
      #expect(y[0] == -y[2] && y[1] == 0 && abs(y[2] - 1.224744871391589) < 1e-15, "\(size)")
    }
    #expect(Self.norm([-1e-200, 0, 1e-200], 1e-5)[2] == 1e-200 / (1e-5).squareRoot())
    for bad in [Double.nan, .infinity, -.infinity] {
      for i in 0..<3 {
        var x = [1.0, 2, 4]
        x[i] = bad
        #expect(Self.norm(x, 1e-5).allSatisfy { $0.isNaN })
      }
    }
  }

  @Test(.equation("layer-normalization-backward"))
  func `layer-normalization-backward: edge cases`() {
    let one = LayerNormalization.backward([1.5], normalized: [0], deviation: 0.5, scale: [2])
    #expect(one.input == [0] && one.scale == [0] && one.shift == [1.5])
    let equal = LayerNormalization.backward(
      [1.0, -2, 4], normalized: [0, 0, 0], deviation: 0.5, scale: [1, 1, 1])
    #expect(equal.input == [0, -6, 6])
    let spoilt = LayerNormalization.backward([.nan, 1], normalized: [-1, 1], deviation: 1, scale: [1.0, 1])
    #expect(spoilt.input.allSatisfy { $0.isNaN } && spoilt.scale[1] == 1 && spoilt.shift[1] == 1)
  }

  @Test(.equation("layer-normalization-forward"), arguments: [(0, 0, 0), (2, 1, 2), (2, 2, 3)])
  func `layer-normalization-forward: sizes that do not fit trap`(_ x: Int, _ γ: Int, _ β: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [x, γ, β] in
      _ = LayerNormalization.forward(
        Array(repeating: 1.0, count: x), scale: Array(repeating: 1, count: γ), shift: Array(repeating: 1, count: β),
        epsilon: 0.1)
    }
    Evidence.expect(
      result, says: "LayerNormalization.forward: x has \(x) elements, the scale \(γ) and the shift \(β)")
  }

  @Test(.equation("layer-normalization-forward"))
  func `layer-normalization-forward: a negative ε traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LayerNormalization.forward([1.0], scale: [1], shift: [1], epsilon: -0.5)
    }
    Evidence.expect(result, says: "LayerNormalization.forward: ε must be at least 0, not -0.5")
  }

  @Test(.equation("layer-normalization-backward"), arguments: [(0, 0, 0), (2, 1, 2), (2, 2, 3)])
  func `layer-normalization-backward: sizes that do not fit trap`(_ x: Int, _ c: Int, _ γ: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [x, c, γ] in
      _ = LayerNormalization.backward(
        Array(repeating: 1.0, count: c), normalized: Array(repeating: 1, count: x), deviation: 1,
        scale: Array(repeating: 1, count: γ))
    }
    Evidence.expect(
      result, says: "LayerNormalization.backward: x̂ has \(x) elements, the cotangent \(c) and the scale \(γ)")
  }

  @Test(.equation("layer-normalization-backward"), arguments: [(1, 2), (2, 1)])
  func `layer-normalization-backward: as many rows and deviations as the input had, or it traps`(
    _ rows: Int, _ deviations: Int
  ) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [rows, deviations] in
      _ = LayerNormalization.backward(
        rows: Matrix(rows: rows, columns: 1) { _, _ in 1.0 }, normalized: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        deviations: Array(repeating: 1, count: deviations), scale: [1])
    }
    Evidence.expect(
      result,
      says: "LayerNormalization.backward: X̂ has 2 rows, the cotangent \(rows) and there are \(deviations) deviations")
  }
}
