import ActivationFunctions
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing
import UniversalApproximation

@Suite struct PolynomialCollapseTests {
  @Test(.equation("polynomial-collapse-value"), arguments: try Evidence.vectors("polynomial-collapse-value"))
  func `polynomial-collapse-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func normals(_ n: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<n).map { _ in NormalVariate.next(using: &generator) }
  }

  static func polynomial(_ c: [Double], at x: Double) -> Double { c.reversed().reduce(0) { $0 * x + $1 } }

  @Test(.equation("polynomial-collapse-value"), arguments: Evidence.seeds)
  func `polynomial-collapse-value: the network is that polynomial`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (N, d) in [(1, 2), (4, 3), (9, 1), (6, 5), (3, 0)] {
      let (w, b, v) = (
        Self.normals(N, &generator), Self.normals(N, &generator), Self.normals(N, &generator)
      )
      let a = Self.normals(d + 1, &generator)
      let c = PolynomialCollapse.value(weights: w, biases: b, coefficients: v, activation: a)
      #expect(c.count == d + 1)
      for x in [-2.0, -0.3, 0, 1, 1.7] {
        let terms = (0..<N).map { j in v[j] * Self.polynomial(a, at: w[j] * x + b[j]) }
        let size = terms.reduce(1) { $0 + abs($1) }
        #expect(abs(terms.reduce(0, +) - Self.polynomial(c, at: x)) < 1e-12 * size)
      }
    }
  }

  @Test(.equation("polynomial-collapse-value"), arguments: Evidence.seeds)
  func `polynomial-collapse-value: with the identity for σ it is the shallow network's line`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (w, b, v) = (Self.normals(5, &generator), Self.normals(5, &generator), Self.normals(5, &generator))
    let c = PolynomialCollapse.value(weights: w, biases: b, coefficients: v, activation: [0, 1])
    for x in [-1.0, 0.5, 3] {
      let g = ShallowNetwork.value(
        [x], weights: Matrix(rows: 5, columns: 1, elements: w), biases: b, coefficients: v, activation: .identity)
      #expect(abs(g - (c[0] + c[1] * x)) < 1e-13)
    }
  }

  /// The largest error for |x| among five even points of [−1, 1].
  static func furthest(_ c: [Double]) -> Double {
    [-1, -0.5, 0, 0.5, 1].map { abs(abs($0) - polynomial(c, at: $0)) }.max() ?? 0
  }

  @Test(.equation("polynomial-collapse-value"), arguments: Evidence.seeds)
  func `polynomial-collapse-value: UA-4, no width of squares or cubes comes nearer to |x| than 1/8`(_ seed: UInt64) {
    // Fourth differences of a cubic are 0, that of |x| at the five points is −2: the errors, weighted 1, 4, 6, 4, 1, make 2.
    var generator = Xoshiro256StarStar(seed: seed)
    for (N, a) in [(1, [0, 0, 1.0]), (5, [0, 0, 1]), (50, [0.5, 1, 1]), (20, [0, 0, 0, 1]), (200, [1, 2, 3, 4])] {
      let small = Self.normals(N, &generator).map { $0 / Double(N) }
      let c = PolynomialCollapse.value(
        weights: Self.normals(N, &generator), biases: Self.normals(N, &generator), coefficients: small, activation: a)
      #expect(Self.furthest(c) >= 0.125 - 1e-12)
    }
  }

  @Test(.equation("polynomial-collapse-value"))
  func
    `polynomial-collapse-value: UA-4, the best parabola is off by 1/8, the least-squares one by 3/16, two ReLUs by 0`()
  {
    // x² + 1/8 from two units with σ(z) = z²: ((x + b)² + (x − b)²)/2 = x² + b².
    let b = 0.125.squareRoot()
    let best = PolynomialCollapse.value(
      weights: [1, 1], biases: [b, -b], coefficients: [0.5, 0.5], activation: [0, 0, 1])
    #expect(abs(Self.furthest(best) - 0.125) < 1e-15)
    // Least squares: ∫ (|x| − p) xᵏ is 0 for k = 0, 1, 2, with the moments 2, 2/3, 2/5 of 1, x², x⁴ and 1, 1/2 of |x|.
    let p = [0.1875, 0, 0.9375]
    #expect(abs(1 - (2 * p[0] + p[2] * 2 / 3)) < 1e-15 && abs(0.5 - (p[0] * 2 / 3 + p[2] * 2 / 5)) < 1e-15)
    #expect(Self.furthest(p) == 0.1875)
    for x in [-1.0, -0.3, 0, 0.7] {
      let g = ShallowNetwork.value(
        [x], weights: Matrix(rows: 2, columns: 1, elements: [1, -1]), biases: [0, 0], coefficients: [1, 1],
        activation: .relu)
      #expect(g == abs(x))
    }
  }

  @Test(.equation("polynomial-collapse-value"))
  func `polynomial-collapse-value: edge cases`() {
    #expect(PolynomialCollapse.value(weights: [], biases: [], coefficients: [], activation: [0.0, 0, 1]) == [0, 0, 0])
    #expect(PolynomialCollapse.value(weights: [1.0], biases: [2], coefficients: [3], activation: []) == [])
    #expect(
      PolynomialCollapse.value(weights: [2.0], biases: [3], coefficients: [5], activation: [0, 0, 1]) == [45, 60, 20])
    let spoilt = PolynomialCollapse.value(weights: [1], biases: [.nan], coefficients: [1], activation: [0, 0, 1])
    #expect(spoilt[0].isNaN)
  }

  @Test(.equation("polynomial-collapse-value"), arguments: [[1, 2, 2], [2, 1, 2], [2, 2, 1]])
  func `polynomial-collapse-value: vectors of other lengths trap`(_ counts: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [counts] in
      _ = PolynomialCollapse.value(
        weights: [Double](repeating: 1, count: counts[0]), biases: [Double](repeating: 1, count: counts[1]),
        coefficients: [Double](repeating: 1, count: counts[2]), activation: [0, 1])
    }
    Evidence.expect(
      result,
      says: "PolynomialCollapse.value: \(counts[0]) weights, \(counts[1]) biases and \(counts[2]) coefficients")
  }
}
