import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SoftmaxCrossEntropyTests {
  @Test(.equation("softmax-cross-entropy-value"), arguments: try Evidence.vectors("softmax-cross-entropy-value"))
  func `softmax-cross-entropy-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-cross-entropy-gradient"), arguments: try Evidence.vectors("softmax-cross-entropy-gradient"))
  func `softmax-cross-entropy-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-cross-entropy-gradient"), arguments: Evidence.probes("softmax-cross-entropy-gradient"))
  func `softmax-cross-entropy-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("softmax-cross-entropy-gradient", at: probe) == [])
  }

  static func scores(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<count).map { _ in 3 * NormalVariate.next(using: &generator) }
  }

  @Test(.equation("softmax-cross-entropy-value"), arguments: Evidence.seeds)
  func `softmax-cross-entropy-value: LSE(z) − z_c, the form from probabilities, unmoved by a shift`(_ seed: UInt64) {
    let (z, y): ([Double], [Double]) = (Self.scores(seed, 6), OneHot.value(class: 4, count: 6))
    let loss = SoftmaxCrossEntropy.value(logits: z, targets: y)
    #expect(loss >= 0)
    #expect(abs(loss - (LogSumExp.value(z) - z[4])) < 1e-14)
    #expect(abs(loss / CategoricalCrossEntropy.value(predictions: Softmax.value(z), targets: y) - 1) < 1e-12)
    #expect(abs(SoftmaxCrossEntropy.value(logits: z.map { $0 + 1000 }, targets: y) - loss) < 1e-12)
  }

  @Test(.equation("softmax-cross-entropy-gradient"), arguments: Evidence.seeds)
  func `softmax-cross-entropy-gradient: softmax less target, adding up to 0`(_ seed: UInt64) {
    let (z, y): ([Double], [Double]) = (Self.scores(seed, 6), OneHot.value(class: 1, count: 6))
    let gradient = SoftmaxCrossEntropy.gradient(logits: z, targets: y)
    let s = Softmax.value(z)
    for k in z.indices {
      #expect(abs(gradient[k] - (s[k] - y[k])) < 1e-15)
      #expect((gradient[k] < 0) == (k == 1))
    }
    #expect(abs(Sum.over(0..<6) { gradient[$0] }) < 1e-15)
  }

  @Test(.equation("softmax-cross-entropy-value"))
  func `softmax-cross-entropy-value: special values`() {
    func loss(_ z: [Double], _ y: [Double]) -> Double { SoftmaxCrossEntropy.value(logits: z, targets: y) }
    #expect(loss([], []) == 0 && loss([3], [1]) == 0)
    #expect(loss([0, -.infinity], [1, 0]) == 0 && loss([0, -.infinity], [0, 1]) == .infinity)
    #expect(loss([1e300, 0], [0, 1]) == 1e300)
    #expect(loss([0, -40], [1, 0]) == .exponential(-40))
    #expect(loss([.nan, 0], [0, 1]).isNaN && loss([.infinity, 0], [1, 0]).isNaN)
  }

  @Test(.equation("softmax-cross-entropy-gradient"))
  func `softmax-cross-entropy-gradient: special values`() {
    #expect(SoftmaxCrossEntropy.gradient(logits: [Double](), targets: []) == [])
    #expect(SoftmaxCrossEntropy.gradient(logits: [3.0], targets: [1]) == [0])
    let right = SoftmaxCrossEntropy.gradient(logits: [0, -40.0], targets: [1, 0])
    #expect(right == [-.exponential(-40), .exponential(-40)])
    #expect(SoftmaxCrossEntropy.gradient(logits: [1, Double.nan], targets: [1, 0]).map(\.isNaN) == [true, true])
  }

  @Test(.equation("softmax-cross-entropy-value"))
  func `softmax-cross-entropy-value: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxCrossEntropy.value(logits: [1.0, 2], targets: [1])
    }
    Evidence.expect(result0, says: "SoftmaxCrossEntropy.value: 2 logits but 1 targets")
  }

  @Test(.equation("softmax-cross-entropy-gradient"))
  func `softmax-cross-entropy-gradient: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxCrossEntropy.gradient(logits: [1.0], targets: [1, 0])
    }
    Evidence.expect(result0, says: "SoftmaxCrossEntropy.gradient: 1 logits but 2 targets")
  }

  @Test(.equation("softmax-cross-entropy-value"), arguments: Evidence.seeds)
  func `softmax-cross-entropy-value: of two classes it is the binary form of the logits' difference`(_ seed: UInt64) {
    let z = Self.scores(seed, 2)
    for c in 0..<2 {
      let y: [Double] = OneHot.value(class: c, count: 2)
      let binary = BinaryCrossEntropyWithLogits.value(logits: [z[0] - z[1]], targets: [y[0]])
      #expect(abs(SoftmaxCrossEntropy.value(logits: z, targets: y) / binary - 1) < 1e-13)
      let slope = BinaryCrossEntropyWithLogits.gradient(logits: [z[0] - z[1]], targets: [y[0]])[0]
      let gradient = SoftmaxCrossEntropy.gradient(logits: z, targets: y)
      #expect(abs(gradient[0] / slope - 1) < 1e-13 && gradient[1] == -gradient[0])
    }
  }
}
