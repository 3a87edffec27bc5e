import ActivationFunctions
import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogisticDecisionTests {
  @Test(.equation("logistic-decision-value"), arguments: try Evidence.vectors("logistic-decision-value"))
  func `logistic-decision-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logistic-decision-value"), arguments: Evidence.seeds)
  func `logistic-decision-value: the class of the probability, and of the score by the logit`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for τ in [0.01, 0.3, 0.5, 0.8, 0.99] {
      let z: Double = 3 * NormalVariate.next(using: &generator)
      let ĉ = LogisticDecision.value(score: z, threshold: τ)
      #expect(ĉ == (Sigmoid.value(z) >= τ ? 1 : 0))
      #expect(ĉ == ThresholdClassifier.value(score: z, threshold: Logit.value(τ)))
      // The classes exchanged: 1 − ŷ > 1 − τ.
      #expect(LogisticDecision.value(score: -z, threshold: 1 - τ) == 1 - ĉ)
    }
  }

  @Test(.equation("logistic-decision-value"), arguments: Evidence.seeds)
  func `logistic-decision-value: whatever the threshold, the boundary is a hyperplane, parallel to that of ½`(
    _ seed: UInt64
  ) {
    let (x, w, b) = SignedDistanceTests.data(seed)
    for τ in [0.125, 0.5, 0.75] {
      let k = Logit.value(τ)
      let d = SignedDistance.value(x, weights: w, bias: b - k)
      let normal = w.map { $0 / EuclideanNorm.value(w) }
      // On either side of the shifted hyperplane, along its normal.
      for (step, ĉ) in [(1e-9, 1.0), (-1e-9, 0.0)] {
        let point = zip(x, normal).map { $0 + (step - d) * $1 }
        #expect(LogisticDecision.value(score: DotProduct.value(w, point) + b, threshold: τ) == ĉ)
      }
    }
  }

  @Test(.equation("logistic-decision-value"))
  func `logistic-decision-value: edge cases`() {
    #expect(LogisticDecision.value(score: 0.0, threshold: 0.5) == 1)
    #expect(LogisticDecision.value(score: -0.0, threshold: 0.5) == 1)
    #expect(LogisticDecision.value(score: (0.0).nextDown, threshold: 0.5) == 0)
    #expect(LogisticDecision.value(score: -1e308, threshold: 0.0) == 1)
    #expect(LogisticDecision.value(score: 1e308, threshold: 1.0) == 0)
    #expect(LogisticDecision.value(score: Double.infinity, threshold: 1) == 1)
    #expect(LogisticDecision.value(score: Double.nan, threshold: 0).isNaN)
    #expect(LogisticDecision.value(score: Double.infinity, threshold: .nan).isNaN)
  }

  @Test(.equation("logistic-decision-value"))
  func `logistic-decision-value: thresholds that are no probability trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticDecision.value(score: 1.0, threshold: -0.25)
    }
    Evidence.expect(result0, says: "LogisticDecision.value: the threshold -0.25 is no probability")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticDecision.value(score: 1.0, threshold: 1.5)
    }
    Evidence.expect(result1, says: "LogisticDecision.value: the threshold 1.5 is no probability")
  }
}
