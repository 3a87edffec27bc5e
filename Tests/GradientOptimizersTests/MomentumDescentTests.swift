import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MomentumDescentTests {
  typealias Convention = MomentumDescent<Double>.Convention

  @Test(.equation("momentum-descent-step"), arguments: try Evidence.vectors("momentum-descent-step"))
  func `momentum-descent-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// The parameters after each step on f = θ₁² + ¼ θ₂² from (1, −2), with the learning rate of each step.
  static func bowl(_ convention: Convention, rates: [Double], momentum: Double = 0.9) -> [[Double]] {
    var descent = MomentumDescent(learningRate: 0, momentum: momentum, convention: convention)
    var (θ, state) = ([1.0, -2], descent.initialState(parameterCount: 2))
    return rates.map { η in
      descent.learningRate = η
      (θ, state) = descent.step(θ, gradient: [2 * θ[0], 0.5 * θ[1]], state: state)
      return θ
    }
  }

  static func expect(
    _ trace: [[Double]], isNear expected: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(trace.count == expected.count, sourceLocation: sourceLocation)
    for (θ, wanted) in zip(trace, expected) {
      for i in 0..<2 { #expect(abs(θ[i] - wanted[i]) <= 1e-15, "\(trace)", sourceLocation: sourceLocation) }
    }
  }

  /// Five steps of `torch.optim.SGD` 2.13 in float64, with `momentum=0.9` and with `nesterov=True`.
  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: heavy ball and Nesterov are PyTorch's`() {
    let rates = [0.1, 0.1, 0.1, 0.1, 0.1]
    Self.expect(
      Self.bowl(.heavyBall, rates: rates),
      isNear: [
        [0.8, -1.9], [0.45999999999999996, -1.7149999999999999], [0.0619999999999999, -1.4627499999999998],
        [-0.3086000000000001, -1.1625874999999999], [-0.58042, -0.8343118749999999],
      ])
    Self.expect(
      Self.bowl(.nesterov, rates: rates),
      isNear: [
        [0.62, -1.81], [0.2224, -1.55705], [-0.10835200000000006, -1.26292525],
        [-0.32482304000000006, -0.94830232625], [-0.41571758080000004, -0.6318846101312499],
      ])
    // The same with η = 0.1, 0.1, 0.01, 0.01, 0.01.
    Self.expect(
      Self.bowl(.heavyBall, rates: [0.1, 0.1, 0.01, 0.01, 0.01]),
      isNear: [
        [0.8, -1.9], [0.45999999999999996, -1.7149999999999999], [0.42019999999999996, -1.6897749999999998],
        [0.375976, -1.6586236249999997], [0.32865488, -1.6222942693749998],
      ])
  }

  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: the four conventions, one step apart`() {
    func next(_ convention: Convention) -> (θ: Double, v: Double) {
      let descent = MomentumDescent(learningRate: 0.5, momentum: 0.75, convention: convention)
      let next = descent.step([1], gradient: [4], state: .init(velocity: [8]))
      return (next.parameters[0], next.state.velocity[0])
    }
    #expect(next(.heavyBall) == (-4, 10) && next(.scaledHeavyBall) == (-7, 8))
    #expect(next(.average) == (-2.5, 7) && next(.nesterov) == (-4.75, 10))
    #expect(Convention.allCases.count == 4)
  }

  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: a velocity that holds η is the heavy ball until η changes`() {
    let constant = [0.1, 0.1, 0.1, 0.1, 0.1]
    Self.expect(Self.bowl(.scaledHeavyBall, rates: constant), isNear: Self.bowl(.heavyBall, rates: constant))
    let falling = [0.1, 0.1, 0.01]
    let (plain, scaled) = (Self.bowl(.heavyBall, rates: falling), Self.bowl(.scaledHeavyBall, rates: falling))
    Self.expect(Array(scaled[..<2]), isNear: Array(plain[..<2]))
    // v = 0.34 was made with η = 0.1: 0.46 − 0.9 · 0.34 − 0.01 · 0.92, against 0.46 − 0.01 (0.9 · 3.4 + 0.92).
    #expect(abs(plain[2][0] - 0.4202) < 1e-15 && abs(scaled[2][0] - 0.1448) < 1e-15)
  }

  /// Polyak's own form has no velocity: θₜ₊₁ = θₜ − η g + μ (θₜ − θₜ₋₁).
  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: a velocity that holds η is Polyak's form, whatever η does`() {
    let rates = [0.1, 0.2, 0.05, 0.1, 0.01, 0.02]
    var (θ, before) = (1.0, 1.0)
    let polyak = rates.map { η in
      (θ, before) = (θ - η * 2 * θ + 0.9 * (θ - before), θ)
      return θ
    }
    let scaled = Self.bowl(.scaledHeavyBall, rates: rates)
    for t in rates.indices { #expect(abs(scaled[t][0] - polyak[t]) < 1e-14) }
  }

  /// Sutskever and others (2013) take the gradient at θ + μ v: vₜ₊₁ = μ vₜ − η ∇f(θₜ + μ vₜ), θₜ₊₁ = θₜ + vₜ₊₁. What
  /// `nesterov` moves is that point.
  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: Nesterov's look-ahead point, for a constant η`() {
    let (η, μ) = (0.1, 0.9)
    var (θ, v) = (1.0, 0.0)
    let points = (0..<8).map { _ in
      v = μ * v - η * 2 * (θ + μ * v)
      θ += v
      return θ + μ * v
    }
    let trace = Self.bowl(.nesterov, rates: points.map { _ in η })
    for t in points.indices { #expect(abs(trace[t][0] - points[t]) < 1e-14) }
  }

  @Test(.equation("momentum-descent-step"), arguments: Convention.allCases)
  func `momentum-descent-step: μ = 0 is gradient descent`(_ convention: Convention) {
    let trace = Self.bowl(convention, rates: [0.25, 0.5, 0.125], momentum: 0)
    var θ = [1.0, -2]
    for (η, moved) in zip([0.25, 0.5, 0.125], trace) {
      θ = GradientDescent(learningRate: η).step(θ, gradient: [2 * θ[0], 0.5 * θ[1]])
      #expect(moved == θ)
    }
  }

  @Test(.equation("momentum-descent-step"), arguments: Evidence.seeds)
  func `momentum-descent-step: an average with η is the heavy ball with η (1 − μ)`(_ seed: UInt64) {
    let gradients = GradientOptimizerTests.gradients(seed, steps: 12, parameters: 3)
    let average = MomentumDescent(learningRate: 0.1, momentum: 0.75, convention: .average)
    let heavyBall = MomentumDescent(learningRate: 0.025, momentum: 0.75, convention: .heavyBall)
    let start = [1.0, -2, 0.5]
    var (a, aState) = (start, average.initialState(parameterCount: 3))
    var (h, hState) = (start, heavyBall.initialState(parameterCount: 3))
    for g in gradients {
      (a, aState) = average.step(a, gradient: g, state: aState)
      (h, hState) = heavyBall.step(h, gradient: g, state: hState)
      for i in 0..<3 {
        #expect(abs(a[i] - h[i]) < 1e-14)
        #expect(aState.velocity[i] == 0.25 * hState.velocity[i])
      }
    }
  }

  /// v after t steps with the same gradient g: (1 − μᵗ) g / (1 − μ), or (1 − μᵗ) g as an average.
  @Test(.equation("momentum-descent-step"), arguments: [1, 2, 5, 40, 400])
  func `momentum-descent-step: a constant gradient leads to its terminal velocity`(_ t: Int) {
    func velocity(_ convention: Convention, _ μ: Double) -> [Double] {
      let descent = MomentumDescent(learningRate: 0.5, momentum: μ, convention: convention)
      var (θ, state) = ([0.0, 0], descent.initialState(parameterCount: 2))
      for _ in 0..<t { (θ, state) = descent.step(θ, gradient: [3, -0.125], state: state) }
      return state.velocity
    }
    for μ in [0.5, 0.9, 0.99] {
      let reached = 1 - Double.power(μ, Double(t))
      for (i, g) in [3, -0.125].enumerated() {
        #expect(abs(velocity(.heavyBall, μ)[i] / (reached * g / (1 - μ)) - 1) < 1e-13)
        #expect(abs(velocity(.nesterov, μ)[i] / (reached * g / (1 - μ)) - 1) < 1e-13)
        #expect(abs(velocity(.scaledHeavyBall, μ)[i] / (0.5 * reached * g / (1 - μ)) - 1) < 1e-13)
        #expect(abs(velocity(.average, μ)[i] / (reached * g) - 1) < 1e-13)
      }
    }
  }

  /// With momentum, the flat direction of a long valley is faster, at the same learning rate.
  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: outruns gradient descent along a valley`() {
    func left(_ μ: Double) -> Double {
      let descent = MomentumDescent(learningRate: 0.01, momentum: μ, convention: .heavyBall)
      var (θ, state) = ([1.0, 1], descent.initialState(parameterCount: 2))
      for _ in 0..<100 { (θ, state) = descent.step(θ, gradient: [100 * θ[0], θ[1]], state: state) }
      return abs(θ[1])
    }
    #expect(left(0) > 0.36 && left(0.9) < 0.01)
  }

  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: edge cases`() {
    let descent = MomentumDescent(learningRate: 0.5, momentum: 0.5, convention: .heavyBall)
    let empty = descent.step([], gradient: [], state: descent.initialState(parameterCount: 0))
    #expect(empty.parameters == [] && empty.state == .init(velocity: []))
    #expect(descent.initialState(parameterCount: 2).velocity == [0, 0])
    let infinite = descent.step([1, 2], gradient: [.infinity, 1], state: .init(velocity: [0, 0]))
    #expect(infinite.parameters == [-.infinity, 1.5] && infinite.state.velocity == [.infinity, 1])
    let nan = descent.step([1, 2], gradient: [.nan, 1], state: .init(velocity: [0, 0]))
    #expect(nan.parameters[0].isNaN && nan.parameters[1] == 1.5)
    let after = descent.step(nan.parameters, gradient: [0, 0], state: nan.state)
    #expect(after.state.velocity[0].isNaN && after.state.velocity[1] == 0.5)
    let still = MomentumDescent(learningRate: 0.0, momentum: 0.5, convention: .heavyBall)
    #expect(still.step([1], gradient: [2], state: .init(velocity: [4])) == ([1], .init(velocity: [4])))
    let coasting = MomentumDescent(learningRate: 0.0, momentum: 0.5, convention: .scaledHeavyBall)
    #expect(coasting.step([1], gradient: [2], state: .init(velocity: [4])) == ([-1], .init(velocity: [2])))
    #expect(descent.learningRate == 0.5 && descent.momentum == 0.5 && descent.convention == .heavyBall)
  }

  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: lengths that differ trap`() async {
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let descent = MomentumDescent(learningRate: 0.5, momentum: 0.5, convention: .average)
      _ = descent.step([1, 2], gradient: [1], state: .init(velocity: [0, 0]))
    }
    Evidence.expect(gradient, says: "MomentumDescent.step: 2 parameters but 1 partial derivatives")
    let velocity = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let descent = MomentumDescent(learningRate: 0.5, momentum: 0.5, convention: .average)
      _ = descent.step([1, 2], gradient: [1, 2], state: .init(velocity: [0, 0, 0]))
    }
    Evidence.expect(velocity, says: "MomentumDescent.step: 2 parameters but 3 numbers in the state's velocity")
  }

  @Test(.equation("momentum-descent-step"))
  func `momentum-descent-step: settings out of range trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MomentumDescent(learningRate: -0.5, momentum: 0.5, convention: .average)
    }
    Evidence.expect(rate, says: "MomentumDescent: the learning rate must be finite and at least 0, not -0.5")
    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var descent = MomentumDescent(learningRate: 0.5, momentum: 0.5, convention: .average)
      descent.learningRate = .infinity
    }
    Evidence.expect(later, says: "MomentumDescent: the learning rate must be finite and at least 0, not inf")
    let one = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MomentumDescent(learningRate: 0.5, momentum: 1, convention: .average)
    }
    Evidence.expect(one, says: "MomentumDescent: the momentum must be at least 0 and below 1, not 1.0")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MomentumDescent(learningRate: 0.5, momentum: -0.1, convention: .average)
    }
    Evidence.expect(negative, says: "must be at least 0 and below 1, not -0.1")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MomentumDescent(learningRate: 0.5, momentum: Double.nan, convention: .average)
    }
    Evidence.expect(nan, says: "must be at least 0 and below 1, not nan")
  }
}
