import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GradientDescentTests {
  @Test(.equation("gradient-descent-step"), arguments: try Evidence.vectors("gradient-descent-step"))
  func `gradient-descent-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("gradient-descent-step"), arguments: Evidence.seeds)
  func `gradient-descent-step: each step is −η times its derivative, in sign and proportion`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let g: [Double] = (0..<5).map { _ in NormalVariate.next(using: &generator) }
    let η = 0.25
    let Δ = GradientDescent(learningRate: η).step([0, 0, 0, 0, 0], gradient: g)
    #expect(Δ == g.map { -η * $0 })
    let one = GradientDescent(learningRate: η).step([1.5], gradient: [g[0]])
    #expect(one == [1.5 - η * g[0]])
  }

  /// f = Σ ½ cᵢ θᵢ² has the gradient c ⊙ θ, so k steps multiply θᵢ by (1 − η cᵢ)ᵏ.
  @Test(.equation("gradient-descent-step"), arguments: Evidence.seeds)
  func `gradient-descent-step: follows the closed form on a quadratic bowl`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let c: [Double] = (0..<3).map { _ in 0.1 + UniformVariate.next(using: &generator) }
    let start: [Double] = (0..<3).map { _ in NormalVariate.next(using: &generator) }
    let descent = GradientDescent(learningRate: 0.5)
    var θ = start
    for _ in 0..<20 { θ = descent.step(θ, gradient: HadamardProduct.value(c, θ)) }
    for i in 0..<3 {
      let expected = start[i] * .power(1 - 0.5 * c[i], 20)
      #expect(abs(θ[i] - expected) <= 1e-13 * abs(start[i]))
    }
  }

  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: converges below 2/λ, diverges above`() {
    func after(_ steps: Int, _ η: Double) -> Double {
      let descent = GradientDescent(learningRate: η)
      return (0..<steps).reduce([1.0]) { θ, _ in descent.step(θ, gradient: [4 * θ[0]]) }[0]
    }
    #expect(abs(after(200, 0.49)) < 0.02)
    #expect(abs(after(200, 0.51)) > 50)
    #expect(after(2, 0.5) == 1)
  }

  /// L = (θ² − 1)² + ¾ θ has its least value near −1.08 and another minimum near 0.89.
  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: C-34, nothing says that repeated steps arrive at the minimum`() {
    func L(_ θ: Double) -> Double { (θ * θ - 1) * (θ * θ - 1) + 0.75 * θ }
    func slope(_ θ: Double) -> Double { 4 * θ * (θ * θ - 1) + 0.75 }
    func descend(_ start: Double, _ η: Double, _ steps: Int) -> Double {
      let descent = GradientDescent(learningRate: η)
      return (0..<steps).reduce([start]) { θ, _ in descent.step(θ, gradient: [slope(θ[0])]) }[0]
    }
    // From the right it stays in the upper valley, with any number of steps.
    let (right, left) = (descend(1.5, 0.01, 5000), descend(-1.5, 0.01, 5000))
    #expect(abs(right - 0.888199776858) < 1e-12 && abs(left + 1.08310369694) < 1e-11 && L(right) > L(left) + 1.4)
    // Too large a step leaves for ever.
    #expect(!descend(1.5, 0.5, 20).isFinite)
    // On a bowl it comes nearer by the same factor with every step: near, not there.
    let bowl = (0..<100).reduce([1.0]) { θ, _ in GradientDescent(learningRate: 0.25).step(θ, gradient: [θ[0]]) }
    #expect(bowl[0] > 0 && bowl[0] < 1e-12)
  }

  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: B-58, a tiny positive and a large negative derivative`() {
    #expect(GradientDescent(learningRate: 0.1).step([0, 0], gradient: [0.01, -5]) == [-0.001, 0.5])
  }

  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: edge cases`() {
    let descent = GradientDescent(learningRate: 0.5)
    #expect(descent.step([3, -2], gradient: [0, 0]) == [3, -2])
    #expect(descent.step([], gradient: []) == [])
    #expect(descent.step([1], gradient: [.infinity]) == [-.infinity])
    #expect(descent.step([1], gradient: [.nan])[0].isNaN)
    #expect(GradientDescent(learningRate: 1e10).step([1e308], gradient: [1e300]) == [-.infinity])
    let still = GradientDescent(learningRate: 0.0)
    #expect(still.step([3], gradient: [7]) == [3])
    #expect(still.step([3], gradient: [.infinity])[0].isNaN)
    #expect(descent.learningRate == 0.5)
    var copy = descent
    copy.learningRate = 0.25
    #expect(copy.learningRate == 0.25 && descent.learningRate == 0.5)
    let state = copy.initialState(parameterCount: 1)
    #expect(copy.step([1], gradient: [2], state: state) == ([0.5], state))
  }

  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientDescent(learningRate: 0.5).step([1, 2], gradient: [1])
    }
    Evidence.expect(result, says: "GradientDescent.step: 2 parameters but 1 partial derivatives")
  }

  @Test(.equation("gradient-descent-step"))
  func `gradient-descent-step: a learning rate out of range traps`() async {
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientDescent(learningRate: -0.5)
    }
    Evidence.expect(negative, says: "GradientDescent: the learning rate must be finite and at least 0, not -0.5")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientDescent(learningRate: Double.nan)
    }
    Evidence.expect(nan, says: "not nan")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientDescent(learningRate: Double.infinity)
    }
    Evidence.expect(infinite, says: "not inf")
    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var descent = GradientDescent(learningRate: 0.5)
      descent.learningRate = -0.25
    }
    Evidence.expect(later, says: "GradientDescent: the learning rate must be finite and at least 0, not -0.25")
  }
}
