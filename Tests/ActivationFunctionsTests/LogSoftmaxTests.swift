import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogSoftmaxTests {
  @Test(.equation("log-softmax-value"), arguments: try Evidence.vectors("log-softmax-value"))
  func `log-softmax-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-softmax-pullback"), arguments: try Evidence.vectors("log-softmax-pullback"))
  func `log-softmax-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-softmax-pullback"), arguments: Evidence.probes("log-softmax-pullback"))
  func `log-softmax-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("log-softmax-pullback", at: probe) == [])
  }

  @Test(.equation("log-softmax-value"), arguments: Evidence.seeds)
  func `log-softmax-value: the logarithm of softmax, never above 0, unmoved by a shift`(_ seed: UInt64) {
    let z = LogSumExpTests.scores(seed, 6)
    let logarithms = LogSoftmax.value(z)
    for (l, s) in zip(logarithms, Softmax.value(z)) {
      #expect(l <= 0)
      #expect(abs(l - .logarithm(s)) <= 1e-14 * max(1, abs(l)))
    }
    for (a, b) in zip(LogSoftmax.value(z.map { $0 + 512 }), logarithms) { #expect(abs(a - b) < 1e-12) }
  }

  @Test(.equation("log-softmax-value"))
  func `log-softmax-value: special values`() {
    #expect(LogSoftmax.value([Double]()) == [])
    #expect(LogSoftmax.value([5.0]) == [0])
    #expect(LogSoftmax.value([0, -Double.infinity]) == [0, -.infinity])
    #expect(LogSoftmax.value([1e4, -1e4]) == [0, -2e4])
    #expect(LogSoftmax.value([0, -40.0]) == [-.exponential(-40), -40])
    for z in [[1, .infinity], [-.infinity, -.infinity], [1, .nan], [.nan, 1], [Double.infinity, .infinity]] {
      #expect(LogSoftmax.value(z).map(\.isNaN) == [true, true], "\(z)")
    }
  }

  @Test(.equation("log-softmax-pullback"), arguments: Evidence.seeds)
  func `log-softmax-pullback: adds up to 0`(_ seed: UInt64) {
    let (z, c) = (LogSumExpTests.scores(seed, 6), LogSumExpTests.scores(seed &+ 1000, 6))
    let pullback = LogSoftmax.pullback(c, at: z)
    #expect(abs(Sum.over(pullback.indices) { pullback[$0] }) < 1e-14)
  }

  @Test(.equation("log-softmax-pullback"))
  func `log-softmax-pullback: edge cases`() {
    #expect(LogSoftmax.pullback([Double](), at: []) == [])
    #expect(LogSoftmax.pullback([3], at: [1.0]) == [0])
    #expect(LogSoftmax.pullback([1, 2], at: [1, Double.nan]).map(\.isNaN) == [true, true])
  }

  @Test(.equation("log-softmax-pullback"))
  func `log-softmax-pullback: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogSoftmax.pullback([1.0, 2, 3], at: [1, 2])
    }
    Evidence.expect(result, says: "LogSoftmax.pullback: z has 2 elements but the cotangent has 3")
  }
}
