import EvidenceTraits
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct AccuracyTests {
  @Test(.equation("accuracy-value"), arguments: try Evidence.vectors("accuracy-value"))
  func `accuracy-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("accuracy-value"), arguments: Evidence.seeds)
  func `accuracy-value: from 0 to 1, 1 for equal classes alone, symmetric, the diagonal's share`(_ seed: UInt64) {
    let (ŷ, y, K) = ConfusionMatrixTests.classes(seed)
    let accuracy: Double = Accuracy.value(predictions: ŷ, targets: y)
    #expect(accuracy >= 0 && accuracy < 1 && ŷ != y)
    #expect(accuracy == Accuracy.value(predictions: y, targets: ŷ))
    #expect(Accuracy.value(predictions: y, targets: y) as Double == 1)
    let C = ConfusionMatrix.counts(predictions: ŷ, targets: y, classes: K)
    #expect(accuracy == Double((0..<K).reduce(0) { $0 + C[$1, $1] }) / Double(y.count))
  }

  @Test(.equation("accuracy-value"), arguments: Evidence.seeds)
  func `accuracy-value: (TP + TN)/(TP + TN + FP + FN) for two classes`(_ seed: UInt64) {
    let (ŷ, y, _) = ConfusionMatrixTests.classes(seed)
    let (p, t) = (ŷ.map { $0 % 2 }, y.map { $0 % 2 })
    let (TP, FP, FN, TN) = ConfusionMatrix.outcomes(predictions: p, targets: t, class: 1)
    #expect(Accuracy.value(predictions: p, targets: t) == Double(TP + TN) / Double(TP + TN + FP + FN))
  }

  @Test(.equation("accuracy-value"), arguments: Evidence.seeds)
  func `accuracy-value: a constant classifier has the share of its class, at best that of the most frequent`(
    _ seed: UInt64
  ) {
    let (_, y, K) = ConfusionMatrixTests.classes(seed)
    let constant: [Double] = (0..<K).map { c in
      Accuracy.value(predictions: y.map { _ in c }, targets: y)
    }
    for c in 0..<K { #expect(constant[c] == Double(y.count { $0 == c }) / Double(y.count)) }
    #expect(abs(constant.reduce(0, +) - 1) < 1e-15)
  }

  @Test(.equation("accuracy-value"))
  func `accuracy-value: C-36, 95 percent by finding nothing`() {
    let y = [Int](repeating: 0, count: 95) + [Int](repeating: 1, count: 5)
    let ŷ = [Int](repeating: 0, count: 100)
    #expect(Accuracy.value(predictions: ŷ, targets: y) == 0.95)
    #expect(Recall.value(predictions: ŷ, targets: y, class: 1) == 0.0)
    #expect(Precision.value(predictions: ŷ, targets: y, class: 1) as Double? == nil)
    #expect(CoefficientOfDetermination.value(predictions: [3, 2, 1.0], targets: [1, 2, 3]) == -3)
  }

  @Test(.equation("accuracy-value"))
  func `accuracy-value: edge cases`() {
    #expect(Accuracy.value(predictions: [4], targets: [4]) as Double == 1)
    #expect(Accuracy.value(predictions: [4], targets: [-4]) as Double == 0)
    #expect(Accuracy.value(predictions: [1, 2, 3], targets: [1, 2, 4]) as Float == 2.0 / 3)
  }

  @Test(.equation("accuracy-value"))
  func `accuracy-value: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Double = Accuracy.value(predictions: [1, 0], targets: [1])
      print(x)
    }
    Evidence.expect(lengths, says: "Accuracy.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Double = Accuracy.value(predictions: [], targets: [])
      print(x)
    }
    Evidence.expect(empty, says: "Accuracy.value: the fraction of no samples is undefined")
  }
}
