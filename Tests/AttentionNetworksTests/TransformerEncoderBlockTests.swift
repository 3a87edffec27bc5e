import AttentionNetworks
import EvidenceTraits
import GradientChecking
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct TransformerEncoderBlockTests {
  @Test(
    .equation("transformer-encoder-block-forward"), arguments: try Evidence.vectors("transformer-encoder-block-forward")
  )
  func `transformer-encoder-block-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("transformer-encoder-block-backward"),
    arguments: try Evidence.vectors("transformer-encoder-block-backward"))
  func `transformer-encoder-block-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("transformer-encoder-block-backward"), arguments: Evidence.probes("transformer-encoder-block-backward"))
  func `transformer-encoder-block-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("transformer-encoder-block-backward", at: probe) == [])
  }

  static let placements: [TransformerBlockShape.NormalizationPlacement] = [.afterSum, .beforeHalf]

  static func random(
    _ shape: TransformerBlockShape, positions n: Int, _ generator: inout Xoshiro256StarStar
  ) -> (block: TransformerEncoderBlock<Double>, X: Matrix<Double>) {
    let θ = ScaledDotProductAttentionTests.matrix(1, shape.parameterCount, &generator).elements
    return (
      TransformerEncoderBlock(shape: shape, parameters: θ.map { $0 / 2 }),
      ScaledDotProductAttentionTests.matrix(n, shape.width, &generator)
    )
  }

  static func shape(_ placement: TransformerBlockShape.NormalizationPlacement) -> TransformerBlockShape {
    TransformerBlockShape(width: 4, headCount: 2, hiddenWidth: 5, normalization: placement, epsilon: 0.01)
  }

  @Test(.equation("transformer-encoder-block-backward"), arguments: Evidence.seeds)
  func `transformer-encoder-block-backward: the remainder shrinks with the square of the step`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let placement = Self.placements[Int(seed % 2)]
    for (n, mask) in [(3, AttentionMask.causal), (1, .unmasked)] {
      let (block, X) = Self.random(Self.shape(placement), positions: n, &generator)
      let C = ScaledDotProductAttentionTests.matrix(n, 4, &generator)
      let v = ScaledDotProductAttentionTests.matrix(1, block.parameters.count + n * 4, &generator).elements
      func f(_ p: [Double]) -> Double {
        let moved = TransformerEncoderBlock(shape: block.shape, parameters: Array(p[(n * 4)...]))
        let Z = moved.forward(Matrix(rows: n, columns: 4, elements: Array(p[..<(n * 4)])), mask: mask).value
        return zip(C.elements, Z.elements).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let g = block.backward(C, block.forward(X, mask: mask))
      let slope = TaylorRemainder.slope(
        of: f, gradient: g.input.elements + g.parameters, at: X.elements + block.parameters, along: v)
      #expect(slope.map { abs($0 - 2) < 0.1 } == true, "\(placement), \(n): \(String(describing: slope))")
    }
  }

  @Test(.equation("transformer-encoder-block-backward"), arguments: Evidence.seeds)
  func `transformer-encoder-block-backward: under a causal mask nothing depends on a later position`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for placement in Self.placements {
      let (block, X) = Self.random(Self.shape(placement), positions: 4, &generator)
      let pass = block.forward(X, mask: .causal)
      for i in 0..<4 {
        var later = X
        for j in i + 1..<4 { for c in 0..<4 { later[j, c] = c == 0 ? .nan : 1e3 } }
        #expect(block.forward(later, mask: .causal).value.row(i) == pass.value.row(i))
        let C = Matrix(rows: 4, columns: 4) { row, c in row == i ? Double(c * c + 1) : 0 }
        let gradient = block.backward(C, pass).input
        for j in 0..<4 { #expect(gradient.row(j).allSatisfy { ($0 == 0) == (j > i) }, "\(i), \(j)") }
      }
    }
  }

  @Test(.equation("transformer-encoder-block-forward"), arguments: Evidence.seeds)
  func `transformer-encoder-block-forward: permuted positions give permuted results`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for placement in Self.placements {
      let (block, X) = Self.random(Self.shape(placement), positions: 5, &generator)
      let places = Shuffle.permuted(Array(0..<5), using: &generator)
      let moved = block.forward(ScaledDotProductAttentionTests.rows(X, at: places)).value
      let expected = ScaledDotProductAttentionTests.rows(block.forward(X).value, at: places)
      #expect(ScaledDotProductAttentionTests.difference(moved, expected) < 1e-12)
    }
  }

  @Test(.equation("transformer-encoder-block-forward"), arguments: Evidence.seeds)
  func `transformer-encoder-block-forward: its halves one after the other, from the parameters in their order`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for placement in Self.placements {
      let (block, X) = Self.random(Self.shape(placement), positions: 3, &generator)
      var rest = block.parameters[...]
      func next(_ count: Int) -> [Double] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      func matrix(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        Matrix(rows: rows, columns: columns, elements: next(rows * columns))
      }
      let attention = MultiHeadAttention(
        headCount: 2, queryWeights: matrix(4, 4), keyWeights: matrix(4, 4), valueWeights: matrix(4, 4),
        outputWeights: matrix(4, 4))
      let (γ₁, β₁, W₁, b₁) = (next(4), next(4), matrix(4, 5), next(5))
      let (W₂, b₂, γ₂, β₂) = (matrix(5, 4), next(4), next(4), next(4))
      #expect(rest.isEmpty)
      func norm(_ M: Matrix<Double>, _ γ: [Double], _ β: [Double]) -> Matrix<Double> {
        let rows = (0..<3).map { LayerNormalization.forward(M.row($0), scale: γ, shift: β, epsilon: 0.01).value }
        return Matrix(rows: 3, columns: 4) { i, c in rows[i][c] }
      }
      func add(_ A: Matrix<Double>, _ B: Matrix<Double>) -> Matrix<Double> {
        Matrix(rows: 3, columns: 4) { i, c in A[i, c] + B[i, c] }
      }
      func network(_ M: Matrix<Double>) -> Matrix<Double> {
        PositionwiseFeedForward.forward(M, firstWeights: W₁, firstBias: b₁, secondWeights: W₂, secondBias: b₂).value
      }
      func heads(_ M: Matrix<Double>) -> Matrix<Double> {
        attention.forward(queries: M, keys: M, values: M, mask: .causal).value
      }
      let expected: Matrix<Double>
      switch placement {
      case .afterSum:
        let Y = norm(add(X, heads(X)), γ₁, β₁)
        expected = norm(add(Y, network(Y)), γ₂, β₂)
      case .beforeHalf:
        let Y = add(X, heads(norm(X, γ₁, β₁)))
        expected = add(Y, network(norm(Y, γ₂, β₂)))
      }
      #expect(block.forward(X, mask: .causal).value == expected)
    }
  }

  /// Both halves switched off, γ = 1 and β = 0.
  static func silent(_ placement: TransformerBlockShape.NormalizationPlacement) -> TransformerEncoderBlock<Double> {
    let zeros = { (count: Int) in Array(repeating: 0.0, count: count) }
    let ones = Array(repeating: 1.0, count: 4)
    return TransformerEncoderBlock(
      shape: shape(placement),
      parameters: zeros(64) + ones + zeros(4) + zeros(20 + 5 + 20 + 4) + ones + zeros(4))
  }

  @Test(.equation("transformer-encoder-block-forward"))
  func `transformer-encoder-block-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 6)
    let X = ScaledDotProductAttentionTests.matrix(3, 4, &generator)
    // With both halves silent the residual connections are left: the identity, or two normalizations.
    #expect(Self.silent(.beforeHalf).forward(X).value == X)
    let Z = Self.silent(.afterSum).forward(X).value
    for i in 0..<3 {
      #expect(abs(Z.row(i).reduce(0, +)) < 1e-14)
      #expect(abs(Z.row(i).reduce(0) { $0 + $1 * $1 } / 4 - 1) < 0.05)
    }
    for placement in Self.placements {
      let (block, _) = Self.random(Self.shape(placement), positions: 1, &generator)
      #expect(block.forward(Matrix(rows: 0, columns: 4, elements: [])).value.rows == 0)
      let spoilt = block.forward(Matrix(rows: 2, columns: 4) { i, _ in i == 1 ? .nan : 1 }, mask: .causal).value
      #expect(spoilt.row(0).allSatisfy { $0.isFinite } && spoilt.row(1).allSatisfy { $0.isNaN })
    }
    #expect(
      TransformerBlockShape(width: 2, headCount: 1, hiddenWidth: 1, normalization: .afterSum).epsilon == 1e-5)
    #expect(Self.shape(.afterSum).parameterCount == 64 + 20 + 5 + 20 + 4 + 16)
  }

  @Test(.equation("transformer-encoder-block-backward"))
  func `transformer-encoder-block-backward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 7)
    let (X, C) = (
      ScaledDotProductAttentionTests.matrix(3, 4, &generator), ScaledDotProductAttentionTests.matrix(3, 4, &generator)
    )
    // A silent block before whose halves it normalizes hands the cotangent on as it is.
    let block = Self.silent(.beforeHalf)
    #expect(block.backward(C, block.forward(X)).input == C)
    for placement in Self.placements {
      let (other, _) = Self.random(Self.shape(placement), positions: 1, &generator)
      let none = Matrix<Double>(rows: 0, columns: 4, elements: [])
      let gradient = other.backward(none, other.forward(none))
      #expect(gradient.parameters == Array(repeating: 0, count: 129) && gradient.input.rows == 0)
    }
  }

  @Test(.equation("transformer-encoder-block-forward"))
  func `transformer-encoder-block-forward: an input of another width traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Self.silent(.afterSum).forward(Matrix(rows: 2, columns: 3) { _, _ in 1 })
    }
    Evidence.expect(result, says: "TransformerEncoderBlock.forward: the width is 4, but X is 2 × 3")
  }

  @Test(.equation("transformer-encoder-block-forward"), arguments: [128, 130])
  func `transformer-encoder-block-forward: another number of parameters traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = TransformerEncoderBlock(shape: Self.shape(.afterSum), parameters: Array(repeating: 1.0, count: count))
    }
    Evidence.expect(
      result, says: "TransformerEncoderBlock: width 4 and hidden width 5 have 129 parameters, not \(count)")
  }

  @Test(.equation("transformer-encoder-block-forward"), arguments: [(0, 1, 1), (4, 0, 1), (4, 2, 0), (4, 3, 1)])
  func `transformer-encoder-block-forward: sizes that are none trap`(_ d: Int, _ H: Int, _ f: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [d, H, f] in
      _ = TransformerBlockShape(width: d, headCount: H, hiddenWidth: f, normalization: .afterSum)
    }
    Evidence.expect(
      result, says: "TransformerBlockShape: no block has the width \(d), \(H) heads and the hidden width \(f)")
  }

  @Test(.equation("transformer-encoder-block-forward"))
  func `transformer-encoder-block-forward: a negative ε traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TransformerBlockShape(width: 2, headCount: 1, hiddenWidth: 1, normalization: .afterSum, epsilon: -1)
    }
    Evidence.expect(result, says: "TransformerBlockShape: ε must be at least 0, not -1.0")
  }
}
