import EvidenceTraits
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct PrecisionTests {
  @Test(.equation("precision-value"), arguments: try Evidence.vectors("precision-value"))
  func `precision-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("precision-value"), arguments: Evidence.seeds)
  func `precision-value: from 0 to 1, the recall of targets and predictions exchanged`(_ seed: UInt64) {
    let (ŷ, y, K) = ConfusionMatrixTests.classes(seed)
    for c in 0...K {
      let precision: Double? = Precision.value(predictions: ŷ, targets: y, class: c)
      #expect(precision == Recall.value(predictions: y, targets: ŷ, class: c))
      #expect((precision == nil) == !ŷ.contains(c))
      if let precision {
        #expect(precision >= 0 && precision <= 1)
        let taken = zip(ŷ, y).filter { $0.0 == c }
        #expect(precision == Double(taken.count { $0.1 == c }) / Double(taken.count))
      }
      #expect(Precision.value(predictions: y, targets: y, class: c) == (y.contains(c) ? 1.0 : nil))
    }
  }

  @Test(.equation("precision-value"), arguments: Evidence.seeds)
  func `precision-value: who takes everything for a class has the share of that class`(_ seed: UInt64) {
    let (_, y, K) = ConfusionMatrixTests.classes(seed)
    for c in 0..<K {
      let ŷ = y.map { _ in c }
      #expect(
        Precision.value(predictions: ŷ, targets: y, class: c) == Accuracy.value(predictions: ŷ, targets: y) as Double)
    }
  }

  @Test(.equation("precision-value"))
  func `precision-value: edge cases`() {
    #expect(Precision.value(predictions: [0, 0], targets: [1, 0], class: 1) as Double? == nil)
    #expect(Precision.value(predictions: [1, 0], targets: [0, 0], class: 1) == 0.0)
    #expect(Precision.value(predictions: [1, 0], targets: [1, 1], class: 1) == 1.0)
    #expect(Precision.value(predictions: [], targets: [], class: 1) as Double? == nil)
    #expect(Precision.value(predictions: [1, 1, 1], targets: [1, 0, 0], class: 1) as Float? == 1.0 / 3)
  }

  @Test(.equation("precision-value"))
  func `precision-value: lengths that differ trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Double? = Precision.value(predictions: [1], targets: [1, 0], class: 1)
      print(x as Any)
    }
    Evidence.expect(lengths, says: "Precision.value: 1 predictions but 2 targets")
  }
}
