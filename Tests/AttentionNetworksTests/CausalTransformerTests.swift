import AttentionNetworks
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import NetworkTraining
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct CausalTransformerTests {
  @Test(.equation("causal-transformer-forward"), arguments: try Evidence.vectors("causal-transformer-forward"))
  func `causal-transformer-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("causal-transformer-loss"), arguments: try Evidence.vectors("causal-transformer-loss"))
  func `causal-transformer-loss: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("causal-transformer-gradient"), arguments: try Evidence.vectors("causal-transformer-gradient"))
  func `causal-transformer-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("causal-transformer-gradient"), arguments: Evidence.probes("causal-transformer-gradient"))
  func `causal-transformer-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("causal-transformer-gradient", at: probe) == [])
  }

  static func shape(
    _ placement: TransformerBlockShape.NormalizationPlacement, blocks: Int = 2, encodesPositions: Bool = true
  ) -> CausalTransformerShape {
    CausalTransformerShape(
      tokenCount: 5,
      block: TransformerBlockShape(width: 4, headCount: 2, hiddenWidth: 3, normalization: placement, epsilon: 0.01),
      blockCount: blocks, encodesPositions: encodesPositions)
  }

  static func random(
    _ shape: CausalTransformerShape, _ generator: inout Xoshiro256StarStar
  ) -> CausalTransformer<Double> {
    let θ = ScaledDotProductAttentionTests.matrix(1, shape.parameterCount, &generator).elements
    return CausalTransformer(shape: shape, parameters: θ.map { $0 / 2 })
  }

  static let tokens = [3, 0, 4, 3, 1]
  static let targets: [Int?] = [0, nil, 3, 1, 2]

  @Test(.equation("causal-transformer-gradient"), arguments: Evidence.seeds)
  func `causal-transformer-gradient: the remainder of the whole model shrinks with the square of the step`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let placement = TransformerEncoderBlockTests.placements[Int(seed % 2)]
    let model = Self.random(Self.shape(placement), &generator)
    let v = ScaledDotProductAttentionTests.matrix(1, model.parameters.count, &generator).elements.map { $0 / 4 }
    func f(_ θ: [Double]) -> Double {
      CausalTransformer(shape: model.shape, parameters: θ).loss(Self.tokens, targets: Self.targets)
    }
    let slope = TaylorRemainder.slope(
      of: f, gradient: model.gradient(Self.tokens, targets: Self.targets), at: model.parameters, along: v)
    #expect(slope.map { abs($0 - 2) < 0.1 } == true, "\(placement): \(String(describing: slope))")
  }

  @Test(.equation("causal-transformer-forward"), arguments: Evidence.seeds)
  func `causal-transformer-forward: a position's logits are those of the tokens up to it`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let placement = TransformerEncoderBlockTests.placements[Int(seed % 2)]
    let model = Self.random(Self.shape(placement), &generator)
    let logits = model.forward(Self.tokens).logits
    for i in 0..<5 {
      let prefix = model.forward(Array(Self.tokens[...i])).logits
      #expect(prefix.rows == i + 1 && prefix.columns == 5)
      for k in 0...i { #expect(prefix.row(k) == logits.row(k)) }
      var other = Self.tokens
      for j in i + 1..<5 { other[j] = (other[j] + 1) % 5 }
      #expect(model.forward(other).logits.row(i) == logits.row(i))
    }
    // And it does depend on each token before it.
    for j in 0..<4 {
      var other = Self.tokens
      other[j] = (other[j] + 1) % 5
      #expect(model.forward(other).logits.row(4) != logits.row(4))
    }
  }

  @Test(.equation("causal-transformer-gradient"), arguments: Evidence.seeds)
  func `causal-transformer-gradient: a loss at position i has no gradient by a token that comes later`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let placement = TransformerEncoderBlockTests.placements[Int(seed % 2)]
    let model = Self.random(Self.shape(placement), &generator)
    for i in 0..<4 {
      // Each position has a token of its own, so that the embedding's rows tell them apart.
      let gradient = model.gradient([2, 4, 0, 3], targets: (0..<4).map { $0 == i ? 1 : nil })
      for (j, token) in [2, 4, 0, 3].enumerated() {
        #expect(gradient[token * 4..<token * 4 + 4].allSatisfy { ($0 == 0) == (j > i) })
      }
      #expect(gradient[4..<8].allSatisfy { $0 == 0 })
    }
  }

  @Test(.equation("causal-transformer-loss"), arguments: Evidence.seeds)
  func `causal-transformer-loss: the mean over what counts of −ln of the target's probability`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let model = Self.random(Self.shape(.afterSum, blocks: 1), &generator)
    let logits = model.forward(Self.tokens).logits
    let losses = [(0, 0), (2, 3), (3, 1), (4, 2)].map { i, target in
      let e = logits.row(i).map { Double.exponential($0) }
      return -Double.logarithm(e[target] / e.reduce(0, +))
    }
    #expect(abs(model.loss(Self.tokens, targets: Self.targets) - losses.reduce(0, +) / 4) < 1e-13)
    // The gradient of a mean is the mean of the gradients.
    let whole = model.gradient(Self.tokens, targets: Self.targets)
    var parts = whole.map { _ in 0.0 }
    for (i, target) in [(0, 0), (2, 3), (3, 1), (4, 2)] {
      let one = model.gradient(Self.tokens, targets: (0..<5).map { $0 == i ? target : nil })
      for k in parts.indices { parts[k] += one[k] / 4 }
    }
    for (one, other) in zip(whole, parts) { #expect(abs(one - other) < 1e-13) }
  }

  @Test(.equation("causal-transformer-forward"), arguments: Evidence.seeds)
  func `causal-transformer-forward: embedding, encoding, blocks and head, from the parameters in their order`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    for encodesPositions in [true, false] {
      let model = Self.random(Self.shape(.afterSum, encodesPositions: encodesPositions), &generator)
      let p = model.shape.block.parameterCount
      #expect(p == 64 + 12 + 3 + 12 + 4 + 16 && model.parameters.count == 20 + 2 * p + 20 + 5)
      let PE: Matrix<Double> = PositionalEncoding.value(positions: 5, width: 4)
      var X = Matrix(rows: 5, columns: 4) { i, c in
        model.parameters[4 * Self.tokens[i] + c] + (encodesPositions ? PE[i, c] : 0)
      }
      for l in 0..<2 {
        let block = TransformerEncoderBlock(
          shape: model.shape.block, parameters: Array(model.parameters[20 + l * p..<20 + (l + 1) * p]))
        X = block.forward(X, mask: .causal).value
      }
      let head = model.parameters[(20 + 2 * p)...]
      let (W, b) = (Matrix(rows: 4, columns: 5, elements: Array(head.prefix(20))), Array(head.suffix(5)))
      let pass = model.forward(Self.tokens)
      #expect(pass.features == X && pass.blocks.count == 2 && pass.tokens == Self.tokens)
      let product = MatrixProduct.value(X, W)
      #expect(pass.logits == Matrix(rows: 5, columns: 5) { i, k in product[i, k] + b[k] })
    }
  }

  @Test(.equation("causal-transformer-forward"))
  func `causal-transformer-forward: without encoding one block cannot tell the order of what came before`() {
    var generator = Xoshiro256StarStar(seed: 9)
    let blind = Self.random(Self.shape(.afterSum, blocks: 1, encodesPositions: false), &generator)
    let (one, other) = (blind.forward([1, 2, 3, 0]).logits.row(3), blind.forward([3, 1, 2, 0]).logits.row(3))
    for (a, b) in zip(one, other) { #expect(abs(a - b) < 1e-13) }
    let seeing = CausalTransformer(shape: Self.shape(.afterSum, blocks: 1), parameters: blind.parameters)
    let apart = zip(seeing.forward([1, 2, 3, 0]).logits.row(3), seeing.forward([3, 1, 2, 0]).logits.row(3))
    #expect(apart.contains { abs($0 - $1) > 1e-6 })
  }

  @Test(.equation("causal-transformer-gradient"))
  func `causal-transformer-gradient: the training loop lowers the loss`() {
    var generator = Xoshiro256StarStar(seed: 10)
    let model = Self.random(Self.shape(.afterSum, blocks: 1), &generator)
    let samples: [[Int]] = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 0]]
    let targets: [[Int?]] = [[1, 2, 3], [2, 3, 4], [3, 4, 0], [4, 0, 1]]
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.05), schedule: ConstantRate(learningRate: 0.05),
      batchSize: 2, epochs: 25)
    func of(_ θ: [Double]) -> CausalTransformer<Double> { CausalTransformer(shape: model.shape, parameters: θ) }
    let (θ, history) = loop.run(
      parameters: model.parameters, sampleCount: 4, using: &generator,
      loss: { θ in (0..<4).reduce(0) { $0 + of(θ).loss(samples[$1], targets: targets[$1]) } / 4 },
      gradient: { θ, batch in
        let gradients = batch.map { of(θ).gradient(samples[$0], targets: targets[$0]) }
        return θ.indices.map { k in gradients.reduce(0) { $0 + $1[k] } / Double(batch.count) }
      })
    #expect(history.losses[0] > 1.2 && history.losses[25] < 0.4, "\(history.losses)")
    #expect(θ.count == model.parameters.count)
  }

  @Test(.equation("causal-transformer-forward"))
  func `causal-transformer-forward: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 11)
    let model = Self.random(Self.shape(.afterSum), &generator)
    #expect(model.forward([]).logits.rows == 0 && model.forward([]).logits.columns == 5)
    // Without blocks the logits of a token know its place alone.
    let table = Self.random(Self.shape(.afterSum, blocks: 0), &generator)
    let (one, other) = (table.forward([1, 2]).logits, table.forward([3, 2]).logits)
    #expect(one.row(1) == other.row(1) && one.row(0) != other.row(0))
  }

  @Test(.equation("causal-transformer-loss"))
  func `causal-transformer-loss: edge cases`() {
    let shape = Self.shape(.beforeHalf)
    let zero = CausalTransformer(shape: shape, parameters: Array(repeating: 0, count: shape.parameterCount))
    // All tokens alike: ln 5.
    #expect(abs(zero.loss(Self.tokens, targets: Self.targets) - 1.6094379124341003) < 1e-15)
    var spoilt = zero.parameters
    spoilt[3 * 4] = .nan
    #expect(CausalTransformer(shape: shape, parameters: spoilt).loss([3], targets: [1]).isNaN)
  }

  @Test(.equation("causal-transformer-gradient"))
  func `causal-transformer-gradient: edge cases`() {
    var generator = Xoshiro256StarStar(seed: 12)
    let model = Self.random(Self.shape(.afterSum), &generator)
    let gradient = model.gradient([3], targets: [1])
    // Tokens that do not occur have none.
    #expect(gradient[..<12].allSatisfy { $0 == 0 } && gradient[16..<20].allSatisfy { $0 == 0 })
    #expect(gradient[12..<16].allSatisfy { $0 != 0 })
    // One position attends to itself alone: nothing reaches W_Q and W_K of either block.
    let p = model.shape.block.parameterCount
    for l in 0..<2 { #expect(gradient[20 + l * p..<20 + l * p + 32].allSatisfy { $0 == 0 }) }
  }

  @Test(.equation("causal-transformer-forward"), arguments: [-1, 5])
  func `causal-transformer-forward: a token that is none traps`(_ token: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [token] in
      let shape = Self.shape(.afterSum)
      let model = CausalTransformer(shape: shape, parameters: Array(repeating: 0.0, count: shape.parameterCount))
      _ = model.forward([0, token])
    }
    Evidence.expect(result, says: "CausalTransformer.forward: no token \(token) among 5")
  }

  static let unfit: [(places: [Int], message: String)] = [
    ([1], "there are 2 tokens but 1 targets"), ([-9, -9], "no position has a target"), ([-9, 5], "no token 5 among 5"),
    ([-1, -9], "no token -1 among 5"),
  ]

  @Test(.equation("causal-transformer-loss"), arguments: unfit)
  func `causal-transformer-loss: targets that do not fit trap`(_ places: [Int], _ message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [places] in
      let shape = Self.shape(.afterSum)
      let model = CausalTransformer(shape: shape, parameters: Array(repeating: 0.0, count: shape.parameterCount))
      _ = model.loss([0, 1], targets: places.map { $0 == -9 ? nil : $0 })
    }
    Evidence.expect(result, says: "CausalTransformer.loss: \(message)")
  }

  @Test(.equation("causal-transformer-gradient"), arguments: unfit)
  func `causal-transformer-gradient: targets that do not fit trap`(_ places: [Int], _ message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [places] in
      let shape = Self.shape(.afterSum)
      let model = CausalTransformer(shape: shape, parameters: Array(repeating: 0.0, count: shape.parameterCount))
      _ = model.gradient([0, 1], targets: places.map { $0 == -9 ? nil : $0 })
    }
    Evidence.expect(result, says: "CausalTransformer.gradient: \(message)")
  }

  @Test(.equation("causal-transformer-forward"))
  func `causal-transformer-forward: another number of parameters traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CausalTransformer(shape: Self.shape(.afterSum), parameters: [1.0, 2])
    }
    Evidence.expect(result, says: "CausalTransformer: the shape has 267 parameters, not 2")
  }

  @Test(.equation("causal-transformer-forward"), arguments: [(0, 1), (1, -1)])
  func `causal-transformer-forward: sizes that are none trap`(_ v: Int, _ blocks: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [v, blocks] in
      _ = CausalTransformerShape(tokenCount: v, block: Self.shape(.afterSum).block, blockCount: blocks)
    }
    Evidence.expect(result, says: "CausalTransformerShape: no transformer has \(v) tokens and \(blocks) blocks")
  }
}
