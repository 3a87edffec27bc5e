import AttentionNetworks
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import SpecConformance
import TensorAlgebra
import Testing

// A mutant that nothing can notice: 1 for 0 as P̄ where the mask forbids, since it is multiplied by P, which is 0 there.
@Suite struct ScaledDotProductAttentionTests {
  @Test(
    .equation("scaled-dot-product-attention-forward"),
    arguments: try Evidence.vectors("scaled-dot-product-attention-forward"))
  func `scaled-dot-product-attention-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("scaled-dot-product-attention-backward"),
    arguments: try Evidence.vectors("scaled-dot-product-attention-backward"))
  func `scaled-dot-product-attention-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("scaled-dot-product-attention-backward"),
    arguments: Evidence.probes("scaled-dot-product-attention-backward"))
  func `scaled-dot-product-attention-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("scaled-dot-product-attention-backward", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  /// A matrix with its rows in another order.
  static func rows(_ M: Matrix<Double>, at places: [Int]) -> Matrix<Double> {
    Matrix(rows: places.count, columns: M.columns) { i, j in M[places[i], j] }
  }

  static func difference(_ A: Matrix<Double>, _ B: Matrix<Double>) -> Double {
    precondition(A.rows == B.rows && A.columns == B.columns)
    return zip(A.elements, B.elements).map { ($0 - $1).magnitude }.max() ?? 0
  }

  typealias Case = (Q: Matrix<Double>, K: Matrix<Double>, V: Matrix<Double>)

  /// n queries and m keys, of width 3, with values of width 2.
  static func random(_ n: Int, _ m: Int, _ generator: inout Xoshiro256StarStar) -> Case {
    (matrix(n, 3, &generator), matrix(m, 3, &generator), matrix(m, 2, &generator))
  }

  static func value(_ c: Case, _ mask: AttentionMask = .unmasked) -> (value: Matrix<Double>, weights: Matrix<Double>) {
    ScaledDotProductAttention.forward(queries: c.Q, keys: c.K, values: c.V, mask: mask)
  }

  static func gradient(
    _ C: Matrix<Double>, _ c: Case, _ mask: AttentionMask = .unmasked
  ) -> (queries: Matrix<Double>, keys: Matrix<Double>, values: Matrix<Double>) {
    ScaledDotProductAttention.backward(
      C, queries: c.Q, keys: c.K, values: c.V, weights: value(c, mask).weights, mask: mask)
  }

  static let sizes = [(4, 5), (5, 4), (1, 6), (6, 1), (3, 3)]

  /// Masks of n × m, the last with a random choice that leaves the first query at least one key.
  static func masks(_ n: Int, _ m: Int, _ generator: inout Xoshiro256StarStar) -> [AttentionMask] {
    let random = Matrix(rows: n, columns: m) { i, j in
      i + j == 0 || Shuffle.below(2, using: &generator) == 0
    }
    return [.unmasked, .causal, .allowing(random)]
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: each row of weights is a distribution over what is allowed`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      let c = Self.random(n, m, &generator)
      for mask in Self.masks(n, m, &generator) {
        let P = Self.value(c, mask).weights
        for i in 0..<n {
          let allowed = (0..<m).filter { mask.allows(query: i, key: $0) }
          #expect(abs(P.row(i).reduce(0, +) - (allowed.isEmpty ? 0 : 1)) < 1e-15 * Double(m))
          for j in 0..<m { #expect(allowed.contains(j) ? P[i, j] > 0 && P[i, j] <= 1 : P[i, j] == 0) }
        }
      }
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: the weights are exponentials of q · k over √d_k, normalized`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      let c = Self.random(n, m, &generator)
      let (O, P) = Self.value(c)
      for i in 0..<n {
        let e = (0..<m).map { j in
          Double.exponential(zip(c.Q.row(i), c.K.row(j)).reduce(0) { $0 + $1.0 * $1.1 } / 1.7320508075688772)
        }
        for j in 0..<m { #expect(abs(P[i, j] - e[j] / e.reduce(0, +)) < 1e-14) }
        for k in 0..<2 { #expect(abs(O[i, k] - (0..<m).reduce(0) { $0 + P[i, $1] * c.V[$1, k] }) < 1e-14) }
      }
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: the output lies in the convex hull of the values`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      let c = Self.random(n, m, &generator)
      let O = Self.value(c).value
      // Along any direction no further than the furthest value.
      for _ in 0..<5 {
        let w = Self.matrix(1, 2, &generator).elements
        func along(_ v: [Double]) -> Double { v[0] * w[0] + v[1] * w[1] }
        let values = (0..<m).map { along(c.V.row($0)) }
        for i in 0..<n {
          let o = along(O.row(i))
          #expect((values.min() ?? 0) - 1e-14 <= o && o <= (values.max() ?? 0) + 1e-14)
        }
      }
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: equal keys give the mean of the values`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      var c = Self.random(n, m, &generator)
      c.K = Self.rows(c.K, at: Array(repeating: 0, count: m))
      let O = Self.value(c).value
      for i in 0..<n {
        for k in 0..<2 { #expect(abs(O[i, k] - c.V.column(k).reduce(0, +) / Double(m)) < 1e-14) }
      }
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: keys and values permuted change nothing, queries permuted permute it`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      let c = Self.random(n, m, &generator)
      let (O, P) = Self.value(c)
      let keys = Shuffle.permuted(Array(0..<m), using: &generator)
      let moved = Self.value((c.Q, Self.rows(c.K, at: keys), Self.rows(c.V, at: keys)))
      #expect(Self.difference(moved.value, O) < 1e-14)
      #expect(Self.difference(moved.weights, P.columns(at: keys)) < 1e-15)
      let queries = Shuffle.permuted(Array(0..<n), using: &generator)
      #expect(Self.value((Self.rows(c.Q, at: queries), c.K, c.V)).value == Self.rows(O, at: queries))
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-forward: a mask is attention to the allowed keys alone`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      let c = Self.random(n, m, &generator)
      for mask in Self.masks(n, m, &generator) {
        let (O, P) = Self.value(c, mask)
        for i in 0..<n {
          let places = (0..<m).filter { mask.allows(query: i, key: $0) }
          let alone = Self.value(
            (Self.rows(c.Q, at: [i]), Self.rows(c.K, at: places), Self.rows(c.V, at: places)))
          #expect(Self.difference(alone.value, Self.rows(O, at: [i])) < 1e-14)
          for (place, j) in places.enumerated() { #expect(abs(alone.weights[0, place] - P[i, j]) < 1e-15) }
        }
      }
      let all = AttentionMask.allowing(Matrix(rows: n, columns: m) { _, _ in true })
      #expect(Self.value(c, all).value == Self.value(c).value)
      let lower = AttentionMask.allowing(Matrix(rows: n, columns: m) { i, j in j <= i })
      #expect(Self.value(c, lower).value == Self.value(c, .causal).value)
    }
  }

  @Test(.equation("scaled-dot-product-attention-backward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-backward: under a causal mask nothing depends on what comes later`(_ seed: UInt64)
  {
    var generator = Xoshiro256StarStar(seed: seed)
    let c = Self.random(5, 5, &generator)
    let before = Self.value(c, .causal)
    for i in 0..<5 {
      var (K, V) = (c.K, c.V)
      for j in i + 1..<5 {
        for k in 0..<3 { K[j, k] = k == 0 ? .nan : 100 }
        for k in 0..<2 { V[j, k] = k == 0 ? .infinity : -7 }
      }
      let after = Self.value((c.Q, K, V), .causal)
      for row in 0...i {
        #expect(after.value.row(row) == before.value.row(row))
        #expect(after.weights.row(row) == before.weights.row(row))
      }
      // A cotangent of row i alone reaches no later key or value, and no other query.
      let C = Matrix(rows: 5, columns: 2) { row, k in row == i ? Double(k + 1) : 0 }
      let gradient = Self.gradient(C, c, .causal)
      for j in 0..<5 where j > i {
        #expect(gradient.keys.row(j) == [0, 0, 0] && gradient.values.row(j) == [0, 0])
      }
      for row in 0..<5 where row != i { #expect(gradient.queries.row(row) == [0, 0, 0]) }
      #expect(i == 0 || gradient.queries.row(i).allSatisfy { $0 != 0 })
      #expect(gradient.values.row(i).allSatisfy { $0 != 0 })
      // What comes later may be anything: the query's gradient stays as it is, and so do the keys' where it is finite,
      // since a later query sees it and 0 · ∞ is NaN.
      let other = ScaledDotProductAttention.backward(
        C, queries: c.Q, keys: K, values: V, weights: before.weights, mask: .causal)
      #expect(other.queries.row(i) == gradient.queries.row(i))
      let finite = ScaledDotProductAttention.backward(
        C, queries: c.Q, keys: K.map { $0.isFinite ? $0 : 9 }, values: V.map { $0.isFinite ? $0 : -9 },
        weights: before.weights, mask: .causal)
      for j in 0...i { #expect(finite.keys.row(j) == gradient.keys.row(j)) }
    }
  }

  @Test(.equation("scaled-dot-product-attention-backward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-backward: the scores' gradients sum to 0 in each row`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for (n, m) in Self.sizes {
      var c = Self.random(n, m, &generator)
      let C = Self.matrix(n, 2, &generator)
      for mask in Self.masks(n, m, &generator) {
        // Q̄ = S̄ K/√d_k: a vector added to every key adds its multiple by the row sum of S̄, which is 0.
        let moved: Case = (c.Q, Matrix(rows: m, columns: 3) { j, k in c.K[j, k] + Double(3 * k - 2) }, c.V)
        let (one, other) = (Self.gradient(C, c, mask), Self.gradient(C, moved, mask))
        #expect(Self.difference(one.queries, other.queries) < 1e-13)
        #expect(Self.difference(one.keys, other.keys) < 1e-13)
      }
      c.K = Matrix(rows: m, columns: 3) { _, _ in 1 }
      #expect(Self.gradient(C, c).queries.elements.allSatisfy { abs($0) < 1e-15 })
    }
  }

  @Test(.equation("scaled-dot-product-attention-backward"), arguments: Evidence.seeds)
  func `scaled-dot-product-attention-backward: the remainder shrinks with the square of the step`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let c = Self.random(4, 3, &generator)
    let C = Self.matrix(4, 2, &generator)
    let x = c.Q.elements + c.K.elements + c.V.elements
    let v = Self.matrix(1, x.count, &generator).elements
    for mask in Self.masks(4, 3, &generator) {
      func f(_ p: [Double]) -> Double {
        let O = Self.value(
          (
            Matrix(rows: 4, columns: 3, elements: Array(p[0..<12])),
            Matrix(rows: 3, columns: 3, elements: Array(p[12..<21])),
            Matrix(rows: 3, columns: 2, elements: Array(p[21..<27]))
          ), mask
        ).value
        return zip(C.elements, O.elements).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let g = Self.gradient(C, c, mask)
      let slope = TaylorRemainder.slope(
        of: f, gradient: g.queries.elements + g.keys.elements + g.values.elements, at: x, along: v)
      #expect(slope.map { abs($0 - 2) < 0.05 } == true, "\(mask): \(String(describing: slope))")
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"))
  func `scaled-dot-product-attention-forward: ATT-5, the scores' variance is d_k, and 1 when scaled`() {
    // Exactly: over all vectors of signs, which have mean 0 and variance 1.
    func signs(_ count: Int, _ number: Int) -> [Double] { (0..<count).map { number >> $0 & 1 == 0 ? -1 : 1 } }
    for d in 1...4 {
      let all = (0..<(1 << (2 * d))).map { number in
        DotProduct.value(signs(d, number), signs(d, number >> d))
      }
      #expect(all.reduce(0, +) == 0)
      #expect(all.reduce(0) { $0 + $1 * $1 } / Double(all.count) == Double(d))
    }
    // By chance: a mean of N squares of variance d² (2 + 6/d).
    var generator = Xoshiro256StarStar(seed: 47)
    for (d, N) in [(4, 8000), (64, 1000), (512, 200)] {
      let squares = (0..<N).map { _ in
        let (q, k): ([Double], [Double]) = (
          (0..<d).map { _ in NormalVariate.next(using: &generator) },
          (0..<d).map { _ in NormalVariate.next(using: &generator) }
        )
        let s = DotProduct.value(q, k)
        return s * s
      }
      let variance = squares.reduce(0, +) / Double(N)
      let deviation = Double(d) * ((2 + 6 / Double(d)) / Double(N)).squareRoot()
      #expect(abs(variance - Double(d)) < 4 * deviation, "d_k = \(d): \(variance)")
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"))
  func `scaled-dot-product-attention-forward: large scores saturate and do not overflow`() {
    let K = Matrix(rows: 3, columns: 1, elements: [1.0, 2, 3])
    let V = Matrix(rows: 3, columns: 1, elements: [10.0, 20, 30])
    for size in [1e3, 1e150, 1e308] {
      let (O, P) = ScaledDotProductAttention.forward(
        queries: Matrix(rows: 2, columns: 1, elements: [size / 3, -size / 3]), keys: K, values: V)
      #expect(O.elements == [30, 10])
      for (p, one) in zip(P.elements, [0.0, 0, 1, 1, 0, 0]) { #expect(abs(p - one) < 1e-100) }
    }
  }

  @Test(.equation("scaled-dot-product-attention-forward"))
  func `scaled-dot-product-attention-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 3)
    let c = Self.random(4, 1, &generator)
    // One key: its value for every query, whatever the scores are.
    for i in 0..<4 { #expect(Self.value(c).value.row(i) == c.V.row(0)) }
    // No keys: zeros, the sum of nothing.
    let (O, P) = Self.value((c.Q, Matrix(rows: 0, columns: 3, elements: []), Matrix(rows: 0, columns: 2, elements: [])))
    #expect(O == Matrix(rows: 4, columns: 2) { _, _ in 0 } && P.rows == 4 && P.columns == 0)
    // A row that may attend to nothing: the same, and the others do not notice.
    let d = Self.random(3, 4, &generator)
    let mask = AttentionMask.allowing(Matrix(rows: 3, columns: 4) { i, _ in i != 1 })
    let masked = Self.value(d, mask)
    #expect(masked.value.row(1) == [0, 0] && masked.weights.row(1) == [0, 0, 0, 0])
    #expect(masked.value.row(0) == Self.value(d).value.row(0) && masked.value.row(2) == Self.value(d).value.row(2))
    // No queries.
    let none = Self.value((Matrix(rows: 0, columns: 3, elements: []), d.K, d.V))
    #expect(none.value.rows == 0 && none.value.columns == 2 && none.weights.columns == 4)
    // NaN in a query spoils its row, in an allowed key every row.
    var spoilt = d
    spoilt.Q[1, 2] = .nan
    #expect(Self.value(spoilt).value.row(1).allSatisfy { $0.isNaN })
    #expect(Self.value(spoilt).value.row(0) == Self.value(d).value.row(0))
    spoilt = d
    spoilt.K[2, 0] = .nan
    #expect(Self.value(spoilt).value.elements.allSatisfy { $0.isNaN })
  }

  @Test(.equation("scaled-dot-product-attention-backward"))
  func `scaled-dot-product-attention-backward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 4)
    let c = Self.random(3, 4, &generator)
    let C = Self.matrix(3, 2, &generator)
    // A query that may attend to nothing has no gradient and gives none; one key alone gives its value's only.
    let mask = AttentionMask.allowing(Matrix(rows: 3, columns: 4) { i, j in i == 0 || i == 2 && j == 3 })
    let gradient = Self.gradient(C, c, mask)
    #expect(gradient.queries.row(1) == [0, 0, 0] && gradient.queries.row(2) == [0, 0, 0])
    let first = Self.gradient(Matrix(rows: 3, columns: 2) { i, k in i == 0 ? C[i, k] : 0 }, c, mask)
    #expect(gradient.keys == first.keys)
    for k in 0..<2 { #expect(abs(gradient.values[3, k] - first.values[3, k] - C[2, k]) < 1e-15) }
    let one = Self.random(2, 1, &generator)
    let alone = Self.gradient(Self.matrix(2, 2, &generator), one)
    #expect(alone.queries.elements.allSatisfy { $0 == 0 } && alone.keys.elements.allSatisfy { $0 == 0 })
    let empty = ScaledDotProductAttention.backward(
      Matrix(rows: 0, columns: 2, elements: []), queries: Matrix(rows: 0, columns: 3, elements: []), keys: c.K,
      values: c.V, weights: Matrix(rows: 0, columns: 4, elements: []))
    #expect(empty.queries.rows == 0 && empty.keys.elements == Array(repeating: 0, count: 12))
    #expect(empty.values.elements == Array(repeating: 0, count: 8))
  }

  static func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in 1 }
  }

  @Test(
    .equation("scaled-dot-product-attention-forward"),
    arguments: [[2, 3, 4, 2, 4, 1], [2, 3, 4, 3, 5, 1], [2, 0, 4, 0, 4, 1]])
  func `scaled-dot-product-attention-forward: shapes that do not fit trap`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      _ = ScaledDotProductAttention.forward(
        queries: Self.ones(s[0], s[1]), keys: Self.ones(s[2], s[3]), values: Self.ones(s[4], s[5]))
    }
    Evidence.expect(
      result,
      says: """
        ScaledDotProductAttention.forward: the queries are \(s[0]) × \(s[1]), the keys \(s[2]) × \(s[3]) and the values \
        \(s[4]) × \(s[5])
        """)
  }

  @Test(.equation("scaled-dot-product-attention-forward"), arguments: [(2, 4), (3, 3)])
  func `scaled-dot-product-attention-forward: a mask that does not fit traps`(_ rows: Int, _ columns: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [rows, columns] in
      _ = ScaledDotProductAttention.forward(
        queries: Self.ones(3, 1), keys: Self.ones(4, 1), values: Self.ones(4, 1),
        mask: .allowing(Matrix(rows: rows, columns: columns) { _, _ in true }))
    }
    Evidence.expect(result, says: "ScaledDotProductAttention.forward: the mask does not fit 3 queries and 4 keys")
  }

  @Test(
    .equation("scaled-dot-product-attention-backward"),
    arguments: [
      [2, 3, 4, 2, 4, 1, 2, 4, 2, 1], [2, 3, 4, 3, 5, 1, 2, 4, 2, 1], [2, 3, 4, 3, 4, 1, 3, 4, 2, 1],
      [2, 3, 4, 3, 4, 1, 2, 5, 2, 1], [2, 3, 4, 3, 4, 1, 2, 4, 3, 1], [2, 3, 4, 3, 4, 1, 2, 4, 2, 2],
    ])
  func `scaled-dot-product-attention-backward: shapes that do not fit trap`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      _ = ScaledDotProductAttention.backward(
        Self.ones(s[8], s[9]), queries: Self.ones(s[0], s[1]), keys: Self.ones(s[2], s[3]),
        values: Self.ones(s[4], s[5]), weights: Self.ones(s[6], s[7]))
    }
    Evidence.expect(
      result,
      says: """
        ScaledDotProductAttention.backward: the queries are \(s[0]) × \(s[1]), the keys \(s[2]) × \(s[3]), the values \
        \(s[4]) × \(s[5]), the weights \(s[6]) × \(s[7]) and the cotangent is \(s[8]) × \(s[9])
        """)
  }

  @Test(.equation("scaled-dot-product-attention-backward"))
  func `scaled-dot-product-attention-backward: a mask that does not fit traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ScaledDotProductAttention.backward(
        Self.ones(3, 1), queries: Self.ones(3, 1), keys: Self.ones(4, 1), values: Self.ones(4, 1),
        weights: Self.ones(3, 4), mask: .allowing(Matrix(rows: 4, columns: 3) { _, _ in true }))
    }
    Evidence.expect(result, says: "ScaledDotProductAttention.backward: the mask does not fit 3 queries and 4 keys")
  }
}
