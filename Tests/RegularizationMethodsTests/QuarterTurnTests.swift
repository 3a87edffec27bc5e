import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct QuarterTurnTests {
  @Test(.equation("quarter-turn-value"), arguments: try Evidence.vectors("quarter-turn-value"))
  func `quarter-turn-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quarter-turn-pullback"), arguments: try Evidence.vectors("quarter-turn-pullback"))
  func `quarter-turn-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("quarter-turn-pullback"), arguments: Evidence.probes("quarter-turn-pullback"))
  func `quarter-turn-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("quarter-turn-pullback", at: probe) == [])
  }

  static func image(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("quarter-turn-value"), arguments: Evidence.seeds)
  func `quarter-turn-value: four turns are none, two reverse both axes, numbers stay`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Self.image(3, 5, &generator)
    let once = QuarterTurn.value(I)
    #expect(once.rows == 5 && once.columns == 3 && once.elements.sorted() == I.elements.sorted())
    // The last column, from the top, is the first row.
    #expect(once.row(0) == I.column(4) && once.row(4) == I.column(0))
    #expect(QuarterTurn.value(QuarterTurn.value(QuarterTurn.value(once))) == I)
    let flipped = HorizontalFlip.value(I)
    let both = Matrix(rows: 3, columns: 5) { i, j in flipped[2 - i, j] }
    #expect(QuarterTurn.value(I, turns: 2) == both)
    for k in -9...9 {
      #expect(QuarterTurn.value(I, turns: k + 1) == QuarterTurn.value(QuarterTurn.value(I, turns: k)))
    }
    // A flip turns the turn round.
    #expect(HorizontalFlip.value(QuarterTurn.value(flipped)) == QuarterTurn.value(I, turns: -1))
  }

  @Test(.equation("quarter-turn-pullback"), arguments: Evidence.seeds)
  func `quarter-turn-pullback: the exact adjoint, which is the inverse`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Self.image(3, 4, &generator)
    for k in -3...5 {
      let turned = QuarterTurn.value(I, turns: k)
      let C = Self.image(turned.rows, turned.columns, &generator)
      let back = QuarterTurn.pullback(C, turns: k)
      #expect(back.rows == 3 && back.columns == 4 && QuarterTurn.pullback(turned, turns: k) == I)
      #expect(abs(DotProduct.value(turned.elements, C.elements) - DotProduct.value(I.elements, back.elements)) < 1e-13)
    }
  }

  @Test(.equation("quarter-turn-value"))
  func `quarter-turn-value: edge cases`() {
    let I = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])
    #expect(QuarterTurn.value(I).elements == [2, 4, 1, 3] && QuarterTurn.value(I, turns: -1).elements == [3, 1, 4, 2])
    #expect(QuarterTurn.value(I, turns: 0) == I && QuarterTurn.value(I, turns: 4000) == I)
    #expect(
      QuarterTurn.value(I, turns: .min) == I && QuarterTurn.value(I, turns: .max) == QuarterTurn.value(I, turns: -1))
    let empty = QuarterTurn.value(Matrix<Double>(rows: 0, columns: 3, elements: []))
    #expect(empty.rows == 3 && empty.columns == 0)
  }

  @Test(.equation("quarter-turn-pullback"))
  func `quarter-turn-pullback: edge cases`() {
    let C = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])
    #expect(QuarterTurn.pullback(C).elements == [3, 1, 4, 2] && QuarterTurn.pullback(C, turns: 0) == C)
    #expect(QuarterTurn.pullback(C, turns: .min) == C)
    #expect(QuarterTurn.pullback(Matrix<Double>(rows: 0, columns: 3, elements: [])).rows == 3)
  }
}
