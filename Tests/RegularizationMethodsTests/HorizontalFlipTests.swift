import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HorizontalFlipTests {
  @Test(.equation("horizontal-flip-value"), arguments: try Evidence.vectors("horizontal-flip-value"))
  func `horizontal-flip-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("horizontal-flip-pullback"), arguments: try Evidence.vectors("horizontal-flip-pullback"))
  func `horizontal-flip-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("horizontal-flip-pullback"), arguments: Evidence.probes("horizontal-flip-pullback"))
  func `horizontal-flip-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("horizontal-flip-pullback", at: probe) == [])
  }

  static func image(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("horizontal-flip-value"), arguments: Evidence.seeds)
  func `horizontal-flip-value: an involution that keeps rows, shape and numbers`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Self.image(4, 5, &generator)
    let flipped = HorizontalFlip.value(I)
    #expect(HorizontalFlip.value(flipped) == I && flipped != I && flipped.rows == 4 && flipped.columns == 5)
    for i in 0..<4 { #expect(flipped.row(i) == I.row(i).reversed()) }
    #expect(flipped.elements.sorted() == I.elements.sorted())
  }

  @Test(.equation("horizontal-flip-pullback"), arguments: Evidence.seeds)
  func `horizontal-flip-pullback: the exact adjoint`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, C) = (Self.image(3, 2, &generator), Self.image(3, 2, &generator))
    let one = DotProduct.value(HorizontalFlip.value(I).elements, C.elements)
    #expect(abs(one - DotProduct.value(I.elements, HorizontalFlip.pullback(C).elements)) < 1e-14)
  }

  @Test(.equation("horizontal-flip-value"))
  func `horizontal-flip-value: edge cases`() {
    let empty = HorizontalFlip.value(Matrix<Double>(rows: 0, columns: 3, elements: []))
    #expect(empty.rows == 0 && empty.columns == 3)
    #expect(HorizontalFlip.value(Matrix<Double>(rows: 2, columns: 0, elements: [])).rows == 2)
    #expect(HorizontalFlip.value(Matrix(rows: 1, columns: 3, elements: [1.0, 2, 3])).elements == [3, 2, 1])
  }

  @Test(.equation("horizontal-flip-pullback"))
  func `horizontal-flip-pullback: edge cases`() {
    #expect(HorizontalFlip.pullback(Matrix<Double>(rows: 0, columns: 3, elements: [])).columns == 3)
    #expect(HorizontalFlip.pullback(Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])).elements == [2, 1, 4, 3])
  }
}
