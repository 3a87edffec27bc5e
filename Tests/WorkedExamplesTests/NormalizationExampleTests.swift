import Testing
import WorkedExamples

@Suite struct NormalizationExampleTests {
  @Test func `B-46: γ = √(σ² + ε) and β = μ give the inputs back`() {
    #expect(BatchNormalizationExample.undoing(withEpsilon: true) < 2e-15)
    let without = BatchNormalizationExample.undoing(withEpsilon: false)
    #expect(without > 1e-6 && without < 1e-4)
  }

  @Test func `C-60: one sample has another output in a smaller batch`() {
    let outputs = BatchNormalizationExample.outputs
    #expect((outputs[0] - outputs[1]).magnitude > 0.01)
  }

  @Test func `BN-4: with ReLUs normalization gets further in a few steps, also from small weights`() {
    // By autograd in Python, from ten starts of its own: 0.13 to 0.44 and 0.003 to 0.05 after 40 steps.
    let (plain, normalized) = BatchNormalizationExample.medians(.relu, learningRate: 0.1, steps: 40, seeds: 1...2)
    #expect(normalized < 0.1 && plain > 0.1)
    let small = BatchNormalizationExample.medians(.relu, learningRate: 0.1, factor: 0.25, steps: 20, seeds: 1...1)
    #expect(small.normalized < small.plain / 2 && small.plain > 0.3)
  }

  @Test func `BN-4: the length of the weights hardly matters to a normalized network, at the start`() {
    let losses = [0.5, 1, 3].map {
      BatchNormalizationExample.loss(.tanh, isNormalized: true, learningRate: 0, factor: $0, steps: 0, seed: 4)
    }
    // The last layer's weights are scaled too.
    #expect(losses[0] < losses[1] && losses[1] < losses[2])
  }
}
