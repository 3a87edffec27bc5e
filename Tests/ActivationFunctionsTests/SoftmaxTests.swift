import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SoftmaxTests {
  @Test(.equation("softmax-value"), arguments: try Evidence.vectors("softmax-value"))
  func `softmax-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-jacobian"), arguments: try Evidence.vectors("softmax-jacobian"))
  func `softmax-jacobian: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-pullback"), arguments: try Evidence.vectors("softmax-pullback"))
  func `softmax-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-jacobian"), arguments: Evidence.probes("softmax-jacobian"))
  func `softmax-jacobian: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("softmax-jacobian", at: probe) == [])
  }

  @Test(.equation("softmax-pullback"), arguments: Evidence.probes("softmax-pullback"))
  func `softmax-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("softmax-pullback", at: probe) == [])
  }

  @Test(.equation("softmax-value"), arguments: Evidence.seeds)
  func `softmax-value: a distribution in the order of its scores, unmoved by a shift`(_ seed: UInt64) {
    let z = LogSumExpTests.scores(seed, 7)
    let s = Softmax.value(z)
    #expect(abs(Sum.over(s.indices) { s[$0] } - 1) <= 4 * Double.ulpOfOne)
    #expect(s.allSatisfy { (0...1).contains($0) })
    let order = z.indices.sorted { z[$0] < z[$1] }
    #expect(order == s.indices.sorted { s[$0] < s[$1] })
    for (a, b) in zip(Softmax.value(z.map { $0 + 512 }), s) { #expect(abs(a - b) <= 1e-12 * b) }
    #expect(zip(Softmax.value(z.reversed()), s.reversed()).allSatisfy { abs($0 - $1) <= 2 * $1.ulp })
    #expect(Softmax.value([0.5, 0.5, 0.5, 0.5]) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(.equation("softmax-value"), arguments: Evidence.seeds)
  func `softmax-value: of two scores it is the sigmoid of their difference`(_ seed: UInt64) {
    let z = LogSumExpTests.scores(seed, 2)
    #expect(abs(Softmax.value(z)[0] / Sigmoid.value(z[0] - z[1]) - 1) < 1e-14)
  }

  @Test(.equation("softmax-value"))
  func `softmax-value: special values`() {
    #expect(Softmax.value([Double]()) == [])
    #expect(Softmax.value([-3e8]) == [1])
    #expect(Softmax.value([0, -Double.infinity]) == [1, 0])
    #expect(Softmax.value([1e4, -1e4]) == [1, 0])
    #expect(Softmax.value([1e308, -1e308]) == [1, 0])
    for z in [[1, .infinity], [-.infinity, -.infinity], [1, .nan], [.nan, 1], [Double.infinity, .infinity]] {
      #expect(Softmax.value(z).map(\.isNaN) == [true, true])
    }
  }

  @Test(.equation("softmax-jacobian"), arguments: Evidence.seeds)
  func `softmax-jacobian: symmetric, rows add up to 0, pulls back as the pullback does`(_ seed: UInt64) {
    let (z, c) = (LogSumExpTests.scores(seed, 5), LogSumExpTests.scores(seed &+ 1000, 5))
    let J = Softmax.jacobian(at: z)
    #expect(J == J.transposed)
    for i in 0..<5 {
      #expect(abs(Sum.over(0..<5) { J[i, $0] }) <= 2 * Double.ulpOfOne * J[i, i])
      #expect(J[i, i] >= 0)
    }
    let pullback = Softmax.pullback(c, at: z)
    for (i, value) in pullback.enumerated() {
      #expect(abs(DotProduct.value(J.row(i), c) - value) <= 1e-15 * 20)
    }
  }

  @Test(.equation("softmax-jacobian"))
  func `softmax-jacobian: edge cases`() {
    #expect(Softmax.jacobian(at: [Double]()).elements == [])
    #expect(Softmax.jacobian(at: [3.0]).elements == [0])
    // Beside a probability that has rounded to 1, what is left keeps its digits.
    let J = Softmax.jacobian(at: [0, -40.0])
    #expect(abs(J[0, 0] / .exponential(-40) - 1) < 1e-15)
    #expect(Softmax.jacobian(at: [1, Double.nan]).elements.map(\.isNaN) == [true, true, true, true])
  }

  @Test(.equation("softmax-pullback"))
  func `softmax-pullback: edge cases`() {
    #expect(Softmax.pullback([Double](), at: []) == [])
    #expect(Softmax.pullback([1, 1, 1], at: [0.0, 0, 0]).allSatisfy { abs($0) < 1e-16 })
    #expect(Softmax.pullback([1, 2], at: [1, Double.nan]).map(\.isNaN) == [true, true])
  }

  @Test(.equation("softmax-pullback"))
  func `softmax-pullback: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Softmax.pullback([1.0], at: [1, 2])
    }
    Evidence.expect(result, says: "Softmax.pullback: z has 2 elements but the cotangent has 1")
  }
}
