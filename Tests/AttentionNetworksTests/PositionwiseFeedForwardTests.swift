import ActivationFunctions
import AttentionNetworks
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct PositionwiseFeedForwardTests {
  @Test(
    .equation("positionwise-feed-forward-forward"), arguments: try Evidence.vectors("positionwise-feed-forward-forward")
  )
  func `positionwise-feed-forward-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("positionwise-feed-forward-backward"),
    arguments: try Evidence.vectors("positionwise-feed-forward-backward"))
  func `positionwise-feed-forward-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("positionwise-feed-forward-backward"), arguments: Evidence.probes("positionwise-feed-forward-backward"))
  func `positionwise-feed-forward-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("positionwise-feed-forward-backward", at: probe) == [])
  }

  typealias Case = (X: Matrix<Double>, W₁: Matrix<Double>, b₁: [Double], W₂: Matrix<Double>, b₂: [Double])

  static func random(_ n: Int, _ d: Int, _ f: Int, _ o: Int, _ generator: inout Xoshiro256StarStar) -> Case {
    func matrix(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      ScaledDotProductAttentionTests.matrix(rows, columns, &generator)
    }
    return (matrix(n, d), matrix(d, f), matrix(1, f).elements, matrix(f, o), matrix(1, o).elements)
  }

  static func forward(_ c: Case) -> (value: Matrix<Double>, preactivation: Matrix<Double>) {
    PositionwiseFeedForward.forward(
      c.X, firstWeights: c.W₁, firstBias: c.b₁, secondWeights: c.W₂, secondBias: c.b₂)
  }

  @Test(.equation("positionwise-feed-forward-backward"), arguments: Evidence.seeds)
  func `positionwise-feed-forward-backward: two dense layers on the columns, forward and backward`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, d, f, o) in [(3, 2, 5, 4), (1, 3, 2, 3), (4, 1, 3, 1)] {
      let c = Self.random(n, d, f, o, &generator)
      let first = DenseLayer.forward(c.X.transposed, weights: c.W₁.transposed, bias: c.b₁, activation: .relu)
      let second = DenseLayer.forward(
        first.activation, weights: c.W₂.transposed, bias: c.b₂, activation: .identity)
      let pass = Self.forward(c)
      #expect(pass.value == second.activation.transposed)
      #expect(pass.preactivation == first.preactivation.transposed)
      let C = ScaledDotProductAttentionTests.matrix(n, o, &generator)
      let gradient = PositionwiseFeedForward.backward(
        C, inputs: c.X, preactivation: pass.preactivation, firstWeights: c.W₁, secondWeights: c.W₂)
      let upper = DenseLayer.backward(
        C.transposed, inputs: first.activation, weights: c.W₂.transposed, preactivation: second.preactivation,
        activation: .identity)
      let lower = DenseLayer.backward(
        upper.inputs, inputs: c.X.transposed, weights: c.W₁.transposed, preactivation: first.preactivation,
        activation: .relu)
      #expect(gradient.inputs == lower.inputs.transposed && gradient.firstWeights == lower.weights.transposed)
      #expect(gradient.firstBias == lower.bias && gradient.secondBias == upper.bias)
      #expect(gradient.secondWeights == upper.weights.transposed)
    }
  }

  @Test(.equation("positionwise-feed-forward-forward"), arguments: Evidence.seeds)
  func `positionwise-feed-forward-forward: each position by itself`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let c = Self.random(4, 2, 5, 3, &generator)
    let Y = Self.forward(c).value
    for i in 0..<4 {
      var alone = c
      alone.X = ScaledDotProductAttentionTests.rows(c.X, at: [i])
      #expect(Self.forward(alone).value.row(0) == Y.row(i))
    }
  }

  @Test(.equation("positionwise-feed-forward-forward"))
  func `positionwise-feed-forward-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 5)
    var c = Self.random(3, 2, 4, 2, &generator)
    c.X = Matrix(rows: 0, columns: 2, elements: [])
    #expect(Self.forward(c).value.rows == 0 && Self.forward(c).preactivation.columns == 4)
    c.X = Matrix(rows: 1, columns: 2, elements: [.nan, 1])
    #expect(Self.forward(c).value.elements.allSatisfy { $0.isNaN })
    // Hidden units that are all off leave the second bias.
    c.X = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    c.W₁ = c.W₁.map { -$0.magnitude }
    c.b₁ = [0, -1, 0, -2]
    #expect(Self.forward(c).value.row(0) == c.b₂ && Self.forward(c).value.row(1) == c.b₂)
  }

  @Test(.equation("positionwise-feed-forward-backward"))
  func `positionwise-feed-forward-backward: edge cases: a dead unit has no gradient and passes nothing on`() {
    let gradient = PositionwiseFeedForward.backward(
      Matrix(rows: 1, columns: 1, elements: [2.0]), inputs: Matrix(rows: 1, columns: 1, elements: [3]),
      preactivation: Matrix(rows: 1, columns: 3, elements: [0, -1, 4]),
      firstWeights: Matrix(rows: 1, columns: 3, elements: [5, 6, 7]),
      secondWeights: Matrix(rows: 3, columns: 1, elements: [8, 9, 10]))
    #expect(gradient.inputs.elements == [140] && gradient.firstWeights.elements == [0, 0, 60])
    #expect(gradient.firstBias == [0, 0, 20] && gradient.secondWeights.elements == [0, 0, 8])
    #expect(gradient.secondBias == [2])
  }
}
