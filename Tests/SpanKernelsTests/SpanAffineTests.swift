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
    for (o, n, m) in [(1, 1, 1), (2, 3, 5), (4, 2, 4), (3, 5, 9), (2, 0, 3), (3, 3, 2), (2, 2, 2)] {
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

  @Test func `sums over the samples run in four strands, which are added in pairs`() {
    func sum(_ C: [Double]) -> Double {
      var gradient = [0.0]
      var g = gradient.mutableSpan
      SpanAffine.parameterGradient(C.span, inputs: [Double]().span, outputs: 1, into: &g, from: 0)
      return gradient[0]
    }
    // 2⁵³ + 1 rounds back to 2⁵³, and 2⁵³ + 2 does not: only the order shows in the result.
    let large = 0x1p53
    #expect(sum([large, 1, 1, 1]) == large + 2)
    #expect(sum([1, 1, large, 1]) == large + 2)
    #expect(sum([large, 1, 1, 1, 1, 1, 1, 1]) == large + 6)
    #expect(sum([large, 1, 1, 1, 1]) == large + 2)
  }

  @Test(arguments: [(2, 1, 3, 2), (2, 1, 5, 2), (3, 2, 1, 2), (2, 2, 1, 3), (2, 2, 2, 2)])
  func `sums that do not fit trap`(_ weights: Int, _ o: Int, _ inputs: Int, _ sums: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [weights, o, inputs, sums] in
      var Z = Array(repeating: 0.0, count: sums)
      var z = Z.mutableSpan
      SpanAffine.forward(
        Array(repeating: 1.0, count: inputs).span, weights: Array(repeating: 1.0, count: weights).span,
        bias: Array(repeating: 1.0, count: o).span, into: &z)
    }
    Evidence.expect(
      result, says: "SpanAffine.forward: \(weights) weights for \(o) outputs, \(inputs) inputs and \(sums) sums")
  }

  @Test(arguments: [(1, 3), (-1, 2)])
  func `an input gradient that does not fit traps`(_ o: Int, _ inputs: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o, inputs] in
      var X̄ = Array(repeating: 0.0, count: inputs)
      var x = X̄.mutableSpan
      SpanAffine.inputGradient([1.0].span, weights: [1.0, 2].span, outputs: o, into: &x)
    }
    Evidence.expect(
      result, says: "SpanAffine.inputGradient: 2 weights for \(o) outputs, \(inputs) inputs and 1 sums")
  }

  @Test func `a layer without outputs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var Z: [Double] = []
      var z = Z.mutableSpan
      SpanAffine.forward([Double]().span, weights: [Double]().span, bias: [Double]().span, into: &z)
    }
    Evidence.expect(result, says: "SpanAffine.forward: 0 weights for 0 outputs, 0 inputs and 0 sums")
  }

  @Test(arguments: [(2, 0), (2, 3), (0, 2), (-2, 4)])
  func `a parameter gradient of no whole rows traps`(_ o: Int, _ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o, count] in
      var gradient = Array(repeating: 0.0, count: 9)
      var g = gradient.mutableSpan
      SpanAffine.parameterGradient(
        Array(repeating: 1.0, count: count).span, inputs: Array(repeating: 1.0, count: 4).span, outputs: o, into: &g,
        from: 0)
    }
    Evidence.expect(result, says: "SpanAffine.parameterGradient: \(count) numbers are no \(o) rows")
  }

  /// Of 2 outputs and 2 samples: an input more than 2 rows of them, a place too few, and places outside.
  @Test(arguments: [(5, 0, 9), (4, 0, 5), (4, 1, 6), (4, -1, 9)])
  func `a parameter gradient that does not fit traps`(_ inputs: Int, _ start: Int, _ places: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [inputs, start, places] in
      var gradient = Array(repeating: 0.0, count: places)
      var g = gradient.mutableSpan
      SpanAffine.parameterGradient(
        Array(repeating: 1.0, count: 4).span, inputs: Array(repeating: 1.0, count: inputs).span, outputs: 2, into: &g,
        from: start)
    }
    Evidence.expect(
      result, says: "SpanAffine.parameterGradient: \(inputs) inputs for 2 samples, \(places) places from \(start)")
  }
}
