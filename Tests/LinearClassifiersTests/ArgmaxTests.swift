import ActivationFunctions
import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ArgmaxTests {
  @Test(.equation("argmax-value"), arguments: try Evidence.vectors("argmax-value"))
  func `argmax-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("argmax-value"), arguments: Evidence.seeds)
  func `argmax-value: the same of scores, of their probabilities and of shifted ones`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: [Double] = (0..<6).map { _ in 3 * NormalVariate.next(using: &generator) }
    let c = try #require(Argmax.value(z))
    #expect(z.allSatisfy { $0 <= z[c] } && z[..<c].allSatisfy { $0 < z[c] })
    #expect(Argmax.value(Softmax.value(z)) == c && Argmax.value(z.map { $0 + 1000 }) == c)
    #expect(Argmax.value(z.map { 1e-3 * $0 }) == c)
  }

  @Test(.equation("argmax-value"), arguments: Evidence.seeds)
  func `argmax-value: of two classes it is the decision at a probability of ½, with ties to the first`(_ seed: UInt64) {
    let (X, W, b) = SoftmaxRegressionTests.data(seed, classes: 2)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    for i in 0..<4 {
      let z = DotProduct.value(zip(W.row(0), W.row(1)).map { $0 - $1 }, X.column(i)) + (b[0] - b[1])
      #expect(Argmax.value(Ŷ.column(i)) == (LogisticDecision.value(score: z, threshold: 0.5) == 1 ? 0 : 1))
    }
    #expect(Argmax.value([b[0], b[0]]) == 0 && LogisticDecision.value(score: b[0] - b[0], threshold: 0.5) == 1)
  }

  @Test(.equation("argmax-value"))
  func `argmax-value: edge cases`() {
    #expect(Argmax.value([5.0]) == 0 && Argmax.value([0.0, -0.0]) == 0 && Argmax.value([-0.0, 0.0]) == 0)
    #expect(Argmax.value([1.0, 2, 2]) == 1 && Argmax.value([Double.infinity, .infinity]) == 0)
    #expect(Argmax.value([-Double.infinity, -.infinity, 0]) == 2)
    #expect(
      Argmax.value([Double.nan]) == nil && Argmax.value([1, .nan, 2.0]) == nil && Argmax.value([3.0, .nan]) == nil)
  }

  @Test(.equation("argmax-value"))
  func `argmax-value: no scores trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Argmax.value([Double]())
    }
    Evidence.expect(result0, says: "Argmax.value: no scores have no largest")
  }
}
