package import AttentionNetworks
internal import GradientOptimizers
internal import NetworkTraining
internal import ParameterInitialization
package import TensorAlgebra

/// The fourth document's transformers: the root in the scores, and a small model that learns to reverse a sequence.
package enum AttentionExample {
  /// The mean of (q · k)² over draws of two normal vectors: the variance of their dot product, whose mean is 0.
  package static func scoreVariance(width d_k: Int, isScaled: Bool, draws: Int, seed: UInt64) -> Double {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> [Double] { (0..<d_k).map { _ in NormalVariate.next(using: &generator) } }
    return Mean.over(0..<draws) { _ in
      let score = DotProduct.value(normal(), normal()) / (isScaled ? Double(d_k).squareRoot() : 1)
      return score * score
    }
  }

  /// A task: n letters out of a few, a sign, and then the letters in reverse order.
  package struct Reversal: Sendable {
    /// How many letters there are to choose from, and how many stand in a sequence.
    package let letters, length: Int

    package init(letters: Int, length: Int) { (self.letters, self.length) = (letters, length) }

    /// Every sequence of letters.
    package var all: [[Int]] {
      (0..<length).reduce([[]]) { sequences, _ in
        sequences.flatMap { sequence in (0..<letters).map { sequence + [$0] } }
      }
    }

    /// What a model reads: the letters, the sign, and what it should have said so far.
    package func tokens(_ sequence: [Int]) -> [Int] { sequence + [letters] + sequence.dropFirst().reversed() }

    /// What it is to say: nothing before the sign, then the letters from the last to the first.
    package func targets(_ sequence: [Int]) -> [Int?] {
      Array(repeating: nil, count: length) + sequence.reversed()
    }

    /// The share of the letters after the sign that a model predicts.
    package func accuracy(_ model: CausalTransformer<Double>, on sequences: [[Int]]) -> Double {
      Mean.over(sequences.indices) { k in
        let logits = model.forward(tokens(sequences[k])).logits
        let right = targets(sequences[k]).enumerated().filter { i, target in
          let row = logits.row(i)
          return target.map { letter in row.allSatisfy { row[letter] >= $0 } } ?? false
        }
        return Double(right.count) / Double(length)
      }
    }
  }

  /// The shape of a model for a task: one block with one head.
  package static func shape(
    _ task: Reversal, width: Int, blocks: Int = 1, encodesPositions: Bool = true
  ) -> CausalTransformerShape {
    CausalTransformerShape(
      tokenCount: task.letters + 1,
      block: TransformerBlockShape(width: width, headCount: 1, hiddenWidth: 2 * width, normalization: .afterSum),
      blockCount: blocks, encodesPositions: encodesPositions)
  }

  /// Parameters to start from: embeddings of N(0, 1), Xavier's weights, scales of 1, and zeros.
  package static func start(_ shape: CausalTransformerShape, using generator: inout Xoshiro256StarStar) -> [Double] {
    let (v, d, f) = (shape.tokenCount, shape.block.width, shape.block.hiddenWidth)
    func weights(_ n_in: Int, _ n_out: Int) -> [Double] {
      XavierInitialization.uniform(fanIn: n_in, fanOut: n_out, using: &generator).transposed.elements
    }
    func constant(_ value: Double, _ count: Int) -> [Double] { Array(repeating: value, count: count) }
    var θ: [Double] = (0..<v * d).map { _ in NormalVariate.next(using: &generator) }
    for _ in 0..<shape.blockCount {
      for _ in 0..<4 { θ += weights(d, d) }
      θ += constant(1, d) + constant(0, d)
      θ += weights(d, f) + constant(0, f)
      θ += weights(f, d) + constant(0, d)
      θ += constant(1, d) + constant(0, d)
    }
    return θ + weights(d, v) + constant(0, v)
  }

  /// A model trained on some sequences of a task, and what is left for a test.
  ///
  /// Adam with η = 0.02 and batches of 12. The seed chooses the sequences, the start and the order.
  package static func trained(
    _ task: Reversal, _ shape: CausalTransformerShape, sequences: Int, epochs: Int, seed: UInt64
  ) -> (model: CausalTransformer<Double>, losses: [Double], unseen: [[Int]]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shuffled = Shuffle.permuted(task.all, using: &generator)
    let seen = Array(shuffled.prefix(sequences))
    let (inputs, targets) = (seen.map(task.tokens), seen.map(task.targets))
    let start = start(shape, using: &generator)
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.02), schedule: ConstantRate(learningRate: 0.02),
      batchSize: 12, epochs: epochs)
    let (θ, history) = loop.run(
      parameters: start, sampleCount: seen.count, using: &generator,
      loss: { θ in
        let model = CausalTransformer(shape: shape, parameters: θ)
        return Mean.over(seen.indices) { k in model.loss(inputs[k], targets: targets[k]) }
      },
      gradient: { θ, batch in
        let model = CausalTransformer(shape: shape, parameters: θ)
        var sum = θ.map { _ in 0.0 }
        for k in batch {
          let gradient = model.gradient(inputs[k], targets: targets[k])
          for i in sum.indices { sum[i] += gradient[i] }
        }
        return sum.map { $0 / Double(batch.count) }
      })
    return (CausalTransformer(shape: shape, parameters: θ), history.losses, Array(shuffled.dropFirst(sequences)))
  }

  /// The task of the claims: 256 sequences, of which 156 are trained on.
  package static let task = Reversal(letters: 4, length: 4)

  /// The model that learns it.
  package static let shape = shape(task, width: 8)

  /// The model that seed 1 leads to, with its parameters rounded to hundredths.
  package static let keptModel = CausalTransformer(
    shape: shape, parameters: ReversalParameters.hundredths.map { Double($0) / 100 })

  /// Models trained from several seeds, with the shares of letters that they predict in unseen sequences.
  package static func runs(
    _ shape: CausalTransformerShape, seeds: ClosedRange<UInt64>
  ) -> [(model: CausalTransformer<Double>, accuracy: Double)] {
    seeds.map { seed in
      let (model, _, unseen) = trained(task, shape, sequences: 156, epochs: 20, seed: seed)
      return (model, task.accuracy(model, on: unseen))
    }
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let variances = [(4, 20_000), (64, 4000), (512, 1000)].map { d_k, draws in
      let scaled = scoreVariance(width: d_k, isScaled: true, draws: draws, seed: 1)
      return Claim(
        "B-47", "Var(q · k), d_k = \(d_k)",
        computed: scoreVariance(width: d_k, isScaled: false, draws: draws, seed: 1).rounded(toDecimals: 2),
        remark: "the exact variance is \(d_k), and 1 with the root; \(scaled.rounded(toDecimals: 3)) of \(draws) draws")
    }
    func shares(_ shape: CausalTransformerShape) -> [Double] { runs(shape, seeds: 1...3).map(\.accuracy).sorted() }
    func median(_ shares: [Double]) -> String { shares[shares.count / 2].rounded(toDecimals: 3) }
    func range(_ shares: [Double]) -> String {
      let (least, most) = (shares[0].rounded(toDecimals: 3), shares[shares.count - 1].rounded(toDecimals: 3))
      return "median of \(shares.count) seeds, from \(least) to \(most)"
    }
    let whole = runs(shape, seeds: 1...5)
    let reversed = whole.map(\.accuracy).sorted()
    let blind = shares(shape(task, width: 8, encodesPositions: false))
    let alone = shares(shape(task, width: 8, blocks: 0))
    let apart = zip(whole[0].model.parameters, keptModel.parameters).map { ($0 - $1).magnitude }.max() ?? .nan
    return variances + [
      Claim(
        "ATT-2", "a sequence reversed, unseen", documented: "“directly”", computed: median(reversed),
        holds: reversed[2] > 0.9,
        remark: "share of the letters right, \(range(reversed)); by chance 0.25; 1 block, 1 head, width 8"),
      Claim(
        "ATT-2", "without positional encoding", computed: median(blind),
        remark: "\(range(blind)): it knows which letters there were, and hardly where"),
      Claim(
        "ATT-2", "without its block", computed: median(alone),
        remark: "\(range(alone)): each position sees itself alone"),
      Claim(
        "E-27", "seed 1 against the figure's", computed: apart.rounded(toDecimals: 4),
        remark: "the largest difference of a parameter, of which the figure keeps hundredths"),
    ]
  }
}
