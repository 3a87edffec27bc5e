import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct AdamTests {
  typealias Variant = Adam<Double>.Variant

  @Test(.equation("adam-step"), arguments: try Evidence.vectors("adam-step"))
  func `adam-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("adam-bias-correction"), arguments: try Evidence.vectors("adam-bias-correction"))
  func `adam-bias-correction: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// The parameters after each of some steps from a fresh state.
  static func trace(
    _ optimizer: Adam<Double>, from start: [Double], steps: Int, _ gradient: ([Double]) -> [Double]
  ) -> [[Double]] {
    var (θ, state) = (start, optimizer.initialState(parameterCount: start.count))
    return (0..<steps).map { _ in
      (θ, state) = optimizer.step(θ, gradient: gradient(θ), state: state)
      return θ
    }
  }

  /// f = x² from x = 1 with η = 0.1, in 40-digit arithmetic.
  @Test(.equation("adam-step"))
  func `adam-step: the trace on x² in each variant`() {
    let expected: [(Adam<Double>, [Double])] = [
      (
        .documented(learningRate: 0.1),
        [
          0.9000000004999999975, 0.80041222869179214524, 0.70158627294602954516, 0.6039390605737448393,
          0.50796365926434067674,
        ]
      ),
      (
        .keras(learningRate: 0.1),
        [
          0.90000015811363300881, 0.80041250194377462162, 0.70158664312671618056, 0.60393951564897814339,
          0.50796418952859777514,
        ]
      ),
      (
        Adam(learningRate: 0.1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, variant: .uncorrected),
        [
          0.68377228398315416111, 0.27020606850514355189, -0.16214134322164321487, -0.50714600680965055673,
          -0.67607261672415982056,
        ]
      ),
    ]
    for (optimizer, wanted) in expected {
      let trace = Self.trace(optimizer, from: [1], steps: 5) { x in [2 * x[0]] }
      for t in 0..<5 { #expect(abs(trace[t][0] - wanted[t]) < 1e-13, "\(optimizer.variant)") }
    }
  }

  /// Five steps of `torch.optim.Adam` 2.13 in float64 on f = θ₁² + ¼ θ₂² from (1, −2), with `lr=0.1`, `eps=0.01`.
  @Test(.equation("adam-step"))
  func `adam-step: the corrected variant is PyTorch's`() {
    let optimizer = Adam(learningRate: 0.1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 0.01, variant: .corrected)
    let expected = [
      [0.900497512437811, -1.900990099009901], [0.8014274542316596, -1.8021675592840367],
      [0.7031361631933919, -1.7036542119162428], [0.6060354395359481, -1.6055816146513242],
      [0.5106108258954111, -1.5080913545821342],
    ]
    let trace = Self.trace(optimizer, from: [1, -2], steps: 5) { θ in [2 * θ[0], 0.5 * θ[1]] }
    for t in 0..<5 { for i in 0..<2 { #expect(abs(trace[t][i] - expected[t][i]) < 1e-13) } }
  }

  static func firstStep(_ optimizer: Adam<Double>, at g: Double) -> Double {
    -optimizer.step([0], gradient: [g], state: optimizer.initialState(parameterCount: 1)).parameters[0]
  }

  @Test(.equation("adam-step"), arguments: [1, -3, 0.02, 1e-7, 1e-8, -1e-9, 1e100, 1e-100])
  func `adam-step: the first step is η g / (|g| + ε)`(_ g: Double) {
    let first = Self.firstStep(.documented(learningRate: 0.25), at: g)
    #expect(abs(first / (0.25 * g / (abs(g) + 1e-8)) - 1) < 1e-14)
    let keras = Self.firstStep(.keras(learningRate: 0.25), at: g)
    #expect(abs(keras / (0.25 * g / (abs(g) + 1e-7 / Double.squareRoot(0.001))) - 1) < 1e-13)
  }

  /// B-38: 0.99999999 η at g = 1, 0.5 η at g = 10⁻⁸, 3.16228 η without correction; factors 10 and 1000 at t = 1.
  @Test(.equation("adam-step"))
  func `adam-step: B-38, the first step and the factors of the correction`() {
    let documented = Adam<Double>.documented(learningRate: 1)
    #expect(abs(Self.firstStep(documented, at: 1) - 0.99999999) < 1e-15)
    #expect(abs(Self.firstStep(documented, at: 1e-8) - 0.5) < 1e-15)
    let uncorrected = Adam(learningRate: 1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, variant: .uncorrected)
    #expect(abs(Self.firstStep(uncorrected, at: 1) - 3.1622766601687) < 1e-12)
    func factor(_ β: Double, _ t: Int) -> Double { 1 / Adam.biasCorrection(decay: β, step: t) }
    #expect(abs(factor(0.9, 1) - 10) < 1e-13 && abs(factor(0.9, 10) - 1.535339933) < 1e-9)
    #expect(abs(factor(0.999, 1) - 1000) < 1e-9 && abs(factor(0.999, 10) - 100.4508254) < 1e-7)
    #expect(abs(factor(0.999, 1000) - 1.581516312) < 1e-9)
  }

  @Test(.equation("adam-step"))
  func `adam-step: C-57, momentum with RMSProp alone takes a first step of 3.16 η`() {
    let rms = RMSProp(learningRate: 1, decay: 0.999, epsilon: 1e-8, epsilonPlacement: .outsideRoot)
    let average = MomentumDescent(learningRate: 1, momentum: 0.9, convention: .average)
    // An average of gradients, divided by the root of an average of squares, and nothing else.
    let m = average.step([0], gradient: [1], state: average.initialState(parameterCount: 1)).state.velocity[0]
    let s = rms.step([0], gradient: [1], state: rms.initialState(parameterCount: 1)).state.squares[0]
    #expect(abs(m / Double.squareRoot(s) - 3.1622776601683795) < 1e-12)
    #expect(abs(Self.firstStep(.documented(learningRate: 1), at: 1) - 1) < 1e-7)
    // With a heavy ball in place of the average it would be ten times that.
    let heavyBall = MomentumDescent(learningRate: 1, momentum: 0.9, convention: .heavyBall)
    let v = heavyBall.step([0], gradient: [1], state: heavyBall.initialState(parameterCount: 1)).state.velocity[0]
    #expect(abs(v / Double.squareRoot(s) - 31.622776601683795) < 1e-11)
  }

  @Test(.equation("adam-step"))
  func `adam-step: C-33, Keras' ε is another number in another place`() {
    // D4's ε and formula; Keras' ε in D4's formula; Keras' ε in Keras' formula.
    let inAlgorithm = Adam(learningRate: 1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-7, variant: .corrected)
    #expect(abs(Self.firstStep(.documented(learningRate: 1), at: 1e-8) - 0.5) < 1e-14)
    #expect(abs(Self.firstStep(inAlgorithm, at: 1e-8) - 0.0909090909090909) < 1e-14)
    #expect(abs(Self.firstStep(.keras(learningRate: 1), at: 1e-8) - 0.00315230918326021) < 1e-15)
    // For gradients far above all of them the three agree.
    #expect(abs(Self.firstStep(.keras(learningRate: 1), at: 1) - Self.firstStep(inAlgorithm, at: 1)) < 4e-6)
  }

  @Test(.equation("adam-step"))
  func `adam-step: B-54, the defaults of the two documents`() {
    let (d4, keras) = (Adam<Double>.documented(learningRate: 0.5), Adam<Double>.keras())
    #expect(d4.firstDecay == 0.9 && d4.secondDecay == 0.999 && d4.epsilon == 1e-8 && d4.variant == .corrected)
    #expect(keras.firstDecay == 0.9 && keras.secondDecay == 0.999 && keras.epsilon == 1e-7)
    #expect(keras.variant == .epsilonHat && keras.learningRate == 0.001 && d4.learningRate == 0.5)
    #expect(Adam<Double>.keras(learningRate: 0.25).learningRate == 0.25)
    #expect(Variant.allCases.count == 3)
  }

  /// The same ε̂ counts as ε = ε̂ / √(1 − β₂ᵗ) in the corrected variant.
  @Test(.equation("adam-step"), arguments: Evidence.seeds)
  func `adam-step: the two places of ε differ by the factor √(1 − β₂ᵗ)`(_ seed: UInt64) {
    let gradients = GradientOptimizerTests.gradients(seed, steps: 6, parameters: 3)
    let hat = Adam(learningRate: 0.1, firstDecay: 0.9, secondDecay: 0.99, epsilon: 0.125, variant: .epsilonHat)
    var (θ, state) = ([1.0, -2, 3], hat.initialState(parameterCount: 3))
    for (t, g) in gradients.enumerated() {
      let ε = 0.125 / Double.squareRoot(1 - .power(0.99, Double(t + 1)))
      let corrected = Adam(learningRate: 0.1, firstDecay: 0.9, secondDecay: 0.99, epsilon: ε, variant: .corrected)
      let expected = corrected.step(θ, gradient: g, state: state)
      (θ, state) = hat.step(θ, gradient: g, state: state)
      #expect(state == expected.state)
      for i in 0..<3 { #expect(abs(θ[i] - expected.parameters[i]) < 1e-14) }
    }
  }

  /// With the same gradient g in every step, m = (1 − β₁ᵗ) g and v = (1 − β₂ᵗ) g², so that m̂ = g and v̂ = g².
  @Test(.equation("adam-step"), arguments: [0.7, -300.0, 2e-5])
  func `adam-step: a constant gradient has the moments g and g² from the first step on`(_ g: Double) {
    let optimizer = Adam(learningRate: 0.25, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-30, variant: .corrected)
    var (θ, state) = ([0.0], optimizer.initialState(parameterCount: 1))
    for t in 1...300 {
      let before = θ[0]
      (θ, state) = optimizer.step(θ, gradient: [g], state: state)
      let (c1, c2) = (Adam.biasCorrection(decay: 0.9, step: t), Adam.biasCorrection(decay: 0.999, step: t))
      #expect(abs(state.firstMoment[0] / (c1 * g) - 1) < 1e-14)
      #expect(abs(state.secondMoment[0] / (c2 * g * g) - 1) < 2e-14)
      #expect(abs((before - θ[0]) - 0.25 * (g > 0 ? 1 : -1)) < 1e-12 && state.stepCount == t)
    }
  }

  @Test(.equation("adam-step"), arguments: Evidence.seeds)
  func `adam-step: the moments are averages; gradients of another size make the same steps`(_ seed: UInt64) {
    let gradients = GradientOptimizerTests.gradients(seed, steps: 8, parameters: 3)
    let optimizer = Adam(learningRate: 0.1, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-30, variant: .corrected)
    var (θ, state) = ([1.0, 2, 3], optimizer.initialState(parameterCount: 3))
    var (scaledθ, scaledState) = (θ, state)
    for (t, g) in gradients.enumerated() {
      (θ, state) = optimizer.step(θ, gradient: g, state: state)
      (scaledθ, scaledState) = optimizer.step(scaledθ, gradient: g.map { 256 * $0 }, state: scaledState)
      #expect(scaledθ == θ)
      for i in 0..<3 {
        // A convex combination of the past gradients, and of 0 with the weight β₁ᵗ.
        let past = gradients[...t].map { $0[i] } + [0]
        #expect((past.min() ?? 0) <= state.firstMoment[i] && state.firstMoment[i] <= (past.max() ?? 0))
        #expect(state.secondMoment[i] >= 0)
      }
    }
  }

  /// D2, §4.1, has each parameter change in proportion to its derivative. Adam does not.
  @Test(.equation("adam-step"))
  func `adam-step: changes are not in proportion to the derivatives`() {
    let optimizer = Adam<Double>.documented(learningRate: 0.1)
    let first = optimizer.step([0, 0], gradient: [0.01, -5], state: optimizer.initialState(parameterCount: 2))
    #expect(abs(first.parameters[0] + 0.1) < 1e-6 && abs(first.parameters[1] - 0.1) < 1e-6)
  }

  /// The spacing of single precision at ¼ is 3 · 10⁻⁸, so 10⁻⁸ is less than half of it.
  @Test(.equation("adam-step"), arguments: [0.25, 1, 300] as [Float])
  func `adam-step: in single precision ε = 10⁻⁸ is rounded away`(_ g: Float) {
    func first(_ ε: Float) -> Float {
      let optimizer = Adam(learningRate: 0.1, firstDecay: 0.9, secondDecay: 0.999, epsilon: ε, variant: .corrected)
      return optimizer.step([0], gradient: [g], state: optimizer.initialState(parameterCount: 1)).parameters[0]
    }
    #expect(first(1e-8) == first(1e-30) && first(1e-8) != first(1e-3))
  }

  @Test(.equation("adam-step"))
  func `adam-step: edge cases`() {
    let optimizer = Adam(learningRate: 0.5, firstDecay: 0.5, secondDecay: 0.5, epsilon: 1e-8, variant: .corrected)
    let empty = optimizer.step([], gradient: [], state: optimizer.initialState(parameterCount: 0))
    #expect(empty.parameters == [] && empty.state == .init(firstMoment: [], secondMoment: [], stepCount: 1))
    let fresh = optimizer.initialState(parameterCount: 2)
    #expect(fresh == .init(firstMoment: [0, 0], secondMoment: [0, 0], stepCount: 0))
    // The square overflows: this step and all later ones leave the parameter where it is.
    let huge = optimizer.step([3, 3], gradient: [1e200, 1e154], state: fresh)
    #expect(huge.parameters[0] == 3 && huge.state.secondMoment[0] == .infinity && huge.parameters[1] < 3)
    let after = optimizer.step(huge.parameters, gradient: [1, 1], state: huge.state)
    #expect(after.parameters[0] == 3 && after.state.secondMoment[0] == .infinity)
    // The square underflows: ε alone is the divisor.
    let tiny = optimizer.step([0, 0], gradient: [1e-170, 0], state: fresh)
    #expect(abs(tiny.parameters[0] / -0.5e-162 - 1) < 1e-14 && tiny.parameters[1] == 0)
    #expect(tiny.state.secondMoment == [0, 0])
    let infinite = optimizer.step([1, 1], gradient: [.infinity, 0], state: fresh)
    #expect(infinite.parameters[0].isNaN && infinite.parameters[1] == 1)
    // No gradient ever: no 0/0.
    let still = Self.trace(.documented(learningRate: 0.1), from: [3], steps: 50) { _ in [0] }
    #expect(still.allSatisfy { $0 == [3] })
    #expect(optimizer.learningRate == 0.5 && optimizer.firstDecay == 0.5 && optimizer.epsilon == 1e-8)
  }

  @Test(.equation("adam-bias-correction"))
  func `adam-bias-correction: edge cases`() {
    #expect(Adam.biasCorrection(decay: 0.0, step: 1) == 1 && Adam.biasCorrection(decay: 0.0, step: 1000) == 1)
    #expect(Adam.biasCorrection(decay: 1e-20, step: 1) == 1)
    #expect(Adam.biasCorrection(decay: 0.9, step: .max) == 1)
    #expect(Adam.biasCorrection(decay: Float(0).nextUp, step: 1) == 1)
  }

  /// It is the same average as m, of gradients that are all 1.
  @Test(.equation("adam-bias-correction"), arguments: [0.9, 0.999, 0.9999, 0.3])
  func `adam-bias-correction: the sum of the weights of an average, rising to 1`(_ β: Double) {
    var (sum, before) = (0.0, 0.0)
    for t in 1...2000 {
      sum = β * sum + (1 - β)
      let correction = Adam.biasCorrection(decay: β, step: t)
      #expect(abs(correction / sum - 1) < 1e-13)
      #expect(correction >= before * (1 - 1e-15) && correction <= 1)
      before = correction
    }
  }

  @Test(.equation("adam-step"))
  func `adam-step: lengths that differ trap`() async {
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let optimizer = Adam<Double>.keras()
      _ = optimizer.step([1, 2], gradient: [1], state: optimizer.initialState(parameterCount: 2))
    }
    Evidence.expect(gradient, says: "Adam.step: 2 parameters but 1 partial derivatives")
    let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let state = Adam<Double>.State(firstMoment: [0], secondMoment: [0, 0], stepCount: 0)
      _ = Adam<Double>.keras().step([1, 2], gradient: [1, 2], state: state)
    }
    Evidence.expect(first, says: "Adam.step: 2 parameters but 1 numbers in the state's first moment")
    let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let state = Adam<Double>.State(firstMoment: [0, 0], secondMoment: [0, 0, 0], stepCount: 0)
      _ = Adam<Double>.keras().step([1, 2], gradient: [1, 2], state: state)
    }
    Evidence.expect(second, says: "Adam.step: 2 parameters but 3 numbers in the state's second moment")
  }

  @Test(.equation("adam-step"))
  func `adam-step: settings out of range trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam<Double>.keras(learningRate: -0.5)
    }
    Evidence.expect(rate, says: "Adam: the learning rate must be finite and at least 0, not -0.5")
    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var optimizer = Adam<Double>.keras()
      optimizer.learningRate = .nan
    }
    Evidence.expect(later, says: "Adam: the learning rate must be finite and at least 0, not nan")
    let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam(learningRate: 0.5, firstDecay: 1, secondDecay: 0.5, epsilon: 1e-8, variant: .corrected)
    }
    Evidence.expect(first, says: "Adam: the first decay must be at least 0 and below 1, not 1.0")
    let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam(learningRate: 0.5, firstDecay: 0.5, secondDecay: -0.5, epsilon: 1e-8, variant: .corrected)
    }
    Evidence.expect(second, says: "Adam: the second decay must be at least 0 and below 1, not -0.5")
    let epsilon = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam(learningRate: 0.5, firstDecay: 0.5, secondDecay: 0.5, epsilon: -1e-8, variant: .corrected)
    }
    Evidence.expect(epsilon, says: "Adam: ε must be finite and above 0, not -1e-08")
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test(.equation("adam-step"))
    func `adam-step: in half precision D4's ε is 0 and traps, that of Keras is not`() async {
      let documented = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Adam<Float16>.documented(learningRate: 0.5)
      }
      Evidence.expect(documented, says: "Adam: ε must be finite and above 0, not 0.0")
      #expect(Adam<Float16>.keras().epsilon > 0 && Adam<Float16>.keras().secondDecay < 1)
    }
  #endif

  @Test(.equation("adam-bias-correction"))
  func `adam-bias-correction: no step, and a decay out of range, trap`() async {
    let step = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam.biasCorrection(decay: 0.9, step: 0)
    }
    Evidence.expect(step, says: "Adam.biasCorrection: steps count from 1, there is no step 0")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let state = Adam<Double>.State(firstMoment: [], secondMoment: [], stepCount: -1)
      _ = Adam<Double>.keras().step([], gradient: [], state: state)
    }
    Evidence.expect(negative, says: "Adam.biasCorrection: steps count from 1, there is no step 0")
    let decay = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam.biasCorrection(decay: 1.0, step: 1)
    }
    Evidence.expect(decay, says: "Adam: the decay must be at least 0 and below 1, not 1.0")
  }
}
