import EvidenceTraits
import GradientOptimizers
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LearningRateLimitTests {
  @Test(.equation("learning-rate-limit"), arguments: try Evidence.vectors("learning-rate-limit"))
  func `learning-rate-limit: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// The losses along a descent from a start.
  static func losses(_ η: Double, _ steps: Int, from start: [Double], _ X: [Double], _ Y: [Double]) -> [Double] {
    let descent = GradientDescent(learningRate: η)
    var θ = start
    return (0...steps).map { _ in
      let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      let loss = LineLoss.value(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      θ = descent.step(θ, gradient: [gradient.weight, gradient.bias])
      return loss
    }
  }

  @Test(.equation("learning-rate-limit"), arguments: Evidence.seeds)
  func `learning-rate-limit: below it each step lowers the loss, above it the loss grows without end`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let limit = LearningRateLimit.value(inputs: X)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let least = LineLoss.value(weight: best.weight, bias: best.bias, inputs: X, targets: Y)
    let start = [best.weight + 3, best.bias - 2]
    for factor in [0.1, 0.5, 0.98] {
      let losses = Self.losses(factor * limit, 30, from: start, X, Y)
      #expect(zip(losses, losses.dropFirst()).allSatisfy { $1 < $0 })
    }
    let growing = Self.losses(1.02 * limit, 400, from: start, X, Y).map { $0 - least }
    // The steep part grows by 1.04² at each step, once it outweighs the flat one.
    #expect(growing[400] > 1000 * growing[200] && growing[400] > growing[0])
  }

  @Test(.equation("learning-rate-limit"), arguments: Evidence.seeds)
  func `learning-rate-limit: 2 over the curvature, at most 1, unchanged if points are repeated`(_ seed: UInt64) {
    let (X, _) = LineLossTests.points(seed, 8)
    let limit = LearningRateLimit.value(inputs: X)
    #expect(limit == 2 / LineLossHessian.eigenvalues(inputs: X).most)
    #expect(limit <= 1)
    #expect(abs(LearningRateLimit.value(inputs: X + X) - limit) <= 1e-15 * limit)
    // Larger inputs leave less room.
    #expect(LearningRateLimit.value(inputs: X.map { 2 * $0 }) < limit)
  }

  /// From θ₀ = 0 the gradient is a multiple of the targets.
  @Test(.equation("learning-rate-limit"), arguments: Evidence.seeds)
  func `learning-rate-limit: C-15, a thousand times the gradient, the same limit`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 8)
    let scaled = Y.map { 1000 * $0 }
    let (small, large) = (
      LineLoss.gradient(weight: 0, bias: 0, inputs: X, targets: Y),
      LineLoss.gradient(weight: 0, bias: 0, inputs: X, targets: scaled)
    )
    #expect(large.weight == 1000 * small.weight && large.bias == 1000 * small.bias)
    // The same learning rates work and fail, and each descent is a thousand times the other.
    let limit = LearningRateLimit.value(inputs: X)
    for factor in [0.9, 1.1] {
      let (these, those) = (
        Self.losses(factor * limit, 20, from: [0, 0], X, Y), Self.losses(factor * limit, 20, from: [0, 0], X, scaled)
      )
      #expect(zip(these, those).allSatisfy { abs($1 / 1e6 - $0) <= 1e-10 * abs($0) })
    }
    // A large gradient with little curvature wants a large step: with X = 0 the best η is ½, whatever Y is.
    let flat = LineLoss.gradient(weight: 0, bias: 0, inputs: [0, 0], targets: [1e6, 3e6])
    #expect(GradientDescent(learningRate: 0.5).step([0], gradient: [flat.bias]) == [2e6])
  }

  @Test(.equation("learning-rate-limit"))
  func `learning-rate-limit: edge cases`() {
    #expect(LearningRateLimit.value(inputs: [0.0, 0]) == 1)
    #expect(LearningRateLimit.value(inputs: [-1.0, 1]) == 1)
    #expect(LearningRateLimit.value(inputs: [3.0]) == 0.1)
    #expect(LearningRateLimit.value(inputs: [1e200, -3.0]) == 0)
    #expect(LearningRateLimit.value(inputs: [.nan, 1.0]).isNaN)
  }

  @Test(.equation("learning-rate-limit"))
  func `learning-rate-limit: no inputs trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LearningRateLimit.value(inputs: [Double]())
    }
    Evidence.expect(result, says: "LineLossHessian.eigenvalues: no inputs have no mean")
  }
}
