import EvidenceTraits
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ConfusionMatrixTests {
  @Test(.equation("confusion-matrix-counts"), arguments: try Evidence.vectors("confusion-matrix-counts"))
  func `confusion-matrix-counts: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("confusion-matrix-outcomes"), arguments: try Evidence.vectors("confusion-matrix-outcomes"))
  func `confusion-matrix-outcomes: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Predictions and targets for 5 to 24 samples of 2 to 5 classes; a third of the predictions are right by design.
  static func classes(_ seed: UInt64) -> (ŷ: [Int], y: [Int], K: Int) {
    var generator = Xoshiro256StarStar(seed: seed)
    func draw(_ bound: Int) -> Int { Int(Shuffle.below(UInt64(bound), using: &generator)) }
    let (N, K) = (5 + draw(20), 2 + draw(4))
    let y = (0..<N).map { _ in draw(K) }
    return (y.map { draw(3) == 0 ? $0 : draw(K) }, y, K)
  }

  @Test(.equation("confusion-matrix-counts"), arguments: Evidence.seeds)
  func `confusion-matrix-counts: rows count the targets, columns the predictions, all together the samples`(
    _ seed: UInt64
  ) {
    let (ŷ, y, K) = Self.classes(seed)
    let C = ConfusionMatrix.counts(predictions: ŷ, targets: y, classes: K)
    #expect(C.rows == K && C.columns == K)
    for c in 0..<K {
      #expect(C.row(c).reduce(0, +) == y.count { $0 == c })
      #expect(C.column(c).reduce(0, +) == ŷ.count { $0 == c })
    }
    #expect(C.elements.reduce(0, +) == y.count)
    #expect(C.transposed == ConfusionMatrix.counts(predictions: y, targets: ŷ, classes: K))
    #expect(C == ConfusionMatrix.counts(predictions: ŷ.reversed(), targets: y.reversed(), classes: K))
  }

  @Test(.equation("confusion-matrix-outcomes"), arguments: Evidence.seeds)
  func `confusion-matrix-outcomes: a place, its column, its row and the rest of the matrix`(_ seed: UInt64) {
    let (ŷ, y, K) = Self.classes(seed)
    let C = ConfusionMatrix.counts(predictions: ŷ, targets: y, classes: K)
    for c in 0..<K {
      let (TP, FP, FN, TN) = ConfusionMatrix.outcomes(predictions: ŷ, targets: y, class: c)
      #expect(TP == C[c, c])
      #expect(TP + FP == C.column(c).reduce(0, +))
      #expect(TP + FN == C.row(c).reduce(0, +))
      #expect(TP + FP + FN + TN == y.count)
      let exchanged = ConfusionMatrix.outcomes(predictions: y, targets: ŷ, class: c)
      #expect(exchanged == (TP, FN, FP, TN))
    }
  }

  @Test(.equation("confusion-matrix-counts"))
  func `confusion-matrix-counts: edge cases`() {
    #expect(
      ConfusionMatrix.counts(predictions: [], targets: [], classes: 2)
        == Matrix(rows: 2, columns: 2, elements: [0, 0, 0, 0]))
    #expect(ConfusionMatrix.counts(predictions: [], targets: [], classes: 0).elements == [])
    #expect(
      ConfusionMatrix.counts(predictions: [1], targets: [0], classes: 2)
        == Matrix(rows: 2, columns: 2, elements: [0, 1, 0, 0]))
  }

  @Test(.equation("confusion-matrix-outcomes"))
  func `confusion-matrix-outcomes: edge cases`() {
    #expect(ConfusionMatrix.outcomes(predictions: [], targets: [], class: 1) == (0, 0, 0, 0))
    // Classes are any numbers, and the one asked for may be none of them.
    #expect(ConfusionMatrix.outcomes(predictions: [-7, 40], targets: [-7, -7], class: -7) == (1, 0, 1, 0))
    #expect(ConfusionMatrix.outcomes(predictions: [-7, 40], targets: [-7, -7], class: 3) == (0, 0, 0, 2))
  }

  @Test(.equation("confusion-matrix-counts"))
  func `confusion-matrix-counts: lengths that differ, and a class that is none, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix.counts(predictions: [1, 0], targets: [1], classes: 2)
    }
    Evidence.expect(lengths, says: "ConfusionMatrix.counts: 2 predictions but 1 targets")
    let prediction = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix.counts(predictions: [2], targets: [1], classes: 2)
    }
    Evidence.expect(prediction, says: "ConfusionMatrix.counts: there is no class 2 among 2")
    let target = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix.counts(predictions: [1], targets: [-1], classes: 2)
    }
    Evidence.expect(target, says: "ConfusionMatrix.counts: there is no class -1 among 2")
    let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix.counts(predictions: [], targets: [], classes: -1)
    }
    Evidence.expect(none, says: "ConfusionMatrix.counts: there are no -1 classes")
  }

  @Test(.equation("confusion-matrix-outcomes"))
  func `confusion-matrix-outcomes: lengths that differ trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrix.outcomes(predictions: [1], targets: [1, 0], class: 1)
    }
    Evidence.expect(lengths, says: "ConfusionMatrix.outcomes: 1 predictions but 2 targets")
  }
}
