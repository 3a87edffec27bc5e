import EvidenceTraits
import GradientOptimizers
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct AdamWTests {
  @Test(.equation("adam-w-step"), arguments: try Evidence.vectors("adam-w-step"))
  func `adam-w-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// The parameters after some steps from a fresh state.
  static func run<Optimizer: GradientOptimizer>(
    _ optimizer: Optimizer, from start: [Double], steps: Int, _ gradient: ([Double]) -> [Double]
  ) -> [Double] where Optimizer.Element == Double {
    var (θ, state) = (start, optimizer.initialState(parameterCount: start.count))
    for _ in 0..<steps { (θ, state) = optimizer.step(θ, gradient: gradient(θ), state: state) }
    return θ
  }

  /// L = ½ (100 (w₁ − 2)² + 0.01 (w₂ − 2)²) with λ = 0.1 and η = 0.01, from (1, 1).
  @Test(.equation("adam-w-step"))
  func `adam-w-step: C-59, Adam with L2 hardly shrinks a weight with large gradients, decoupled decay shrinks both`() {
    func gradient(_ w: [Double]) -> [Double] { [100 * (w[0] - 2), 0.01 * (w[1] - 2)] }
    let adam = Adam<Double>.documented(learningRate: 0.01)
    let decoupled = Self.run(AdamW(adam, decay: 0.1), from: [1, 1], steps: 200, gradient)
    let penalized = Self.run(adam, from: [1, 1], steps: 200) { w in
      zip(gradient(w), L2Penalty.gradient(w, strength: 0.1)).map { $0 + $1 }
    }
    #expect(abs(penalized[0] - 1.983) < 5e-4 && abs(penalized[1] - 0.183) < 5e-4)
    #expect(abs(decoupled[0] - 1.884) < 5e-4 && abs(decoupled[1] - 1.884) < 5e-4)
    // The two gradients differ by the factor 10⁴, and Adam does not mind.
    #expect(abs(decoupled[0] - decoupled[1]) < 1e-5)
  }

  @Test(.equation("adam-w-step"), arguments: Evidence.seeds)
  func `adam-w-step: its moments are those of Adam on the same gradients, and λ = 0 is Adam`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for variant in Adam<Double>.Variant.allCases {
      let adam = Adam(learningRate: 0.1, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-6, variant: variant)
      let (without, with) = (AdamW(adam, decay: 0), AdamW(adam, decay: 0.5))
      var (plain, state) = ([1.0, -2, 3], adam.initialState(parameterCount: 3))
      var (same, sameState) = (plain, without.initialState(parameterCount: 3))
      var (decayed, decayedState) = (plain, with.initialState(parameterCount: 3))
      for _ in 0..<5 {
        let g: [Double] = (0..<3).map { _ in NormalVariate.next(using: &generator) }
        let before = decayed
        let adams = adam.step(decayed, gradient: g, state: decayedState)
        (plain, state) = adam.step(plain, gradient: g, state: state)
        (same, sameState) = without.step(same, gradient: g, state: sameState)
        (decayed, decayedState) = with.step(decayed, gradient: g, state: decayedState)
        #expect(same == plain && sameState == state && decayedState == state)
        // The step is Adam's, less ηλθ.
        for i in 0..<3 { #expect(abs(decayed[i] - (adams.parameters[i] - 0.05 * before[i])) < 1e-15 * 4) }
      }
    }
  }

  @Test(.equation("adam-w-step"))
  func `adam-w-step: gradients of another size make the same steps, with the decay too`() {
    let adam = Adam(learningRate: 0.1, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-30, variant: .corrected)
    let optimizer = AdamW(adam, decay: 0.3)
    let one = Self.run(optimizer, from: [1, -2], steps: 8) { [$0[0] - 0.5, $0[1]] }
    let scaled = Self.run(optimizer, from: [1, -2], steps: 8) { [256 * ($0[0] - 0.5), 256 * $0[1]] }
    #expect(one == scaled)
  }

  @Test(.equation("adam-w-step"))
  func `adam-w-step: edge cases`() {
    var optimizer = AdamW(Adam<Double>.documented(learningRate: 0.5), decay: 0.5)
    let empty = optimizer.step([], gradient: [], state: optimizer.initialState(parameterCount: 0))
    #expect(empty.parameters == [] && empty.state.stepCount == 1)
    // No gradient ever: only the decay.
    #expect(Self.run(optimizer, from: [4, -8], steps: 3) { _ in [0, 0] } == [1.6875, -3.375])
    optimizer.learningRate = 0.25
    #expect(optimizer.learningRate == 0.25 && optimizer.decay == 0.5 && optimizer.adam.learningRate == 0.25)
    #expect(Self.run(optimizer, from: [4, -8], steps: 1) { _ in [0, 0] } == [3.5, -7])
    let spoiled = Self.run(optimizer, from: [4, -8, 2], steps: 2) { _ in [0, .nan, 0] }
    #expect(spoiled.map(\.isNaN) == [false, true, false])
  }

  @Test(.equation("adam-w-step"))
  func `adam-w-step: a negative decay traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdamW(Adam<Double>.keras(), decay: -0.5)
    }
    Evidence.expect(result, says: "AdamW: the decay must be finite and at least 0, not -0.5")
  }

  @Test(.equation("adam-w-step"))
  func `adam-w-step: an infinite decay traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdamW(Adam<Double>.keras(), decay: .infinity)
    }
    Evidence.expect(result, says: "AdamW: the decay must be finite and at least 0, not inf")
  }

  @Test(.equation("adam-w-step"))
  func `adam-w-step: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let optimizer = AdamW(Adam<Double>.keras(), decay: 0.5)
      _ = optimizer.step([1, 2], gradient: [1], state: optimizer.initialState(parameterCount: 2))
    }
    Evidence.expect(result, says: "Adam.step: 2 parameters but 1 partial derivatives")
  }
}
