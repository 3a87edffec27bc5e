import EvidenceTraits
import ForwardPropagation
import RecurrentNetworks
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RNNOutputTests {
  @Test(.equation("rnn-output-value"), arguments: try Evidence.vectors("rnn-output-value"))
  func `rnn-output-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-output-pullback"), arguments: try Evidence.vectors("rnn-output-pullback"))
  func `rnn-output-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-output-pullback"), arguments: Evidence.probes("rnn-output-pullback"))
  func `rnn-output-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("rnn-output-pullback", at: probe) == [])
  }

  typealias Case = (states: [Matrix<Double>], cotangents: [Matrix<Double>], weights: Matrix<Double>, bias: [Double])

  static func random(steps T: Int, units h: Int, outputs o: Int, samples m: Int, _ seed: UInt64) -> Case {
    var generator = Xoshiro256StarStar(seed: seed)
    func numbers(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
    }
    return (
      states: (0..<T).map { _ in numbers(h, m) }, cotangents: (0..<T).map { _ in numbers(o, m) },
      weights: numbers(o, h), bias: numbers(o, 1).elements
    )
  }

  /// The matrices side by side: a sequence as one batch.
  static func joined(_ sequence: [Matrix<Double>], rows: Int) -> Matrix<Double> {
    Matrix(columns: sequence.flatMap { M in (0..<M.columns).map(M.column) }, rows: rows)
  }

  @Test(.equation("rnn-output-pullback"), arguments: Evidence.seeds)
  func `rnn-output-pullback: all times side by side are one batch of a linear layer`(_ seed: UInt64) {
    let c = Self.random(steps: 5, units: 3, outputs: 2, samples: 4, seed)
    let (H, C) = (Self.joined(c.states, rows: 3), Self.joined(c.cotangents, rows: 2))
    let y = RNNOutput.value(c.states, weights: c.weights, bias: c.bias)
    #expect(Self.joined(y, rows: 2) == AffineColumns.value(H, weights: c.weights, bias: c.bias))
    let gradient = RNNOutput.pullback(c.cotangents, at: c.states, weights: c.weights)
    let batch = AffineColumns.pullback(C, at: H, weights: c.weights)
    #expect(Self.joined(gradient.states, rows: 3) == batch.inputs)
    for (ours, theirs) in zip(gradient.weights.elements + gradient.bias, batch.weights.elements + batch.bias) {
      #expect(abs(ours - theirs) < 1e-13)
    }
  }

  @Test(.equation("rnn-output-value"), arguments: Evidence.seeds)
  func `rnn-output-value: an output depends on its own state alone, and affinely`(_ seed: UInt64) {
    let c = Self.random(steps: 4, units: 3, outputs: 2, samples: 1, seed)
    let y = RNNOutput.value(c.states, weights: c.weights, bias: c.bias)
    for s in 0..<4 {
      var states = c.states
      states[s] = states[s].map { 2 * $0 }
      let moved = RNNOutput.value(states, weights: c.weights, bias: c.bias)
      for t in 0..<4 where t != s { #expect(moved[t] == y[t]) }
      for i in 0..<2 { #expect(abs(moved[s][i, 0] - (2 * y[s][i, 0] - c.bias[i])) < 1e-14) }
    }
  }

  @Test(.equation("rnn-output-value"))
  func `rnn-output-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 1, elements: [1.0, 2])
    #expect(RNNOutput.value([], weights: W, bias: [3, 4]).isEmpty)
    let h = [1.0, .nan].map { Matrix(rows: 1, columns: 1, elements: [$0]) }
    let y = RNNOutput.value(h, weights: W, bias: [3, 4])
    #expect(y[0].elements == [4, 6] && y[1].elements.allSatisfy { $0.isNaN })
  }

  @Test(.equation("rnn-output-pullback"))
  func `rnn-output-pullback: edge cases`() {
    let W = Matrix(rows: 2, columns: 1, elements: [1.0, 2])
    let none = RNNOutput.pullback([], at: [], weights: W)
    #expect(none.states.isEmpty && none.weights == W.map { _ in 0 } && none.bias == [0, 0])
    let h = [1.0, 2].map { Matrix(rows: 1, columns: 1, elements: [$0]) }
    let C = [Matrix(rows: 2, columns: 1, elements: [1.0, 2]), Matrix(rows: 2, columns: 1, elements: [.nan, 3])]
    let gradient = RNNOutput.pullback(C, at: h, weights: W)
    #expect(gradient.states[0].elements == [5] && gradient.states[1][0, 0].isNaN)
    #expect(gradient.bias[0].isNaN && gradient.bias[1] == 5 && gradient.weights[1, 0] == 8)
  }

  @Test(.equation("rnn-output-pullback"), arguments: [1, 3])
  func `rnn-output-pullback: another number of cotangents traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      _ = RNNOutput.pullback(Array(repeating: one, count: count), at: [one, one], weights: one)
    }
    Evidence.expect(result, says: "RNNOutput.pullback: there are 2 states but \(count) cotangents")
  }

  @Test(.equation("rnn-output-value"))
  func `rnn-output-value: a state of another height traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RNNOutput.value(
        [Matrix(rows: 2, columns: 1) { _, _ in 1.0 }], weights: Matrix(rows: 1, columns: 1) { _, _ in 1 }, bias: [1])
    }
    Evidence.expect(
      result, says: "AffineColumns.value: the weights are 1 × 1, the inputs 2 × 1 and there are 1 biases")
  }
}
