import AttentionNetworks
import EvidenceTraits
import GradientChecking
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MultiHeadAttentionTests {
  @Test(.equation("multi-head-attention-forward"), arguments: try Evidence.vectors("multi-head-attention-forward"))
  func `multi-head-attention-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("multi-head-attention-backward"), arguments: try Evidence.vectors("multi-head-attention-backward"))
  func `multi-head-attention-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("multi-head-attention-backward"), arguments: Evidence.probes("multi-head-attention-backward"))
  func `multi-head-attention-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("multi-head-attention-backward", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    ScaledDotProductAttentionTests.matrix(rows, columns, &generator)
  }

  static func layer(_ d: Int, heads H: Int, _ generator: inout Xoshiro256StarStar) -> MultiHeadAttention<Double> {
    MultiHeadAttention(
      headCount: H, queryWeights: matrix(d, d, &generator), keyWeights: matrix(d, d, &generator),
      valueWeights: matrix(d, d, &generator), outputWeights: matrix(d, d, &generator))
  }

  @Test(.equation("multi-head-attention-forward"), arguments: Evidence.seeds)
  func `multi-head-attention-forward: one head and the identity for W_O are self-attention`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, some) = (Self.matrix(5, 4, &generator), Self.layer(4, heads: 1, &generator))
    let layer = MultiHeadAttention(
      headCount: 1, queryWeights: some.queryWeights, keyWeights: some.keyWeights, valueWeights: some.valueWeights,
      outputWeights: Matrix(rows: 4, columns: 4) { i, j in i == j ? 1 : 0 })
    let single = SelfAttention(
      queryWeights: some.queryWeights, keyWeights: some.keyWeights, valueWeights: some.valueWeights)
    let C = Self.matrix(5, 4, &generator)
    for mask in [AttentionMask.unmasked, .causal] {
      let (pass, other) = (layer.forward(queries: X, keys: X, values: X, mask: mask), single.forward(X, mask: mask))
      #expect(pass.value == other.value && pass.weights == [other.weights])
      let (gradient, expected) = (layer.backward(C, pass), single.backward(C, other))
      #expect(gradient.queryWeights == expected.queryWeights && gradient.keyWeights == expected.keyWeights)
      #expect(gradient.valueWeights == expected.valueWeights)
      let input = Matrix(rows: 5, columns: 4) { i, c in
        gradient.queries[i, c] + gradient.keys[i, c] + gradient.values[i, c]
      }
      #expect(input == expected.input)
    }
  }

  @Test(.equation("multi-head-attention-forward"), arguments: Evidence.seeds)
  func `multi-head-attention-forward: the sum of the heads, each through its own rows of W_O`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (d, H, n, m) in [(6, 3, 2, 4), (6, 2, 4, 3), (4, 4, 1, 5), (4, 1, 5, 1)] {
      let layer = Self.layer(d, heads: H, &generator)
      let (Q, K, V) = (Self.matrix(n, d, &generator), Self.matrix(m, d, &generator), Self.matrix(m, d, &generator))
      var total = Matrix(rows: n, columns: d) { _, _ in 0.0 }
      for h in 0..<H {
        let columns = Array(h * d / H..<(h + 1) * d / H)
        let head = ScaledDotProductAttention.forward(
          queries: MatrixProduct.value(Q, layer.queryWeights.columns(at: columns)),
          keys: MatrixProduct.value(K, layer.keyWeights.columns(at: columns)),
          values: MatrixProduct.value(V, layer.valueWeights.columns(at: columns)), mask: .causal)
        let rows = ScaledDotProductAttentionTests.rows(layer.outputWeights, at: columns)
        let part = MatrixProduct.value(head.value, rows)
        for k in total.elements.indices { total.elements[k] += part.elements[k] }
      }
      let pass = layer.forward(queries: Q, keys: K, values: V, mask: .causal)
      #expect(ScaledDotProductAttentionTests.difference(pass.value, total) < 1e-13)
      #expect(pass.weights.count == H && pass.weights.allSatisfy { $0.rows == n && $0.columns == m })
    }
  }

  @Test(.equation("multi-head-attention-backward"), arguments: Evidence.seeds)
  func `multi-head-attention-backward: the remainder shrinks with the square of the step`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (n, m, d, H) = (2, 3, 4, 2)
    let C = Self.matrix(n, d, &generator)
    let sizes = [(n, d), (m, d), (m, d), (d, d), (d, d), (d, d), (d, d)]
    let x = Self.matrix(1, sizes.reduce(0) { $0 + $1.0 * $1.1 }, &generator).elements.map { $0 / 2 }
    func read(_ p: [Double]) -> [Matrix<Double>] {
      var start = 0
      return sizes.map { rows, columns in
        defer { start += rows * columns }
        return Matrix(rows: rows, columns: columns, elements: Array(p[start..<start + rows * columns]))
      }
    }
    func layer(_ p: [Matrix<Double>]) -> MultiHeadAttention<Double> {
      MultiHeadAttention(headCount: H, queryWeights: p[3], keyWeights: p[4], valueWeights: p[5], outputWeights: p[6])
    }
    func f(_ p: [Double]) -> Double {
      let p = read(p)
      let Y = layer(p).forward(queries: p[0], keys: p[1], values: p[2]).value
      return zip(C.elements, Y.elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let p = read(x)
    let g = layer(p).backward(C, layer(p).forward(queries: p[0], keys: p[1], values: p[2]))
    let gradient = [g.queries, g.keys, g.values, g.queryWeights, g.keyWeights, g.valueWeights, g.outputWeights]
      .flatMap(\.elements)
    let slope = TaylorRemainder.slope(
      of: f, gradient: gradient, at: x, along: Self.matrix(1, x.count, &generator).elements)
    #expect(slope.map { abs($0 - 2) < 0.05 } == true, "\(String(describing: slope))")
  }

  @Test(.equation("multi-head-attention-forward"))
  func `multi-head-attention-forward: 4 d² numbers, whatever the number of heads`() {
    var generator = Xoshiro256StarStar(seed: 7)
    for H in [1, 2, 3, 6] {
      let layer = Self.layer(6, heads: H, &generator)
      let weights = [layer.queryWeights, layer.keyWeights, layer.valueWeights, layer.outputWeights]
      #expect(weights.reduce(0) { $0 + $1.elements.count } == 144)
    }
  }

  @Test(.equation("multi-head-attention-forward"))
  func `multi-head-attention-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 8)
    let layer = Self.layer(4, heads: 2, &generator)
    let X = Self.matrix(1, 4, &generator)
    let one = layer.forward(queries: X, keys: X, values: X).value
    let expected = MatrixProduct.value(MatrixProduct.value(X, layer.valueWeights), layer.outputWeights)
    #expect(ScaledDotProductAttentionTests.difference(one, expected) == 0)
    let none = Matrix<Double>(rows: 0, columns: 4, elements: [])
    #expect(layer.forward(queries: none, keys: X, values: X).value.rows == 0)
    #expect(layer.forward(queries: X, keys: none, values: none).value.elements == [0, 0, 0, 0])
  }

  @Test(.equation("multi-head-attention-backward"))
  func `multi-head-attention-backward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 9)
    let layer = Self.layer(4, heads: 2, &generator)
    let X = Self.matrix(1, 4, &generator)
    let g = layer.backward(Self.matrix(1, 4, &generator), layer.forward(queries: X, keys: X, values: X))
    #expect(g.queries.elements.allSatisfy { $0 == 0 } && g.keyWeights.elements.allSatisfy { $0 == 0 })
    #expect(g.values.elements.allSatisfy { $0 != 0 } && g.outputWeights.elements.allSatisfy { $0 != 0 })
  }

  @Test(.equation("multi-head-attention-forward"), arguments: [(4, 3), (4, 0), (6, 4)])
  func `multi-head-attention-forward: a width that the heads do not share evenly traps`(_ d: Int, _ H: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [d, H] in
      let W = Matrix(rows: d, columns: d) { _, _ in 1.0 }
      _ = MultiHeadAttention(headCount: H, queryWeights: W, keyWeights: W, valueWeights: W, outputWeights: W)
    }
    Evidence.expect(result, says: "MultiHeadAttention: a width of \(d) cannot be shared evenly among \(H) heads")
  }

  @Test(.equation("multi-head-attention-forward"), arguments: 0..<4)
  func `multi-head-attention-forward: weights that are not d × d trap`(_ place: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [place] in
      let W = (0..<4).map { k in Matrix(rows: 2, columns: k == place ? 3 : 2) { _, _ in 1.0 } }
      _ = MultiHeadAttention(
        headCount: 1, queryWeights: W[0], keyWeights: W[1], valueWeights: W[2], outputWeights: W[3])
    }
    Evidence.expect(result, says: "MultiHeadAttention: weights of 2 × 3, not 2 × 2")
  }
}
