import EvidenceTraits
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RecallTests {
  @Test(.equation("recall-value"), arguments: try Evidence.vectors("recall-value"))
  func `recall-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("recall-value"), arguments: Evidence.seeds)
  func `recall-value: from 0 to 1, 1 for who takes everything for the class`(_ seed: UInt64) {
    let (ŷ, y, K) = ConfusionMatrixTests.classes(seed)
    for c in 0...K {
      let recall: Double? = Recall.value(predictions: ŷ, targets: y, class: c)
      #expect((recall == nil) == !y.contains(c))
      if let recall {
        #expect(recall >= 0 && recall <= 1)
        let there = zip(ŷ, y).filter { $0.1 == c }
        #expect(recall == Double(there.count { $0.0 == c }) / Double(there.count))
        #expect(Recall.value(predictions: y.map { _ in c }, targets: y, class: c) == 1.0)
        #expect(Recall.value(predictions: y.map { _ in c + 1 }, targets: y, class: c) == 0.0)
      }
    }
  }

  @Test(.equation("recall-value"), arguments: Evidence.seeds)
  func `recall-value: a lower threshold never lowers it; precision may go either way`(_ seed: UInt64) throws {
    let (_, y, K) = ConfusionMatrixTests.classes(seed)
    try #require(K >= 2)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let scores: [Double] = y.map { $0 == 0 ? 0 : 0.25 + UniformVariate.next(using: &generator) as Double }
      .map { $0 + UniformVariate.next(using: &generator) }
    let targets = [1] + y.dropFirst().map { $0 == 0 ? 0 : 1 }
    let recalls: [Double] = try ([2.5] + scores.sorted(by: >)).map { threshold in
      try #require(
        Recall.value(predictions: scores.map { $0 >= threshold ? 1 : 0 }, targets: targets, class: 1))
    }
    #expect(recalls.first == 0 && recalls.last == 1)
    for (higher, lower) in zip(recalls, recalls.dropFirst()) { #expect(lower >= higher) }
  }

  @Test(.equation("recall-value"))
  func `recall-value: edge cases`() {
    #expect(Recall.value(predictions: [1, 0], targets: [0, 0], class: 1) as Double? == nil)
    #expect(Recall.value(predictions: [0, 0], targets: [1, 0], class: 1) == 0.0)
    #expect(Recall.value(predictions: [1, 1], targets: [1, 0], class: 1) == 1.0)
    #expect(Recall.value(predictions: [], targets: [], class: 1) as Double? == nil)
    #expect(Recall.value(predictions: [1, 0, 0], targets: [1, 1, 1], class: 1) as Float? == 1.0 / 3)
  }

  @Test(.equation("recall-value"))
  func `recall-value: lengths that differ trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Double? = Recall.value(predictions: [1], targets: [1, 0], class: 1)
      print(x as Any)
    }
    Evidence.expect(lengths, says: "Recall.value: 1 predictions but 2 targets")
  }
}
