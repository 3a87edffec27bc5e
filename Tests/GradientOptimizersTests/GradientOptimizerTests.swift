import ElementaryFunctions
import GradientChecking
import GradientOptimizers
import LinearModels
import ScalarAutograd
import TensorAlgebra
import Testing

/// What every optimizer has to do, whatever its rule is.
@Suite struct GradientOptimizerTests {
  /// An optimizer whose type and state are hidden.
  struct Subject: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The parameters after each of some steps from a fresh state, with the learning rate of each step.
    let trace:
      @Sendable (
        _ parameters: [Double], _ rates: [Double], _ gradient: ([Double], Int) -> [Double]
      ) -> [[Double]]

    init<Optimizer: GradientOptimizer & Sendable>(_ name: String, _ optimizer: Optimizer)
    where Optimizer.Element == Double {
      testDescription = name
      trace = { parameters, rates, gradient in
        var optimizer = optimizer
        var (θ, state) = (parameters, optimizer.initialState(parameterCount: parameters.count))
        return rates.enumerated().map { t, η in
          optimizer.learningRate = η
          (θ, state) = optimizer.step(θ, gradient: gradient(θ, t), state: state)
          return θ
        }
      }
    }

    /// The parameters after each step with given gradients.
    func trace(_ parameters: [Double], rate: Double, gradients: [[Double]]) -> [[Double]] {
      trace(parameters, gradients.map { _ in rate }) { _, t in gradients[t] }
    }
  }

  static let subjects: [Subject] =
    [Subject("gradient descent", GradientDescent(learningRate: 1))]
    + MomentumDescent<Double>.Convention.allCases.map { convention in
      Subject("\(convention)", MomentumDescent(learningRate: 1, momentum: 0.9, convention: convention))
    }
    + RMSProp<Double>.EpsilonPlacement.allCases.map { placement in
      Subject(
        "RMSProp, ε \(placement)",
        RMSProp(learningRate: 1, decay: 0.9, epsilon: 1e-8, epsilonPlacement: placement))
    }
    + Adam<Double>.Variant.allCases.map { variant in
      Subject(
        "Adam, \(variant)",
        Adam(learningRate: 1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, variant: variant))
    }

  /// Unequal gradients for some steps.
  static func gradients(_ seed: UInt64, steps: Int, parameters: Int) -> [[Double]] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<steps).map { _ in (0..<parameters).map { _ in NormalVariate.next(using: &generator) } }
  }

  @Test(arguments: subjects)
  func `every optimizer: a learning rate of 0 changes nothing`(_ subject: Subject) {
    let trace = subject.trace([3, -2, 0.5], rate: 0, gradients: Self.gradients(1, steps: 4, parameters: 3))
    #expect(trace == Array(repeating: [3, -2, 0.5], count: 4))
  }

  @Test(arguments: subjects)
  func `every optimizer: a gradient of 0 from a fresh state changes nothing`(_ subject: Subject) {
    let trace = subject.trace([3, -2], rate: 0.5, gradients: [[0, 0], [0, 0], [0, 0]])
    #expect(trace == Array(repeating: [3, -2], count: 3))
  }

  @Test(arguments: subjects)
  func `every optimizer: the first step is against the gradient`(_ subject: Subject) {
    let first = subject.trace([0, 0, 0], rate: 0.5, gradients: [[2, -0.25, 0]])[0]
    #expect(first[0] < 0 && first[1] > 0 && first[2] == 0)
  }

  @Test(arguments: subjects)
  func `every optimizer: NaN stays in its own place`(_ subject: Subject) {
    var gradients = Self.gradients(2, steps: 3, parameters: 3)
    let clean = subject.trace([1, 2, 3], rate: 0.1, gradients: gradients)
    gradients[1][1] = .nan
    let spoiled = subject.trace([1, 2, 3], rate: 0.1, gradients: gradients)
    #expect(spoiled[0] == clean[0])
    for t in 1..<3 { #expect(spoiled[t][0] == clean[t][0] && spoiled[t][1].isNaN && spoiled[t][2] == clean[t][2]) }
    let parameter = subject.trace([1, .nan, 3], rate: 0.1, gradients: [[1, 2, 3]])[0]
    #expect(parameter.map(\.isNaN) == [false, true, false])
  }

  @Test(arguments: subjects)
  func `every optimizer: parameters do not depend on each other, nor on their order`(_ subject: Subject) {
    let gradients = Self.gradients(3, steps: 4, parameters: 5)
    let together = subject.trace([1, 2, 3, 4, 5], rate: 0.1, gradients: gradients)
    let reversed = subject.trace([5, 4, 3, 2, 1], rate: 0.1, gradients: gradients.map { $0.reversed() })
    #expect(reversed == together.map { $0.reversed() })
    for i in 0..<5 {
      let alone = subject.trace([Double(i + 1)], rate: 0.1, gradients: gradients.map { [$0[i]] })
      #expect(alone.map { $0[0] } == together.map { $0[i] })
    }
  }

  @Test(arguments: subjects)
  func `every optimizer: no parameters give none`(_ subject: Subject) {
    #expect(subject.trace([], rate: 0.1, gradients: [[], []]) == [[], []])
  }

  @Test(arguments: subjects)
  func `every optimizer: the same call gives the same numbers`(_ subject: Subject) {
    let gradients = Self.gradients(4, steps: 6, parameters: 2)
    let first = subject.trace([1, 2], rate: 0.1, gradients: gradients)
    #expect(subject.trace([1, 2], rate: 0.1, gradients: gradients) == first)
    #expect(Set(first.map { $0[0] }).count == 6)
  }

  /// f = Σ ½ cᵢ (θᵢ − i)² with c = 2, 1, 5. The learning rate falls, so that a rule whose step does not shrink with the
  /// gradient comes to rest too.
  @Test(arguments: subjects)
  func `every optimizer: a quadratic bowl converges`(_ subject: Subject) {
    let rates = (0..<800).map { t in 0.1 * Double.power(0.992, Double(t)) }
    let last = subject.trace([3, -2, 4], rates) { θ, _ in [2 * θ[0], θ[1] - 1, 5 * (θ[2] - 2)] }[799]
    for i in 0..<3 { #expect(abs(last[i] - Double(i)) < 1e-3, "\(last)") }
  }

  /// Where the gradient comes from does not matter to the optimizer, nor does the optimizer to the gradient.
  @Test
  func `C-9: one gradient by four means, one line by every optimizer`() {
    let (X, Y) = ([-1.0, 0, 1, 2], [0.5, -1, 2, 3])
    func loss<T: Scalar>(_ θ: [T]) -> T {
      LineLoss.value(weight: θ[0], bias: θ[1], inputs: X.map { T($0) }, targets: Y.map { T($0) })
    }
    func closedForm(_ θ: [Double]) -> [Double] {
      let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      return [gradient.weight, gradient.bias]
    }
    let θ = [0.75, -2]
    let means: [[Double]] = [
      ReverseMode.gradient(at: θ) { loss($0) }.gradient,
      [[1, 0], [0, 1]].map { v in ForwardMode.pushforward(v, at: θ) { [loss($0)] }.tangent[0] },
      [
        FiniteDifference.derivative(of: { loss([$0, θ[1]]) }, at: θ[0]).value,
        FiniteDifference.derivative(of: { loss([θ[0], $0]) }, at: θ[1]).value,
      ],
    ]
    for mean in means { for i in 0..<2 { #expect(abs(mean[i] - closedForm(θ)[i]) < 1e-10) } }

    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let rates = (0..<1000).map { t in 0.1 * Double.power(0.993, Double(t)) }
    for subject in Self.subjects {
      let last = subject.trace(θ, rates) { θ, _ in closedForm(θ) }[999]
      #expect(abs(last[0] - best.weight) < 2e-3 && abs(last[1] - best.bias) < 2e-3, "\(subject) \(last)")
    }
  }

  /// A training loop copies its optimizer with the rate of each epoch; any schedule fits any optimizer.
  @Test
  func `a schedule sets the learning rate of a copy, and the state goes on`() {
    func descend(_ schedule: some LearningRateSchedule<Double>) -> Double {
      let optimizer = MomentumDescent(learningRate: 1, momentum: 0.5, convention: .heavyBall)
      var (θ, state) = ([1.0], optimizer.initialState(parameterCount: 1))
      for epoch in 0..<3 {
        var scheduled = optimizer
        scheduled.learningRate = schedule.rate(at: epoch)
        (θ, state) = scheduled.step(θ, gradient: [1], state: state)
      }
      #expect(optimizer.learningRate == 1)
      return θ[0]
    }
    // Velocities 1, 1.5, 1.75.
    #expect(descend(ConstantRate(learningRate: 0.5)) == 1 - 0.5 * 4.25)
    #expect(descend(StepDecay(initialRate: 0.5, factor: 0.5, interval: 1)) == 1 - (0.5 + 0.375 + 0.21875))
    #expect(descend(LinearWarmup(maximumRate: 0.5, epochs: 2)) == 1 - (0.25 + 0.75 + 0.875))
  }
}
