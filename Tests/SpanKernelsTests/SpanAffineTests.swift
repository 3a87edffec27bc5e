import EvidenceTraits
import ForwardPropagation
import SpanKernels
import TensorAlgebra
import Testing

@Suite struct SpanAffineTests {
  /// Sixteenths, so that sums are exact in any order.
  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in Double(Shuffle.below(128, using: &generator)) / 16 - 4 }
  }

  @Test(arguments: Evidence.seeds)
  func `the columns' sums and all three gradients, bit for bit where nothing rounds`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (o, n, m) in [(1, 1, 1), (2, 3, 5), (4, 2, 4), (3, 5, 9), (2, 0, 3)] {
      let (W, X, C) = (Self.matrix(o, n, &generator), Self.matrix(n, m, &generator), Self.matrix(o, m, &generator))
      let b = Self.matrix(o, 1, &generator).elements
      // Whatever stood there before must go.
      var Z = Array(repeating: 7.0, count: o * m)
      var X̄ = Array(repeating: 7.0, count: n * m)
      var gradient = Array(repeating: 7.0, count: 3 + o * (n + 1) + 2)
      do {
        var z = Z.mutableSpan
        SpanAffine.forward(X.elements.span, weights: W.elements.span, bias: b.span, into: &z)
        var x = X̄.mutableSpan
        SpanAffine.inputGradient(C.elements.span, weights: W.elements.span, outputs: o, into: &x)
        var g = gradient.mutableSpan
        SpanAffine.parameterGradient(C.elements.span, inputs: X.elements.span, outputs: o, into: &g, from: 3)
      }
      let expected = AffineColumns.pullback(C, at: X, weights: W)
      #expect(Z == AffineColumns.value(X, weights: W, bias: b).elements)
      #expect(X̄ == expected.inputs.elements)
      let written = expected.weights.elements + expected.bias
      #expect(gradient == [7, 7, 7] + written + Array(repeating: 7, count: gradient.count - 3 - written.count))
    }
  }

  @Test func `sums that do not fit trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var Z = [0.0, 0]
      var z = Z.mutableSpan
      SpanAffine.forward([1.0, 2, 3].span, weights: [1.0, 2].span, bias: [1.0].span, into: &z)
    }
    Evidence.expect(result, says: "SpanAffine.forward: 2 weights for 1 outputs, 3 inputs and 2 sums")
  }

  @Test func `an input gradient that does not fit traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var X̄ = [0.0, 0, 0]
      var x = X̄.mutableSpan
      SpanAffine.inputGradient([1.0].span, weights: [1.0, 2].span, outputs: 1, into: &x)
    }
    Evidence.expect(result, says: "SpanAffine.inputGradient: 2 weights for 1 outputs, 3 inputs and 1 sums")
  }

  @Test func `a layer without outputs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var Z: [Double] = []
      var z = Z.mutableSpan
      SpanAffine.forward([Double]().span, weights: [Double]().span, bias: [Double]().span, into: &z)
    }
    Evidence.expect(result, says: "SpanAffine.forward: 0 weights for 0 outputs, 0 inputs and 0 sums")
  }

  @Test(arguments: [(0, 0, 0, 6), (3, 4, 0, 6), (2, 4, 0, 9), (3, 4, 0, 5), (3, 4, 1, 6), (3, 4, -1, 9)])
  func `a parameter gradient that does not fit traps`(_ c: Int, _ x: Int, _ start: Int, _ places: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [c, x, start, places] in
      var gradient = Array(repeating: 0.0, count: places)
      var g = gradient.mutableSpan
      SpanAffine.parameterGradient(
        Array(repeating: 1.0, count: c).span, inputs: Array(repeating: 1.0, count: x).span, outputs: 2, into: &g,
        from: start)
    }
    Evidence.expect(result, says: "SpanAffine.parameterGradient: ")
  }
}
