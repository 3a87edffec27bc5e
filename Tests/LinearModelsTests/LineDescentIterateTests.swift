import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LineDescentIterateTests {
  @Test(.equation("line-descent-iterate"), arguments: try Evidence.vectors("line-descent-iterate"))
  func `line-descent-iterate: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-descent-iterate"), arguments: Evidence.seeds)
  func `line-descent-iterate: the steps of gradient descent, one by one`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let η = 0.9 * LearningRateLimit.value(inputs: X)
    let descent = GradientDescent(learningRate: η)
    var θ = [4.0, -7]
    for k in 0...40 {
      let line = LineDescentIterate.value(
        after: k, learningRate: η, weight: 4, bias: -7, inputs: X, targets: Y)
      #expect(abs(line.weight - θ[0]) < 1e-12 && abs(line.bias - θ[1]) < 1e-12, "k = \(k)")
      let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      θ = descent.step(θ, gradient: [gradient.weight, gradient.bias])
    }
  }

  @Test(.equation("line-descent-iterate"), arguments: Evidence.seeds)
  func `line-descent-iterate: a and then b steps are a + b`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let η = 0.3 * LearningRateLimit.value(inputs: X)
    func after(_ k: Int, _ line: (weight: Double, bias: Double)) -> (weight: Double, bias: Double) {
      LineDescentIterate.value(after: k, learningRate: η, weight: line.weight, bias: line.bias, inputs: X, targets: Y)
    }
    let (split, whole) = (after(5, after(13, (4, -7))), after(18, (4, -7)))
    #expect(abs(split.weight - whole.weight) < 1e-12 && abs(split.bias - whole.bias) < 1e-12)
  }

  /// With inputs of mean 0 the eigenvectors are the axes, and each distance has its own factor.
  @Test(.equation("line-descent-iterate"), arguments: [1, 2, 3, 10, 25])
  func `line-descent-iterate: each direction shrinks by 1 − η λ`(_ k: Int) {
    let (X, Y) = ([-3.0, -1, 1, 3], [-5.5, 0, 2.25, 8])
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let η = 0.125
    let line = LineDescentIterate.value(
      after: k, learningRate: η, weight: best.weight + 1, bias: best.bias - 2, inputs: X, targets: Y)
    // λ = 2 · 5 along w and 2 along b.
    #expect(abs(line.weight - best.weight - .power(1 - η * 10, Double(k))) < 1e-14)
    #expect(abs(line.bias - best.bias + 2 * .power(1 - η * 2, Double(k))) < 1e-14)
  }

  @Test(.equation("line-descent-iterate"))
  func `line-descent-iterate: billions of steps end on the least-squares line, above the limit nowhere`() {
    let (X, Y) = ([70.5, 120, 188.25, 240, 300], [190000.0, 420500, 611000, 905000.5, 1100000])
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let limit = LearningRateLimit.value(inputs: X)
    func after(_ k: Int, _ η: Double) -> (weight: Double, bias: Double) {
      LineDescentIterate.value(after: k, learningRate: η, weight: 496.71, bias: -138.26, inputs: X, targets: Y)
    }
    let end = after(1_000_000_000, 0.9 * limit)
    #expect(end.weight == best.weight && end.bias == best.bias)
    #expect(abs(after(2000, 1.01 * limit).weight) > 1e15)
  }

  @Test(.equation("line-descent-iterate"))
  func `line-descent-iterate: edge cases`() {
    let (X, Y) = ([0.0, 1, 2, 3], [2.0, 2, 4, 8])
    func after(_ k: Int, _ η: Double, _ w: Double = 1.5, _ X: [Double] = [0, 1, 2, 3]) -> (weight: Double, bias: Double)
    {
      LineDescentIterate.value(
        after: k, learningRate: η, weight: w, bias: -0.5, inputs: X, targets: Array(Y.prefix(X.count)))
    }
    #expect(after(0, 0.125) == (weight: 1.5, bias: -0.5))
    #expect(after(9, 0) == (weight: 1.5, bias: -0.5))
    #expect(after(3, 0.125, 1.5, [2, 2]).weight.isNaN && after(3, 0.125, 1.5, [2]).bias.isNaN)
    #expect(after(3, 0.125, .nan).weight.isNaN)
    #expect(!after(10_000, 0.5).weight.isFinite)
    #expect(X.count == 4)
  }

  @Test(.equation("line-descent-iterate"))
  func `line-descent-iterate: a negative number of steps, lengths that differ, and no points trap`() async {
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescentIterate.value(
        after: -1, learningRate: 0.1, weight: 1, bias: 1, inputs: [1.0, 2], targets: [1, 2])
    }
    Evidence.expect(negative, says: "LineDescentIterate.value: there is no iterate after -1 steps")
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescentIterate.value(after: 1, learningRate: 0.1, weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "LineDescentIterate.value: 2 inputs but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineDescentIterate.value(
        after: 1, learningRate: 0.1, weight: 1, bias: 1, inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "LineDescentIterate.value: no points determine no line")
  }
}
