import EvidenceTraits
import GradientOptimizers
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct WeightDecayDescentTests {
  @Test(.equation("weight-decay-descent-step"), arguments: try Evidence.vectors("weight-decay-descent-step"))
  func `weight-decay-descent-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("weight-decay-descent-step"), arguments: Evidence.seeds)
  func `weight-decay-descent-step: gradient descent on the loss with an L2 penalty`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let W: [Double] = (0..<5).map { _ in NormalVariate.next(using: &generator) }
    let g: [Double] = (0..<5).map { _ in NormalVariate.next(using: &generator) }
    let optimizer = WeightDecayDescent(learningRate: 0.1, decay: 0.3)
    let penalized = zip(g, L2Penalty.gradient(W, strength: 0.3)).map { $0 + $1 }
    let plain = GradientDescent(learningRate: 0.1).step(W, gradient: penalized)
    for (one, other) in zip(optimizer.step(W, gradient: g, state: .init()).parameters, plain) {
      #expect(abs(one - other) < 1e-15 * 4)
    }
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: B-50, L2 and weight decay are one for plain descent`() {
    // L = w² from w = 2: the gradient is 4.
    let decayed = WeightDecayDescent(learningRate: 0.1, decay: 0.8).step([2.0], gradient: [4], state: .init())
      .parameters
    let penalized = GradientDescent(learningRate: 0.1).step(
      [2.0], gradient: [4 + L2Penalty.gradient([2.0], strength: 0.8)[0]])
    #expect(abs(decayed[0] - 1.44) < 1e-15 && abs(penalized[0] - 1.44) < 1e-15)
  }

  @Test(.equation("weight-decay-descent-step"), arguments: [0.5, 1.0, 1.9, 2.0, 2.5])
  func `weight-decay-descent-step: without a gradient (1 − ηλ)ᵗ W, which grows from ηλ = 2 on`(_ product: Double) {
    let optimizer = WeightDecayDescent(learningRate: 0.5, decay: 2 * product)
    var W = [3.0]
    for t in 1...20 {
      W = optimizer.step(W, gradient: [0], state: optimizer.initialState(parameterCount: 1)).parameters
      #expect(abs(W[0] - 3 * .power(1 - product, Double(t))) <= 1e-12 * W[0].magnitude)
    }
    #expect(product < 2 ? W[0].magnitude < 3 : W[0].magnitude >= 3)
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: edge cases`() {
    var optimizer = WeightDecayDescent(learningRate: 0.5, decay: 0)
    #expect(optimizer.step([], gradient: [], state: .init()).parameters == [])
    #expect(optimizer.step([3], gradient: [1], state: .init()).parameters == [2.5])
    optimizer.learningRate = 0.25
    #expect(optimizer.learningRate == 0.25 && optimizer.decay == 0)
    #expect(optimizer.step([3], gradient: [1], state: .init()).parameters == [2.75])
    let decaying = WeightDecayDescent(learningRate: 0.5, decay: 1)
    let spoiled = decaying.step([.nan, 4], gradient: [1, 0], state: .init()).parameters
    #expect(spoiled[0].isNaN && spoiled[1] == 2)
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: a negative decay traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightDecayDescent(learningRate: 0.5, decay: -0.5)
    }
    Evidence.expect(result, says: "WeightDecayDescent: the decay must be finite and at least 0, not -0.5")
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: an infinite decay traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightDecayDescent(learningRate: 0.5, decay: .infinity)
    }
    Evidence.expect(result, says: "WeightDecayDescent: the decay must be finite and at least 0, not inf")
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: a negative learning rate traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightDecayDescent(learningRate: -0.5, decay: 0.5)
    }
    Evidence.expect(result, says: "GradientDescent: the learning rate must be finite and at least 0, not -0.5")
  }

  @Test(.equation("weight-decay-descent-step"))
  func `weight-decay-descent-step: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightDecayDescent(learningRate: 0.5, decay: 0.5).step([1, 2], gradient: [1], state: .init())
    }
    Evidence.expect(result, says: "GradientDescent.step: 2 parameters but 1 partial derivatives")
  }
}
