import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct CropTests {
  @Test(.equation("crop-value"), arguments: try Evidence.vectors("crop-value"))
  func `crop-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("crop-pullback"), arguments: try Evidence.vectors("crop-pullback"))
  func `crop-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("crop-pullback"), arguments: Evidence.probes("crop-pullback"))
  func `crop-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("crop-pullback", at: probe) == [])
  }

  static func image(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("crop-value"), arguments: Evidence.seeds)
  func `crop-value: the whole is the image, and a crop of a crop is a crop`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Self.image(5, 7, &generator)
    #expect(Crop.value(I, top: 0, left: 0, height: 5, width: 7) == I)
    let inner = Crop.value(Crop.value(I, top: 1, left: 2, height: 4, width: 4), top: 2, left: 1, height: 2, width: 3)
    #expect(inner == Crop.value(I, top: 3, left: 3, height: 2, width: 3))
    #expect(inner.row(0) == Array(I.row(3)[3..<6]))
  }

  @Test(.equation("crop-pullback"), arguments: Evidence.seeds)
  func `crop-pullback: the exact adjoint, 0 outside`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, C) = (Self.image(4, 6, &generator), Self.image(2, 3, &generator))
    let back = Crop.pullback(C, at: I, top: 1, left: 2)
    let cut = Crop.value(I, top: 1, left: 2, height: 2, width: 3)
    #expect(abs(DotProduct.value(cut.elements, C.elements) - DotProduct.value(I.elements, back.elements)) < 1e-14)
    #expect(Crop.value(back, top: 1, left: 2, height: 2, width: 3) == C)
    #expect(back.elements.filter { $0 == 0 }.count == 18)
  }

  @Test(.equation("crop-value"))
  func `crop-value: edge cases`() {
    let I = Matrix(rows: 2, columns: 3, elements: [1.0, 2, 3, 4, 5, 6])
    #expect(Crop.value(I, top: 1, left: 2, height: 1, width: 1).elements == [6])
    let empty = Crop.value(I, top: 2, left: 3, height: 0, width: 0)
    #expect(empty.rows == 0 && empty.columns == 0)
    #expect(Crop.value(I, top: 0, left: 1, height: 2, width: 0).rows == 2)
  }

  @Test(.equation("crop-pullback"))
  func `crop-pullback: edge cases`() {
    let I = Matrix(rows: 2, columns: 3, elements: [Double.nan, 2, 3, 4, 5, 6])
    #expect(
      Crop.pullback(Matrix(rows: 1, columns: 1, elements: [7.0]), at: I, top: 1, left: 2).elements == [
        0, 0, 0, 0, 0, 7,
      ])
    #expect(
      Crop.pullback(Matrix(rows: 0, columns: 3, elements: []), at: I, top: 2, left: 0).elements == [0, 0, 0, 0, 0, 0])
  }

  @Test(.equation("crop-value"))
  func `crop-value: a negative top traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: -1, left: 0, height: 1, width: 1)
    }
    Evidence.expect(result, says: "Crop.value: 1 × 1 from (-1, 0) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-value"))
  func `crop-value: a negative left traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 0, left: -1, height: 1, width: 1)
    }
    Evidence.expect(result, says: "Crop.value: 1 × 1 from (0, -1) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-value"))
  func `crop-value: a negative height traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 0, left: 0, height: -1, width: 1)
    }
    Evidence.expect(result, says: "Crop.value: -1 × 1 from (0, 0) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-value"))
  func `crop-value: a negative width traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 0, left: 0, height: 1, width: -1)
    }
    Evidence.expect(result, says: "Crop.value: 1 × -1 from (0, 0) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-value"))
  func `crop-value: too high a rectangle traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 1, left: 0, height: 2, width: 1)
    }
    Evidence.expect(result, says: "Crop.value: 2 × 1 from (1, 0) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-value"))
  func `crop-value: too wide a rectangle traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.value(Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 0, left: 2, height: 1, width: 2)
    }
    Evidence.expect(result, says: "Crop.value: 1 × 2 from (0, 2) does not lie inside of 2 × 3")
  }

  @Test(.equation("crop-pullback"))
  func `crop-pullback: a cotangent that does not fit traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Crop.pullback(
        Matrix(rows: 2, columns: 2) { _, _ in 1.0 }, at: Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, top: 1, left: 0)
    }
    Evidence.expect(result, says: "Crop.pullback: 2 × 2 from (1, 0) does not lie inside of 2 × 3")
  }
}
