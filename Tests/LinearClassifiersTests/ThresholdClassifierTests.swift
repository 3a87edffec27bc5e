import ActivationFunctions
import EvidenceTraits
import LinearClassifiers
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ThresholdClassifierTests {
  @Test(.equation("threshold-classifier-value"), arguments: try Evidence.vectors("threshold-classifier-value"))
  func `threshold-classifier-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("threshold-classifier-absorption"), arguments: try Evidence.vectors("threshold-classifier-absorption"))
  func `threshold-classifier-absorption: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func numbers(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<count).map { _ in 2 * NormalVariate.next(using: &generator) }
  }

  @Test(.equation("threshold-classifier-value"), arguments: Evidence.seeds)
  func `threshold-classifier-value: one class, never falling as the score rises`(_ seed: UInt64) {
    let numbers = Self.numbers(seed, 9)
    let (k, scores) = (numbers[0], numbers.dropFirst().sorted())
    let classes = scores.map { ThresholdClassifier.value(score: $0, threshold: k) }
    #expect(classes == classes.sorted() && classes.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(classes == scores.map { $0 > k ? 1 : 0 })
  }

  @Test(.equation("threshold-classifier-value"), arguments: Evidence.seeds)
  func `threshold-classifier-value: for opposite scores and thresholds the classes are exchanged, but for ties`(
    _ seed: UInt64
  ) {
    let numbers = Self.numbers(seed, 2)
    let (f, k) = (numbers[0], numbers[1])
    #expect(
      ThresholdClassifier.value(score: f, threshold: k) + ThresholdClassifier.value(score: -f, threshold: -k) == 1)
    // A tie is no dog on either side, where the step function has 1 on both.
    #expect(
      ThresholdClassifier.value(score: k, threshold: k) + ThresholdClassifier.value(score: -k, threshold: -k) == 0)
    #expect(Step.value(k - k) == 1)
  }

  /// The first document's classifier of images: a score of all pixels, and a threshold.
  @Test(.equation("threshold-classifier-value"))
  func `threshold-classifier-value: B-21, images by a sum over their pixels, with the usual threshold 0`() {
    // A bright middle column in a dark image of 3 × 3 is the thing looked for; a bright row is not.
    let column = Matrix<Double>(rows: 3, columns: 3) { _, j in j == 1 ? 1 : 0 }
    let w = Matrix<Double>(rows: 3, columns: 3) { _, j in j == 1 ? 1 : -1 }
    func value(_ p: Matrix<Double>, threshold k: Double = 0) -> Double {
      ThresholdClassifier.value(score: ImageScore.value(p, weights: w, bias: -1.5), threshold: k)
    }
    #expect(value(column) == 1 && value(column.transposed) == 0)
    #expect(value(column.map { 1 - $0 }) == 0 && value(column.map { _ in 1 }) == 0 && value(column.map { _ in 0 }) == 0)
    // At 0 the threshold is that of a probability of ½, but for the tie: a score of 1.5 is σ(1.5) = 0.8176.
    #expect(value(column, threshold: 1.5) == 0 && value(column, threshold: 1.25) == 1)
    #expect(LogisticDecision.value(score: 1.5, threshold: 0.8176) == 0)
    #expect(LogisticDecision.value(score: 1.5, threshold: 0.8175) == 1)
  }

  @Test(.equation("threshold-classifier-absorption"), arguments: Evidence.seeds)
  func `threshold-classifier-absorption: C-17, the same classes with the threshold in the bias`(_ seed: UInt64) {
    let numbers = Self.numbers(seed, 12)
    let (b, k) = (numbers[0], numbers[1])
    let absorbed = ThresholdClassifier.absorb(threshold: k, bias: b)
    for s in numbers.dropFirst(2) {
      let label = ThresholdClassifier.value(score: s + b, threshold: k)
      #expect(ThresholdClassifier.value(score: s + absorbed, threshold: 0) == label)
      // Any number added to both changes nothing: only their difference counts.
      #expect(ThresholdClassifier.value(score: s + (b + 8), threshold: k + 8) == label)
    }
  }

  @Test(.equation("threshold-classifier-value"))
  func `threshold-classifier-value: edge cases`() {
    #expect(ThresholdClassifier.value(score: 0.0, threshold: 0) == 0)
    #expect(ThresholdClassifier.value(score: Double.infinity, threshold: .infinity) == 0)
    #expect(ThresholdClassifier.value(score: Double.infinity, threshold: -.infinity) == 1)
    #expect(ThresholdClassifier.value(score: Double.leastNonzeroMagnitude, threshold: 0) == 1)
    #expect(ThresholdClassifier.value(score: Double.nan, threshold: -.infinity).isNaN)
    #expect(ThresholdClassifier.value(score: -Double.infinity, threshold: .nan).isNaN)
  }

  @Test(.equation("threshold-classifier-absorption"))
  func `threshold-classifier-absorption: edge cases`() {
    #expect(ThresholdClassifier.absorb(threshold: 0.0, bias: 2.5) == 2.5)
    #expect(ThresholdClassifier.absorb(threshold: Double.infinity, bias: .infinity).isNaN)
    // At the tie the rounding of b − k decides: 0.1 + 0.2 is above 0.3, and 0.2 − 0.3 is above −0.1.
    #expect(ThresholdClassifier.value(score: 0.1 + 0.2, threshold: 0.3) == 1)
    #expect(ThresholdClassifier.value(score: 0.3 + 0.6, threshold: 0.9) == 0)
    #expect(
      ThresholdClassifier.value(score: 0.3 + ThresholdClassifier.absorb(threshold: 0.9, bias: 0.6), threshold: 0) == 0)
  }
}
