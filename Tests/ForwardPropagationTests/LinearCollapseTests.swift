import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LinearCollapseTests {
  @Test(.equation("linear-collapse-value"), arguments: try Evidence.vectors("linear-collapse-value"))
  func `linear-collapse-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  typealias Layer = (weights: Matrix<Double>, bias: [Double])

  /// Small integers, so that nothing rounds.
  static func layer(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Layer {
    func number() -> Double { Double(Shuffle.below(9, using: &generator)) - 4 }
    return (Matrix(rows: rows, columns: columns) { _, _ in number() }, (0..<rows).map { _ in number() })
  }

  static func apply(_ layer: Layer, _ x: Matrix<Double>) -> Matrix<Double> {
    AffineColumns.value(x, weights: layer.weights, bias: layer.bias)
  }

  @Test(.equation("linear-collapse-value"), arguments: Evidence.seeds)
  func `linear-collapse-value: the same map, in whole numbers exactly, and associative`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (f, g, h) = (
      Self.layer(4, 3, &generator), Self.layer(2, 4, &generator), Self.layer(5, 2, &generator)
    )
    let x = Self.layer(3, 2, &generator).weights
    let fg = LinearCollapse.value(first: f, second: g)
    #expect(Self.apply(fg, x) == Self.apply(g, Self.apply(f, x)))
    let left = LinearCollapse.value(first: fg, second: h)
    let right = LinearCollapse.value(first: f, second: LinearCollapse.value(first: g, second: h))
    #expect(left.weights == right.weights && left.bias == right.bias)
  }

  @Test(.equation("linear-collapse-value"), arguments: Evidence.seeds)
  func `linear-collapse-value: 100 layers are one, until a ReLU stands between them`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func layer() -> Layer {
      // Of variance 1/n, so that neither the product nor the passing numbers explode.
      let W = Matrix(rows: 5, columns: 5) { _, _ in NormalVariate.next(using: &generator) / Double(5).squareRoot() }
      return (W, (0..<5).map { _ in NormalVariate.next(using: &generator) })
    }
    let layers = (0..<100).map { _ in layer() }
    let x: Matrix<Double> = Matrix(rows: 5, columns: 1) { _, _ in NormalVariate.next(using: &generator) }
    let through = layers.reduce(x) { a, layer in Self.apply(layer, a) }
    let one = layers.dropFirst().reduce(layers[0]) { LinearCollapse.value(first: $0, second: $1) }
    let scale = EuclideanNorm.value(through.elements)
    let difference = zip(through.elements, Self.apply(one, x).elements).map { $0 - $1 }
    #expect(EuclideanNorm.value(difference) < 1e-13 * scale)
    let rectified = layers.reduce(x) { a, layer in Self.apply(layer, a).map { ReLU.value($0) } }
    #expect(EuclideanNorm.value(zip(rectified.elements, Self.apply(one, x).elements).map { $0 - $1 }) > 1e-3 * scale)
  }

  @Test(.equation("linear-collapse-value"), arguments: Evidence.seeds)
  func `linear-collapse-value: C-47, a layer of 2 between 5 and 5 leaves a matrix of rank 2`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let W = LinearCollapse.value(first: Self.layer(2, 5, &generator), second: Self.layer(5, 2, &generator)).weights
    func minor(_ r: [Int], _ c: [Int]) -> Double {
      func m(_ i: Int, _ j: Int) -> Double { W[r[i], c[j]] }
      return m(0, 0) * (m(1, 1) * m(2, 2) - m(1, 2) * m(2, 1)) - m(0, 1) * (m(1, 0) * m(2, 2) - m(1, 2) * m(2, 0))
        + m(0, 2) * (m(1, 0) * m(2, 1) - m(1, 1) * m(2, 0))
    }
    // Whole numbers: every 3 × 3 minor is exactly 0.
    for r in [[0, 1, 2], [0, 2, 4], [1, 3, 4]] {
      for c in [[0, 1, 2], [0, 2, 4], [1, 3, 4]] { #expect(minor(r, c) == 0) }
    }
  }

  @Test(.equation("linear-collapse-value"))
  func `linear-collapse-value: C-47, descent on two factors is not descent on their product`() {
    // L = ½ (w₂ w₁ − 1)² from w₁ = 2, w₂ = 1 at η = 0.1: the factors move by η e w₂ and η e w₁.
    let (w1, w2, η) = (2.0, 1.0, 0.1)
    let e = w2 * w1 - 1
    let factors = (w2 - η * e * w1) * (w1 - η * e * w2)
    let product = w2 * w1 - η * e
    #expect(abs(factors - 1.52) < 1e-15 && abs(product - 1.9) < 1e-15)
  }

  @Test(.equation("linear-collapse-value"))
  func `linear-collapse-value: C-39, with several inputs and outputs the collapsed map is affine, not a line`() {
    let layer = LinearCollapse.value(
      first: (Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]), [1, 1]),
      second: (Matrix(rows: 2, columns: 2, elements: [0, 1, 1, 0]), [5, 0]))
    #expect(layer.weights == Matrix(rows: 2, columns: 2, elements: [3, 4, 1, 2]) && layer.bias == [6, 1])
  }

  @Test(.equation("linear-collapse-value"))
  func `linear-collapse-value: edge cases`() {
    let empty: Layer = (Matrix(rows: 0, columns: 3, elements: []), [])
    let layer = LinearCollapse.value(first: empty, second: (Matrix(rows: 2, columns: 0, elements: []), [1, 2]))
    #expect(layer.weights == Matrix(rows: 2, columns: 3) { _, _ in 0 } && layer.bias == [1, 2])
  }

  @Test(.equation("linear-collapse-value"), arguments: [1, 3])
  func `linear-collapse-value: layers that do not fit trap`(_ h: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h] in
      _ = LinearCollapse.value(
        first: (Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, Array(repeating: 0, count: 2)),
        second: (Matrix(rows: 1, columns: h) { _, _ in 1.0 }, Array(repeating: 0, count: 1)))
    }
    Evidence.expect(
      result, says: "LinearCollapse.value: the first layer is 2 × 1 with 2 biases, the second 1 × \(h) with 1")
  }

  @Test(.equation("linear-collapse-value"), arguments: [1, 3])
  func `linear-collapse-value: a first bias too long or too short traps`(_ h: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h] in
      _ = LinearCollapse.value(
        first: (Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, Array(repeating: 0, count: h)),
        second: (Matrix(rows: 1, columns: 2) { _, _ in 1.0 }, Array(repeating: 0, count: 1)))
    }
    Evidence.expect(
      result, says: "LinearCollapse.value: the first layer is 2 × 1 with \(h) biases, the second 1 × 2 with 1")
  }

  @Test(.equation("linear-collapse-value"), arguments: [0, 2])
  func `linear-collapse-value: a second bias too long or too short traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = LinearCollapse.value(
        first: (Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, Array(repeating: 0, count: 2)),
        second: (Matrix(rows: 1, columns: 2) { _, _ in 1.0 }, Array(repeating: 0, count: o)))
    }
    Evidence.expect(
      result, says: "LinearCollapse.value: the first layer is 2 × 1 with 2 biases, the second 1 × 2 with \(o)")
  }
}
