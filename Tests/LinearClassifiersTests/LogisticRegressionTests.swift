import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogisticRegressionTests {
  @Test(.equation("logistic-regression-value"), arguments: try Evidence.vectors("logistic-regression-value"))
  func `logistic-regression-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logistic-regression-gradient"), arguments: try Evidence.vectors("logistic-regression-gradient"))
  func `logistic-regression-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logistic-regression-gradient"), arguments: Evidence.probes("logistic-regression-gradient"))
  func `logistic-regression-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("logistic-regression-gradient", at: probe) == [])
  }

  @Test(.equation("logistic-regression-value"), arguments: Evidence.seeds)
  func `logistic-regression-value: between 0 and 1, with log-odds that are linear`(_ seed: UInt64) {
    let (x, w, b) = SignedDistanceTests.data(seed)
    let ŷ = LogisticRegression.value(x, weights: w, bias: b)
    let z = DotProduct.value(w, x) + b
    #expect(ŷ > 0 && ŷ < 1)
    #expect(abs(Logit.value(ŷ) - z) < 1e-10)
    #expect(ŷ == Neuron.forward(x, weights: w, bias: b, activation: .sigmoid).activation)
    // The other class has the rest, with opposite parameters.
    #expect(abs(LogisticRegression.value(x, weights: w.map { -$0 }, bias: -b) + ŷ - 1) < 1e-15)
  }

  @Test(.equation("logistic-regression-value"), arguments: Evidence.seeds)
  func `logistic-regression-value: with ever longer parameters it is the perceptron`(_ seed: UInt64) {
    let (x, w, b) = SignedDistanceTests.data(seed)
    let step = Perceptron(weights: w, bias: b).value(x)
    var before = 1.0
    for c in [1.0, 4, 16, 64] {
      let distance = (LogisticRegression.value(x, weights: w.map { c * $0 }, bias: c * b) - step).magnitude
      #expect(distance < before || distance == 0)
      before = distance
    }
    #expect(abs(LogisticRegression.value(x, weights: w.map { 1e6 * $0 }, bias: 1e6 * b) - step) < 1e-12)
  }

  @Test(.equation("logistic-regression-gradient"), arguments: Evidence.seeds)
  func `logistic-regression-gradient: the neuron's with a sigmoid`(_ seed: UInt64) {
    let (x, w, b) = SignedDistanceTests.data(seed)
    let gradient = LogisticRegression.gradient(at: x, weights: w, bias: b)
    let z = DotProduct.value(w, x) + b
    let neuron = Neuron.backward(1, inputs: x, weights: w, preactivation: z, activation: .sigmoid)
    #expect(gradient.inputs == neuron.inputs && gradient.weights == neuron.weights && gradient.bias == neuron.bias)
    let ŷ = LogisticRegression.value(x, weights: w, bias: b)
    #expect(abs(gradient.bias - ŷ * (1 - ŷ)) < 1e-15)
  }

  @Test(.equation("logistic-regression-value"))
  func `logistic-regression-value: special values`() {
    #expect(LogisticRegression.value([1.0, 2], weights: [3, -4], bias: 5) == 0.5)
    #expect(LogisticRegression.value([], weights: [], bias: 0.0) == 0.5)
    #expect(LogisticRegression.value([1.0], weights: [36.74], bias: 0) == 1)
    #expect(LogisticRegression.value([1.0], weights: [36.5], bias: 0) < 1)
    #expect(LogisticRegression.value([Float(1)], weights: [16.64], bias: 0) == 1)
    #expect(LogisticRegression.value([Double.nan], weights: [1], bias: 0).isNaN)
    #expect(LogisticRegression.value([Double.infinity], weights: [-1], bias: 0) == 0)
  }

  @Test(.equation("logistic-regression-gradient"))
  func `logistic-regression-gradient: special values`() {
    let middle = LogisticRegression.gradient(at: [1.0, 2], weights: [3, -4], bias: 5)
    #expect(middle.inputs == [0.75, -1] && middle.weights == [0.25, 0.5] && middle.bias == 0.25)
    let far = LogisticRegression.gradient(at: [40.0], weights: [1], bias: 0)
    #expect(abs(far.bias / .exponential(-40) - 1) < 1e-15)
  }

  @Test(.equation("logistic-regression-value"))
  func `logistic-regression-value: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticRegression.value([1.0], weights: [1, 2], bias: 0)
    }
    Evidence.expect(result0, says: "LogisticRegression.value: 1 inputs but 2 weights")
  }

  @Test(.equation("logistic-regression-gradient"))
  func `logistic-regression-gradient: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticRegression.gradient(at: [1.0, 2, 3], weights: [1, 2], bias: 0)
    }
    Evidence.expect(result0, says: "LogisticRegression.gradient: 3 inputs but 2 weights")
  }
}
