import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BinaryCrossEntropyTests {
  @Test(.equation("binary-cross-entropy-value"), arguments: try Evidence.vectors("binary-cross-entropy-value"))
  func `binary-cross-entropy-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("binary-cross-entropy-gradient"),
    arguments: try Evidence.vectors("binary-cross-entropy-gradient"))
  func `binary-cross-entropy-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("binary-cross-entropy-gradient"), arguments: Evidence.probes("binary-cross-entropy-gradient"))
  func `binary-cross-entropy-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("binary-cross-entropy-gradient", at: probe) == [])
  }

  static func samples(_ seed: UInt64) -> (ŷ: [Double], y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Multiples of 2⁻¹⁰ strictly between 0 and 1, whose complements are exact.
    let ŷ = (0..<6).map { _ in Double(Shuffle.below(1023, using: &generator) + 1) / 1024 }
    return (ŷ, (0..<6).map { _ in Double(Shuffle.below(2, using: &generator)) })
  }

  @Test(.equation("binary-cross-entropy-value"), arguments: Evidence.seeds)
  func `binary-cross-entropy-value: symmetric under exchanging the labels, and not negative`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed)
    let loss = BinaryCrossEntropy.value(predictions: ŷ, targets: y)
    let exchanged = BinaryCrossEntropy.value(predictions: ŷ.map { 1 - $0 }, targets: y.map { 1 - $0 })
    #expect(loss >= 0)
    #expect(abs(loss - exchanged) <= 4 * loss.ulp)
  }

  @Test(.equation("binary-cross-entropy-value"), arguments: [0.0, 0.25, 0.5, 1])
  func `binary-cross-entropy-value: ln 2 at ŷ = ½, whatever the label`(_ y: Double) {
    #expect(abs(BinaryCrossEntropy.value(predictions: [0.5], targets: [y]) - 0.6931471805599453) <= 2e-16)
  }

  @Test(.equation("binary-cross-entropy-value"), arguments: Evidence.seeds)
  func `binary-cross-entropy-value: least for a soft label where ŷ = y`(_ seed: UInt64) {
    let y = Self.samples(seed).ŷ
    let least = BinaryCrossEntropy.value(predictions: y, targets: y)
    #expect(least < BinaryCrossEntropy.value(predictions: y.map { ($0 + 0.5) / 2 }, targets: y))
    #expect(BinaryCrossEntropy.gradient(predictions: y, targets: y) == [0, 0, 0, 0, 0, 0])
  }

  @Test(.equation("binary-cross-entropy-value"), arguments: Evidence.seeds)
  func `binary-cross-entropy-value: the form from logits at the same point`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: [Double] = (0..<5).map { _ in 3 * NormalVariate.next(using: &generator) }
    let y = [1.0, 0, 0.25, 1, 0]
    let fromProbabilities = BinaryCrossEntropy.value(predictions: z.map { Sigmoid.value($0) }, targets: y)
    let fromLogits = BinaryCrossEntropyWithLogits.value(logits: z, targets: y)
    #expect(abs(fromProbabilities / fromLogits - 1) < 1e-12)
  }

  @Test(.equation("binary-cross-entropy-value"))
  func `binary-cross-entropy-value: edge cases`() {
    func loss(_ ŷ: Double, _ y: Double) -> Double { BinaryCrossEntropy.value(predictions: [ŷ], targets: [y]) }
    #expect(loss(1, 1) == 0 && loss(0, 0) == 0)
    #expect(loss(0, 1) == .infinity && loss(1, 0) == .infinity)
    #expect(loss(0, 0.5) == .infinity && loss(1, 0.5) == .infinity)
    #expect(loss(.nan, 1).isNaN && loss(.nan, 0).isNaN && loss(0.5, .nan).isNaN)
    #expect(loss(1e-300, 0) == 1e-300)
    #expect(abs(loss(1e-300, 1) - 690.7755278982137) < 1e-12)
  }

  @Test(.equation("binary-cross-entropy-gradient"))
  func `binary-cross-entropy-gradient: edge cases`() {
    func slope(_ ŷ: Double, _ y: Double) -> Double { BinaryCrossEntropy.gradient(predictions: [ŷ], targets: [y])[0] }
    #expect(slope(1, 1) == -1 && slope(0, 0) == 1)
    #expect(slope(0, 1) == -.infinity && slope(1, 0) == .infinity)
    #expect(slope(0, 0.5) == -.infinity && slope(1, 0.5) == .infinity)
    #expect(slope(.nan, 1).isNaN && slope(.nan, 0).isNaN && slope(0.5, .nan).isNaN)
    #expect(BinaryCrossEntropy.gradient(predictions: [1.0, 0], targets: [1, 0]) == [-0.5, 0.5])
  }

  @Test(.equation("binary-cross-entropy-value"))
  func `binary-cross-entropy-value: what is no probability traps`() async {
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.value(predictions: [0.5, 2.5], targets: [0, 1])
    }
    Evidence.expect(above, says: "BinaryCrossEntropy.value: prediction 1 is 2.5, which is no probability")
    let below = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.value(predictions: [0.5], targets: [-1])
    }
    Evidence.expect(below, says: "BinaryCrossEntropy.value: target 0 is -1.0, which is no probability")
  }

  @Test(.equation("binary-cross-entropy-value"))
  func `binary-cross-entropy-value: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.value(predictions: [0.5, 0.5], targets: [0])
    }
    Evidence.expect(lengths, says: "BinaryCrossEntropy.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "BinaryCrossEntropy.value: the mean of no samples is undefined")
  }

  @Test(.equation("binary-cross-entropy-gradient"))
  func `binary-cross-entropy-gradient: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.gradient(predictions: [0.5], targets: [0, 1])
    }
    Evidence.expect(lengths, says: "BinaryCrossEntropy.gradient: 1 predictions but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "BinaryCrossEntropy.gradient: the mean of no samples is undefined")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropy.gradient(predictions: [-0.25], targets: [0])
    }
    Evidence.expect(range, says: "BinaryCrossEntropy.gradient: prediction 0 is -0.25, which is no probability")
  }
}
