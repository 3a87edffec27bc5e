import AttentionNetworks
import TensorAlgebra
import Testing
import WorkedExamples

/// The attention example at a reduced size. Expected figures: closed forms, and bounds that a wrong kernel misses by
/// far; the whole distributions are what `nnspec reproduce` prints.
@Suite struct AttentionExampleTests {
  @Test func `B-47: the variance of a dot product is its width, and 1 with the root`() {
    for (d, draws) in [(4, 2000), (64, 300)] {
      let plain = AttentionExample.scoreVariance(width: d, isScaled: false, draws: draws, seed: 1)
      let scaled = AttentionExample.scoreVariance(width: d, isScaled: true, draws: draws, seed: 1)
      // A mean of squares of variance d² (2 + 6/d).
      #expect(abs(plain / Double(d) - 1) < 4 * ((2 + 6 / Double(d)) / Double(draws)).squareRoot())
      #expect(abs(scaled - plain / Double(d)) < 1e-12)
    }
  }

  @Test func `ATT-2: the task's sequences, tokens and targets`() {
    let task = AttentionExample.Reversal(letters: 3, length: 2)
    #expect(task.all.count == 9 && Set(task.all).count == 9 && task.all.contains([2, 0]))
    #expect(task.tokens([0, 1]) == [0, 1, 3, 1] && task.targets([0, 1]) == [nil, nil, 1, 0])
    #expect(AttentionExample.task.all.count == 256)
    #expect(AttentionExample.task.tokens([0, 1, 2, 3]) == [0, 1, 2, 3, 4, 3, 2, 1])
    // All parameters 0: every token is equally likely, and a tie counts as predicted.
    let shape = AttentionExample.shape(task, width: 4)
    let blank = CausalTransformer(shape: shape, parameters: Array(repeating: 0, count: shape.parameterCount))
    #expect(task.accuracy(blank, on: task.all) == 1)
    // A bias for one letter predicts the sequences' share of it.
    var θ = blank.parameters
    θ[θ.count - 4] = 1
    let one = task.accuracy(CausalTransformer(shape: shape, parameters: θ), on: task.all)
    #expect(abs(one - 1.0 / 3) < 1e-15)
  }

  @Test func `ATT-2: a small model learns to reverse two letters, and not without its block`() {
    let task = AttentionExample.Reversal(letters: 2, length: 2)
    let shape = AttentionExample.shape(task, width: 4)
    let (model, losses, unseen) = AttentionExample.trained(task, shape, sequences: 4, epochs: 60, seed: 1)
    #expect(unseen.isEmpty && losses.count == 61)
    #expect(losses[0] > 0.5 && losses[60] < 0.3, "\(losses[60])")
    #expect(task.accuracy(model, on: task.all) > 0.8)
    // Without a block the letter asked for at the sign is a guess, and the other what is not seen either.
    let blind = AttentionExample.trained(
      task, AttentionExample.shape(task, width: 4, blocks: 0), sequences: 4, epochs: 30, seed: 1)
    #expect(blind.losses[30] > 0.6 && task.accuracy(blind.model, on: task.all) <= 0.5)
  }

  @Test func `ATT-2: the start has Xavier's bounds, scales of 1 and zeros in their places`() {
    let shape = AttentionExample.shape(AttentionExample.task, width: 8)
    var generator = Xoshiro256StarStar(seed: 1)
    let θ = AttentionExample.start(shape, using: &generator)
    #expect(θ.count == shape.parameterCount && θ.count == 40 + 256 + 16 + 128 + 16 + 128 + 8 + 16 + 40 + 5)
    let attention = θ[40..<296]
    #expect(attention.allSatisfy { abs($0) <= (6.0 / 16).squareRoot() } && attention.allSatisfy { $0 != 0 })
    #expect(θ[296..<304].allSatisfy { $0 == 1 } && θ[304..<312].allSatisfy { $0 == 0 })
    #expect(θ[440..<456].allSatisfy { $0 == 0 } && θ[584..<592].allSatisfy { $0 == 0 })
    #expect(
      θ[592..<600].allSatisfy { $0 == 1 } && θ[600..<608].allSatisfy { $0 == 0 } && θ.suffix(5) == [0, 0, 0, 0, 0])
  }

  @Test func `E-27: the kept model reverses sequences by looking at the letter that it is to say`() {
    let (task, model) = (AttentionExample.task, AttentionExample.keptModel)
    #expect(task.accuracy(model, on: task.all.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)) == 1)
    let P = model.forward(task.tokens([0, 1, 2, 3])).blocks[0].attention.weights[0]
    for (i, j) in [(4, 3), (5, 2), (6, 1), (7, 0)] {
      #expect((0..<8).allSatisfy { P[i, $0] <= P[i, j] }, "\(i)")
    }
  }
}
