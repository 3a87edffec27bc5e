import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct CategoricalCrossEntropyTests {
  @Test(
    .equation("categorical-cross-entropy-value"), arguments: try Evidence.vectors("categorical-cross-entropy-value"))
  func `categorical-cross-entropy-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("categorical-cross-entropy-gradient"),
    arguments: try Evidence.vectors("categorical-cross-entropy-gradient"))
  func `categorical-cross-entropy-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("categorical-cross-entropy-gradient"), arguments: Evidence.probes("categorical-cross-entropy-gradient"))
  func `categorical-cross-entropy-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("categorical-cross-entropy-gradient", at: probe) == [])
  }

  static func distribution(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return Softmax.value((0..<count).map { _ in NormalVariate.next(using: &generator) })
  }

  @Test(.equation("categorical-cross-entropy-value"), arguments: Evidence.seeds)
  func `categorical-cross-entropy-value: not negative, least at the targets themselves`(_ seed: UInt64) {
    let (ŷ, y) = (Self.distribution(seed, 5), Self.distribution(seed &+ 1000, 5))
    let entropy = CategoricalCrossEntropy.value(predictions: y, targets: y)
    #expect(entropy > 0 && CategoricalCrossEntropy.value(predictions: ŷ, targets: y) > entropy)
    let uniform = CategoricalCrossEntropy.value(predictions: [0.2, 0.2, 0.2, 0.2, 0.2], targets: y)
    #expect(abs(uniform - 1.6094379124341003) < 1e-15)
  }

  @Test(.equation("categorical-cross-entropy-value"), arguments: Evidence.seeds)
  func `categorical-cross-entropy-value: a one-hot target picks one logarithm; two classes are the binary form`(
    _ seed: UInt64
  ) {
    let ŷ = Self.distribution(seed, 4)
    #expect(
      CategoricalCrossEntropy.value(predictions: ŷ, targets: OneHot.value(class: 2, count: 4)) == -.logarithm(ŷ[2]))
    let p = ŷ[0]
    let binary = BinaryCrossEntropy.value(predictions: [p], targets: [0.25])
    #expect(abs(CategoricalCrossEntropy.value(predictions: [p, 1 - p], targets: [0.25, 0.75]) - binary) < 1e-14)
  }

  @Test(.equation("categorical-cross-entropy-value"))
  func `categorical-cross-entropy-value: C-26, summed over samples it accepts predicting 1 everywhere`() {
    // Four samples with binary labels, half of them wrong.
    let (y, ŷ) = ([1.0, 0, 1, 0], [1.0, 1, 1, 1])
    #expect(CategoricalCrossEntropy.value(predictions: ŷ, targets: y) == 0)
    #expect(BinaryCrossEntropy.value(predictions: ŷ, targets: y) == .infinity)
  }

  @Test(.equation("categorical-cross-entropy-value"))
  func `categorical-cross-entropy-value: edge cases`() {
    #expect(CategoricalCrossEntropy.value(predictions: [0.0, 1], targets: [0, 1]) == 0)
    #expect(CategoricalCrossEntropy.value(predictions: [0.0, 1], targets: [1, 0]) == .infinity)
    #expect(CategoricalCrossEntropy.value(predictions: [Double](), targets: []) == 0)
    #expect(CategoricalCrossEntropy.value(predictions: [Double.nan, 0.5], targets: [1, 0]).isNaN)
    #expect(CategoricalCrossEntropy.value(predictions: [Double.nan, 1], targets: [0, 1]) == 0)
    #expect(CategoricalCrossEntropy.value(predictions: [0.5], targets: [Double.nan]).isNaN)
  }

  @Test(.equation("categorical-cross-entropy-gradient"))
  func `categorical-cross-entropy-gradient: edge cases`() {
    #expect(CategoricalCrossEntropy.gradient(predictions: [0.25, 0.75], targets: [1, 0]) == [-4, 0])
    #expect(CategoricalCrossEntropy.gradient(predictions: [0.0, 0], targets: [0, 1]) == [0, -.infinity])
    #expect(CategoricalCrossEntropy.gradient(predictions: [Double.nan], targets: [1])[0].isNaN)
  }

  @Test(.equation("categorical-cross-entropy-value"))
  func `categorical-cross-entropy-value: every precondition traps`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CategoricalCrossEntropy.value(predictions: [0.5, 0.5], targets: [1])
    }
    Evidence.expect(result0, says: "CategoricalCrossEntropy.value: 2 predictions but 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CategoricalCrossEntropy.value(predictions: [0.5, 1.5], targets: [1, 0])
    }
    Evidence.expect(result1, says: "CategoricalCrossEntropy.value: prediction 1 is 1.5, which is no probability")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CategoricalCrossEntropy.value(predictions: [0.5], targets: [-1])
    }
    Evidence.expect(result2, says: "CategoricalCrossEntropy.value: target 0 is -1.0, which is no probability")
  }

  @Test(.equation("categorical-cross-entropy-gradient"))
  func `categorical-cross-entropy-gradient: every precondition traps`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CategoricalCrossEntropy.gradient(predictions: [0.5, 0.5], targets: [1])
    }
    Evidence.expect(result0, says: "CategoricalCrossEntropy.gradient: 2 predictions but 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CategoricalCrossEntropy.gradient(predictions: [-0.5], targets: [1])
    }
    Evidence.expect(result1, says: "CategoricalCrossEntropy.gradient: prediction 0 is -0.5, which is no probability")
  }
}
