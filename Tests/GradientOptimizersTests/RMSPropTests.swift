import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RMSPropTests {
  typealias Placement = RMSProp<Double>.EpsilonPlacement

  @Test(.equation("rms-prop-step"), arguments: try Evidence.vectors("rms-prop-step"))
  func `rms-prop-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Five steps of `torch.optim.RMSprop` 2.13 in float64 on f = θ₁² + ¼ θ₂² from (1, −2), with `lr=0.1`, `alpha=0.9`,
  /// `eps=0.01`.
  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: outside of the root it is PyTorch's`() {
    let optimizer = RMSProp(learningRate: 0.1, decay: 0.9, epsilon: 0.01, epsilonPlacement: .outsideRoot)
    let expected = [
      [0.6886944075850583, -1.6934656996828448], [0.5053923170030268, -1.4880048578969725],
      [0.3762356862945628, -1.3256285569813038], [0.27984089973754867, -1.1886978776644672],
      [0.20640990881556734, -1.0692112195189598],
    ]
    var (θ, state) = ([1.0, -2], optimizer.initialState(parameterCount: 2))
    for wanted in expected {
      (θ, state) = optimizer.step(θ, gradient: [2 * θ[0], 0.5 * θ[1]], state: state)
      for i in 0..<2 { #expect(abs(θ[i] - wanted[i]) <= 1e-15) }
    }
  }

  /// The example in Keras' documentation of RMSprop, which has ε inside of the root.
  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: inside of the root it gives the number that Keras documents`() {
    let optimizer = RMSProp(learningRate: 0.1, decay: 0.9, epsilon: 1e-7, epsilonPlacement: .insideRoot)
    let first = optimizer.step([10], gradient: [10], state: optimizer.initialState(parameterCount: 1))
    #expect(abs(first.parameters[0] - 9.683772) < 5e-7)
  }

  /// The first step is η / √(1 − ρ) in length, and with the same gradient again and again it tends to η.
  @Test(.equation("rms-prop-step"), arguments: Placement.allCases)
  func `rms-prop-step: a constant gradient leads to steps of η against its sign`(_ placement: Placement) {
    let optimizer = RMSProp(learningRate: 0.25, decay: 0.9375, epsilon: 1e-30, epsilonPlacement: placement)
    var (θ, state) = ([0.0, 0], optimizer.initialState(parameterCount: 2))
    for t in 1...600 {
      let before = θ
      (θ, state) = optimizer.step(θ, gradient: [5, -0.001], state: state)
      let share = 1 - Double.power(0.9375, Double(t))
      #expect(abs((before[0] - θ[0]) * .squareRoot(share) / 0.25 - 1) < 1e-12)
      #expect(abs((before[1] - θ[1]) * .squareRoot(share) / 0.25 + 1) < 1e-12)
      #expect(abs(state.squares[0] / (25 * share) - 1) < 1e-13)
      if t == 1 { #expect(θ[0] == -1 && abs(θ[1] - 1) < 1e-15) }
    }
  }

  @Test(.equation("rms-prop-step"), arguments: Evidence.seeds)
  func `rms-prop-step: mean squares are not negative; gradients of another size make the same steps`(_ seed: UInt64) {
    let gradients = GradientOptimizerTests.gradients(seed, steps: 9, parameters: 4)
    let optimizer = RMSProp(learningRate: 0.1, decay: 0.9, epsilon: 1e-30, epsilonPlacement: .outsideRoot)
    var (θ, state) = ([1.0, 2, 3, 4], optimizer.initialState(parameterCount: 4))
    var (scaledθ, scaledState) = (θ, state)
    for g in gradients {
      (θ, state) = optimizer.step(θ, gradient: g, state: state)
      (scaledθ, scaledState) = optimizer.step(scaledθ, gradient: g.map { 1024 * $0 }, state: scaledState)
      #expect(state.squares.allSatisfy { $0 >= 0 })
      #expect(scaledθ == θ && scaledState.squares == state.squares.map { 0x1p20 * $0 })
    }
  }

  @Test(.equation("rms-prop-step"), arguments: Evidence.seeds)
  func `rms-prop-step: is Adam with β₁ = 0 and without correction`(_ seed: UInt64) {
    let gradients = GradientOptimizerTests.gradients(seed, steps: 7, parameters: 3)
    let rms = RMSProp(learningRate: 0.1, decay: 0.95, epsilon: 0.01, epsilonPlacement: .outsideRoot)
    let adam = Adam(learningRate: 0.1, firstDecay: 0, secondDecay: 0.95, epsilon: 0.01, variant: .uncorrected)
    var (θ, state) = ([1.0, -2, 3], rms.initialState(parameterCount: 3))
    var (adamθ, adamState) = (θ, adam.initialState(parameterCount: 3))
    for g in gradients {
      (θ, state) = rms.step(θ, gradient: g, state: state)
      (adamθ, adamState) = adam.step(adamθ, gradient: g, state: adamState)
      #expect(adamθ == θ && adamState.secondMoment == state.squares)
    }
  }

  /// g = 10⁻⁴, ε = 10⁻⁸: outside of the root ε is far below √s = 10⁻⁵, inside it is 100 times s.
  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: the same ε weighs more inside of the root`() {
    func step(_ placement: Placement) -> Double {
      let optimizer = RMSProp(learningRate: 1, decay: 0.99, epsilon: 1e-8, epsilonPlacement: placement)
      return -optimizer.step([0], gradient: [1e-4], state: optimizer.initialState(parameterCount: 1)).parameters[0]
    }
    #expect(abs(step(.outsideRoot) - 9.99000999) < 1e-8 && abs(step(.insideRoot) - 0.99503719) < 1e-8)
  }

  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: edge cases`() {
    let optimizer = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: 1e-8, epsilonPlacement: .outsideRoot)
    let empty = optimizer.step([], gradient: [], state: optimizer.initialState(parameterCount: 0))
    #expect(empty.parameters == [] && empty.state == .init(squares: []))
    #expect(optimizer.initialState(parameterCount: 2).squares == [0, 0])
    // The square overflows: this step and all later ones leave the parameter where it is.
    let huge = optimizer.step([3, 3], gradient: [1e200, 1e154], state: .init(squares: [0, 0]))
    #expect(huge.parameters[0] == 3 && huge.state.squares[0] == .infinity && huge.parameters[1] < 3)
    let after = optimizer.step(huge.parameters, gradient: [1, 1], state: huge.state)
    #expect(after.parameters[0] == 3 && after.state.squares[0] == .infinity)
    // The square underflows: ε alone is the divisor.
    let tiny = optimizer.step([0], gradient: [1e-170], state: .init(squares: [0]))
    #expect(abs(tiny.parameters[0] / -0.5e-162 - 1) < 1e-14 && tiny.state.squares == [0])
    let infinite = optimizer.step([1, 1], gradient: [.infinity, 0], state: .init(squares: [0, 0]))
    #expect(infinite.parameters[0].isNaN && infinite.parameters[1] == 1)
    #expect(optimizer.learningRate == 0.5 && optimizer.decay == 0.5 && optimizer.epsilon == 1e-8)
    #expect(optimizer.epsilonPlacement == .outsideRoot && Placement.allCases.count == 2)
  }

  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: lengths that differ trap`() async {
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let optimizer = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: 1e-8, epsilonPlacement: .insideRoot)
      _ = optimizer.step([1, 2], gradient: [1], state: .init(squares: [0, 0]))
    }
    Evidence.expect(gradient, says: "RMSProp.step: 2 parameters but 1 partial derivatives")
    let squares = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let optimizer = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: 1e-8, epsilonPlacement: .insideRoot)
      _ = optimizer.step([1, 2], gradient: [1, 2], state: .init(squares: [0]))
    }
    Evidence.expect(squares, says: "RMSProp.step: 2 parameters but 1 numbers in the state's squares")
  }

  @Test(.equation("rms-prop-step"))
  func `rms-prop-step: settings out of range trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RMSProp(learningRate: -0.5, decay: 0.5, epsilon: 1e-8, epsilonPlacement: .insideRoot)
    }
    Evidence.expect(rate, says: "RMSProp: the learning rate must be finite and at least 0, not -0.5")
    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var optimizer = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: 1e-8, epsilonPlacement: .insideRoot)
      optimizer.learningRate = -1
    }
    Evidence.expect(later, says: "RMSProp: the learning rate must be finite and at least 0, not -1.0")
    let decay = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RMSProp(learningRate: 0.5, decay: 1, epsilon: 1e-8, epsilonPlacement: .insideRoot)
    }
    Evidence.expect(decay, says: "RMSProp: the decay must be at least 0 and below 1, not 1.0")
    let zero = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: 0, epsilonPlacement: .insideRoot)
    }
    Evidence.expect(zero, says: "RMSProp: ε must be finite and above 0, not 0.0")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RMSProp(learningRate: 0.5, decay: 0.5, epsilon: Double.infinity, epsilonPlacement: .insideRoot)
    }
    Evidence.expect(infinite, says: "RMSProp: ε must be finite and above 0, not inf")
  }
}
