import AttentionNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SelfAttentionTests {
  @Test(.equation("self-attention-forward"), arguments: try Evidence.vectors("self-attention-forward"))
  func `self-attention-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("self-attention-backward"), arguments: try Evidence.vectors("self-attention-backward"))
  func `self-attention-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("self-attention-backward"), arguments: Evidence.probes("self-attention-backward"))
  func `self-attention-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("self-attention-backward", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    ScaledDotProductAttentionTests.matrix(rows, columns, &generator)
  }

  /// A layer of width d, with keys of width 3 and values of width 2.
  static func layer(_ d: Int, _ generator: inout Xoshiro256StarStar) -> SelfAttention<Double> {
    SelfAttention(
      queryWeights: matrix(d, 3, &generator), keyWeights: matrix(d, 3, &generator),
      valueWeights: matrix(d, 2, &generator))
  }

  @Test(.equation("self-attention-forward"), arguments: Evidence.seeds)
  func `self-attention-forward: permuted positions give permuted results, and their encoding breaks that`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (layer, X) = (Self.layer(4, &generator), Self.matrix(5, 4, &generator))
    // A rotation, which moves every position.
    let places = [2, 3, 4, 0, 1]
    let moved = ScaledDotProductAttentionTests.rows(X, at: places)
    let expected = ScaledDotProductAttentionTests.rows(layer.forward(X).value, at: places)
    #expect(ScaledDotProductAttentionTests.difference(layer.forward(moved).value, expected) < 1e-14)
    let PE: Matrix<Double> = PositionalEncoding.value(positions: 5, width: 4)
    func encoded(_ X: Matrix<Double>) -> Matrix<Double> { Matrix(rows: 5, columns: 4) { i, c in X[i, c] + PE[i, c] } }
    let one = layer.forward(encoded(moved)).value
    let other = ScaledDotProductAttentionTests.rows(layer.forward(encoded(X)).value, at: places)
    #expect(ScaledDotProductAttentionTests.difference(one, other) > 1e-2)
    // A causal mask breaks it too.
    let causal = ScaledDotProductAttentionTests.rows(layer.forward(X, mask: .causal).value, at: places)
    #expect(ScaledDotProductAttentionTests.difference(layer.forward(moved, mask: .causal).value, causal) > 1e-2)
  }

  @Test(.equation("self-attention-forward"), arguments: Evidence.seeds)
  func `self-attention-forward: three products, then attention`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for n in [1, 2, 5] {
      let (layer, X) = (Self.layer(4, &generator), Self.matrix(n, 4, &generator))
      let pass = layer.forward(X, mask: .causal)
      let Q = MatrixProduct.value(X, layer.queryWeights)
      let K = MatrixProduct.value(X, layer.keyWeights)
      let V = MatrixProduct.value(X, layer.valueWeights)
      #expect(pass.queries == Q && pass.keys == K && pass.values == V && pass.input == X && pass.mask == .causal)
      let attention = ScaledDotProductAttention.forward(queries: Q, keys: K, values: V, mask: .causal)
      #expect(pass.value == attention.value && pass.weights == attention.weights)
      #expect(pass.value.row(0) == V.row(0))
    }
  }

  @Test(.equation("self-attention-backward"), arguments: Evidence.seeds)
  func `self-attention-backward: under a causal mask no result has a gradient by a later position`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (layer, X) = (Self.layer(4, &generator), Self.matrix(5, 4, &generator))
    let pass = layer.forward(X, mask: .causal)
    for i in 0..<5 {
      let C = Matrix(rows: 5, columns: 2) { row, k in row == i ? Double(k + 1) : 0 }
      let gradient = layer.backward(C, pass)
      for j in 0..<5 { #expect(gradient.input.row(j).allSatisfy { ($0 == 0) == (j > i) }, "\(i), \(j)") }
      var later = X
      for j in i + 1..<5 { for c in 0..<4 { later[j, c] = .nan } }
      #expect(layer.forward(later, mask: .causal).value.row(i) == pass.value.row(i))
    }
  }

  @Test(.equation("self-attention-forward"))
  func `self-attention-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 5)
    let (layer, X) = (Self.layer(4, &generator), Self.matrix(1, 4, &generator))
    #expect(layer.forward(X).value == MatrixProduct.value(X, layer.valueWeights))
    #expect(layer.forward(X).weights.elements == [1])
    let none = layer.forward(Matrix(rows: 0, columns: 4, elements: []))
    #expect(none.value.rows == 0 && none.value.columns == 2)
    let alone = layer.forward(
      Self.matrix(3, 4, &generator), mask: .allowing(Matrix(rows: 3, columns: 3) { _, _ in false }))
    #expect(alone.value.elements.allSatisfy { $0 == 0 })
  }

  @Test(.equation("self-attention-backward"))
  func `self-attention-backward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 6)
    let (layer, X) = (Self.layer(4, &generator), Self.matrix(1, 4, &generator))
    let one = layer.backward(Self.matrix(1, 2, &generator), layer.forward(X))
    #expect(one.queryWeights.elements.allSatisfy { $0 == 0 } && one.keyWeights.elements.allSatisfy { $0 == 0 })
    let none = layer.backward(
      Matrix(rows: 0, columns: 2, elements: []), layer.forward(Matrix(rows: 0, columns: 4, elements: [])))
    #expect(none.valueWeights == Matrix(rows: 4, columns: 2) { _, _ in 0 } && none.input.rows == 0)
  }

  @Test(
    .equation("self-attention-forward"), arguments: [[2, 3, 3, 3, 2, 1], [2, 3, 2, 4, 2, 1], [2, 3, 2, 3, 3, 1]])
  func `self-attention-forward: weights that do not fit trap`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> { Matrix(rows: rows, columns: columns) { _, _ in 1 } }
      _ = SelfAttention(queryWeights: ones(s[0], s[1]), keyWeights: ones(s[2], s[3]), valueWeights: ones(s[4], s[5]))
    }
    Evidence.expect(
      result,
      says: """
        SelfAttention: the query weights are \(s[0]) × \(s[1]), the key weights \(s[2]) × \(s[3]) and the value weights \
        \(s[4]) × \(s[5])
        """)
  }
}
