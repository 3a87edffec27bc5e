import EvidenceTraits
import GradientOptimizers
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct StandardizationTests {
  @Test(.equation("standardization-fit"), arguments: try Evidence.vectors("standardization-fit"))
  func `standardization-fit: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("standardization-value"), arguments: try Evidence.vectors("standardization-value"))
  func `standardization-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("standardization-line"), arguments: try Evidence.vectors("standardization-line"))
  func `standardization-line: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("standardization-fit"), arguments: Evidence.seeds)
  func `standardization-fit: shifts with the inputs and scales with them`(_ seed: UInt64) {
    let (x, _) = LineLossTests.points(seed, 11)
    let (μ, s) = Standardization.fit(x)
    let moved = Standardization.fit(x.map { -3 * $0 + 100 })
    #expect(abs(moved.mean - (-3 * μ + 100)) < 1e-13 && abs(moved.deviation - 3 * s) < 1e-13)
    let repeated = Standardization.fit(x + x)
    #expect(abs(repeated.mean - μ) < 1e-14 && abs(repeated.deviation - s) < 1e-14)
  }

  @Test(.equation("standardization-value"), arguments: Evidence.seeds)
  func `standardization-value: mean 0, deviation 1, and a loss that curves alike in all directions`(_ seed: UInt64) {
    let (x, _) = LineLossTests.points(seed, 11)
    let (μ, s) = Standardization.fit(x)
    let standard = Standardization.value(x, mean: μ, deviation: s)
    let again = Standardization.fit(standard)
    #expect(abs(again.mean) < 1e-15 && abs(again.deviation - 1) < 1e-15)
    let λ = LineLossHessian.eigenvalues(inputs: standard)
    #expect(abs(λ.most / λ.least - 1) < 1e-13 && abs(λ.most - 2) < 1e-13)
  }

  @Test(.equation("standardization-line"), arguments: Evidence.seeds)
  func `standardization-line: predicts on x what w′ and b′ predict on x′`(_ seed: UInt64) {
    let (x, _) = LineLossTests.points(seed, 11)
    let (μ, s) = Standardization.fit(x)
    let standard = Standardization.value(x, mean: μ, deviation: s)
    let (w, b) = Standardization.line(weight: 1.75, bias: -0.5, mean: μ, deviation: s)
    for i in x.indices {
      let (there, here) = (Line.value(standard[i], weight: 1.75, bias: -0.5), Line.value(x[i], weight: w, bias: b))
      #expect(abs(there - here) < 1e-14)
    }
  }

  @Test(.equation("standardization-line"), arguments: Evidence.seeds)
  func `standardization-line: the least-squares line of standardized inputs becomes that of the inputs`(_ seed: UInt64)
  {
    let (x, y) = LineLossTests.points(seed, 11)
    let (μ, s) = Standardization.fit(x)
    let standard = Standardization.value(x, mean: μ, deviation: s)
    let best = LeastSquaresLine.fit(inputs: x, targets: y)
    // Where H is twice the identity, one step with η = ½ is Newton's.
    let gradient = LineLoss.gradient(weight: -30, bias: 50, inputs: standard, targets: y)
    let θ = GradientDescent(learningRate: 0.5).step([-30, 50], gradient: [gradient.weight, gradient.bias])
    let line = Standardization.line(weight: θ[0], bias: θ[1], mean: μ, deviation: s)
    #expect(abs(line.weight - best.weight) < 1e-13 && abs(line.bias - best.bias) < 1e-13)
  }

  @Test(.equation("standardization-fit"))
  func `standardization-fit: edge cases`() {
    #expect(Standardization.fit([3.5]) == (mean: 3.5, deviation: 0))
    #expect(Standardization.fit([0.1, 0.1, 0.1]) == (mean: 0.1, deviation: 0))
    let huge = Standardization.fit([-1e200, 1e200])
    #expect(huge.mean == 0 && huge.deviation == 1e200)
    let tiny = Standardization.fit([-1e-200, 1e-200])
    #expect(tiny.mean == 0 && tiny.deviation == 1e-200)
    // Near the largest number, where a sum of two inputs is none.
    let far = Standardization.fit([1.5e308, 1.4e308])
    #expect(far.mean == 1.45e308 && abs(far.deviation / 5e306 - 1) < 1e-13)
    let farBelow = Standardization.fit([-1.5e308, -1.4e308])
    #expect(farBelow.mean == -1.45e308 && abs(farBelow.deviation / 5e306 - 1) < 1e-13)
    for i in 0..<3 {
      var x = [1.0, 2, 4]
      x[i] = .nan
      let spoilt = Standardization.fit(x)
      #expect(spoilt.mean.isNaN && spoilt.deviation.isNaN)
      x[i] = .infinity
      #expect(Standardization.fit(x).deviation.isNaN)
    }
  }

  @Test(.equation("standardization-value"))
  func `standardization-value: edge cases`() {
    #expect(Standardization.value([2.5, 2.5, 3], mean: 2.5, deviation: 0) == [0, 0, 0.5])
    #expect(Standardization.value([], mean: 2.5, deviation: 1) == [])
    #expect(Standardization.value([1, .nan], mean: 0.0, deviation: 2)[1].isNaN)
  }

  @Test(.equation("standardization-line"))
  func `standardization-line: edge cases`() {
    #expect(Standardization.line(weight: 3.0, bias: 1, mean: 2.5, deviation: 0) == (weight: 3, bias: -6.5))
    #expect(Standardization.line(weight: 3.0, bias: 1, mean: 0, deviation: 1) == (weight: 3, bias: 1))
    // An input that never varies: the round trip holds here too.
    for x in [2.5, 4] {
      let standard = Standardization.value([x], mean: 2.5, deviation: 0)[0]
      #expect(Line.value(x, weight: 3, bias: -6.5) == Line.value(standard, weight: 3, bias: 1))
    }
    #expect(Standardization.line(weight: 3.0, bias: 1, mean: .nan, deviation: 2).bias.isNaN)
  }

  @Test(.equation("standardization-fit"))
  func `standardization-fit: no inputs trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Standardization.fit([Double]())
    }
    Evidence.expect(result, says: "Standardization.fit: no inputs have no mean")
  }
}
