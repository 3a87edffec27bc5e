import ElementaryFunctions
import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LineDescentTests {
  @Test(.equation("line-descent-run"), arguments: try Evidence.vectors("line-descent-run"))
  func `line-descent-run: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func length(_ line: (weight: Double, bias: Double), _ X: [Double], _ Y: [Double]) -> Double {
    let gradient = LineLoss.gradient(weight: line.weight, bias: line.bias, inputs: X, targets: Y)
    return (gradient.weight * gradient.weight + gradient.bias * gradient.bias).squareRoot()
  }

  @Test(.equation("line-descent-run"), arguments: Evidence.seeds)
  func `line-descent-run: ends at the first iterate with a small gradient`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let η = 0.5 * LearningRateLimit.value(inputs: X)
    let end = LineDescent(learningRate: η, tolerance: 1e-6, maximumSteps: 100_000)
      .run(weight: 4, bias: -7, inputs: X, targets: Y)
    #expect(end.reason == .smallGradient && end.steps > 0 && end.steps < 100_000)
    #expect(Self.length((end.weight, end.bias), X, Y) < 1e-6)
    // It is the iterate of that number, and the one before it had a larger gradient.
    func iterate(_ k: Int) -> (weight: Double, bias: Double) {
      LineDescentIterate.value(after: k, learningRate: η, weight: 4, bias: -7, inputs: X, targets: Y)
    }
    let last = iterate(end.steps)
    #expect(abs(end.weight - last.weight) < 1e-11 && abs(end.bias - last.bias) < 1e-11)
    #expect(Self.length(iterate(end.steps - 1), X, Y) >= 0.999e-6)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let λ = LineLossHessian.eigenvalues(inputs: X)
    // ‖∇L‖ = ‖H (θ − θ*)‖ ≥ λ_min ‖θ − θ*‖.
    #expect(abs(end.weight - best.weight) <= 1e-6 / λ.least && abs(end.bias - best.bias) <= 1e-6 / λ.least)
  }

  @Test(.equation("line-descent-run"), arguments: [0, 1, 2, 7, 20])
  func `line-descent-run: takes no more steps than it may, and says so`(_ most: Int) {
    let (X, Y) = ([0.0, 1, 2, 3], [2.0, 2, 4, 8])
    let end = LineDescent(learningRate: 0.0625, tolerance: 1e-9, maximumSteps: most)
      .run(weight: 1.5, bias: -0.5, inputs: X, targets: Y)
    let iterate = LineDescentIterate.value(
      after: most, learningRate: 0.0625, weight: 1.5, bias: -0.5, inputs: X, targets: Y)
    #expect(end.steps == most && end.reason == .stepLimit)
    #expect(abs(end.weight - iterate.weight) < 1e-13 && abs(end.bias - iterate.bias) < 1e-13)
  }

  @Test(.equation("line-descent-run"), arguments: Evidence.seeds)
  func `line-descent-run: C-34, with too long a step it never arrives`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let limit = LearningRateLimit.value(inputs: X)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    func run(_ η: Double, _ most: Int) -> (
      weight: Double, bias: Double, steps: Int, reason: LineDescent<Double>.StopReason
    ) {
      LineDescent(learningRate: η, tolerance: 1e-3, maximumSteps: most)
        .run(weight: best.weight + 1, bias: best.bias + 1, inputs: X, targets: Y)
    }
    #expect(run(0.9 * limit, 10_000).reason == .smallGradient)
    let (some, more) = (run(1.1 * limit, 100), run(1.1 * limit, 200))
    #expect(some.reason == .stepLimit && more.reason == .stepLimit)
    #expect(
      Self.length((more.weight, more.bias), X, Y) > 1e6 * Self.length((some.weight, some.bias), X, Y))
  }

  @Test(.equation("line-descent-run"))
  func `line-descent-run: repeated steps come near the minimum, and are not at it`() {
    // Also C-34: each step shrinks the distance by a factor, which is 0 after no number of steps.
    let (X, Y) = ([-3.0, -1, 1, 3], [-5.5, 0, 2.25, 8])
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    for most in [10, 50, 100] {
      let end = LineDescent(learningRate: 0.0625, tolerance: 0, maximumSteps: most)
        .run(weight: best.weight, bias: best.bias + 1, inputs: X, targets: Y)
      #expect(abs((end.bias - best.bias) / .power(0.875, Double(most)) - 1) < 1e-8)
    }
  }

  @Test(.equation("line-descent-run"))
  func `line-descent-run: the tolerance has the scale of the data`() {
    // The same houses in thousands: a length of 100 is passed at once there, and here not in a thousand steps.
    let (X, Y) = ([70.5, 120, 188.25, 240, 300], [190000.0, 420500, 611000, 905000.5, 1100000])
    let descent = LineDescent(learningRate: 1e-5, tolerance: 100, maximumSteps: 1000)
    let dollars = descent.run(weight: 0, bias: 0, inputs: X, targets: Y)
    let thousands = descent.run(weight: 0, bias: 0, inputs: X, targets: Y.map { $0 / 1000 })
    #expect(dollars.reason == .stepLimit && dollars.steps == 1000)
    #expect(thousands.reason == .smallGradient && thousands.steps < 20)
  }

  @Test(.equation("line-descent-run"))
  func `line-descent-run: edge cases`() {
    let (X, Y) = ([0.0, 1, 2, 3], [2.0, 2, 4, 8])
    let descent = LineDescent(learningRate: 0.125, tolerance: 0.0, maximumSteps: 3)
    #expect(descent.descent.learningRate == 0.125 && descent.tolerance == 0 && descent.maximumSteps == 3)
    let atMinimum = descent.run(weight: 2, bias: 1, inputs: X, targets: Y)
    #expect(atMinimum.reason == .stepLimit && atMinimum.weight == 2 && atMinimum.bias == 1)
    let positive = LineDescent(learningRate: 0.125, tolerance: 1e-300, maximumSteps: 3)
    let there = positive.run(weight: 2, bias: 1, inputs: X, targets: Y)
    #expect(there.reason == .smallGradient && there.steps == 0)
    let lost = positive.run(weight: .nan, bias: 1, inputs: X, targets: Y)
    #expect(lost.reason == .stepLimit && lost.steps == 3 && lost.weight.isNaN && lost.bias.isNaN)
    let infinite = LineDescent(learningRate: 0.125, tolerance: .infinity, maximumSteps: 3)
    #expect(infinite.run(weight: 5, bias: 1, inputs: X, targets: Y).steps == 0)
  }

  @Test(.equation("line-descent-run"))
  func `line-descent-run: settings out of range, and data that do not fit, trap`() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescent(learningRate: -0.5, tolerance: 0, maximumSteps: 1)
    }
    Evidence.expect(rate, says: "GradientDescent: the learning rate must be finite and at least 0, not -0.5")
    let tolerance = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescent(learningRate: 0.5, tolerance: -0.25, maximumSteps: 1)
    }
    Evidence.expect(tolerance, says: "LineDescent: the tolerance must be at least 0, not -0.25")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescent(learningRate: 0.5, tolerance: Double.nan, maximumSteps: 1)
    }
    Evidence.expect(nan, says: "LineDescent: the tolerance must be at least 0, not nan")
    let steps = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescent(learningRate: 0.5, tolerance: 0, maximumSteps: -1)
    }
    Evidence.expect(steps, says: "LineDescent: the most steps to take must be at least 0, not -1")
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescent(learningRate: 0.5, tolerance: 0, maximumSteps: 1)
        .run(weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "LineLoss.gradient: 2 inputs but 1 targets")
  }
}
