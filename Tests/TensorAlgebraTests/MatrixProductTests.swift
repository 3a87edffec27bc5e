import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MatrixProductTests {
  @Test(.equation("matrix-product-value"), arguments: try Evidence.vectors("matrix-product-value"))
  func `matrix-product-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("matrix-product-pullback"), arguments: try Evidence.vectors("matrix-product-pullback"))
  func `matrix-product-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("matrix-product-pullback"), arguments: Evidence.probes("matrix-product-pullback"))
  func `matrix-product-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("matrix-product-pullback", at: probe) == [])
  }

  static func integers(
    _ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar
  ) -> Matrix<Double> {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Double(Shuffle.below(19, using: &generator)) - 9 })
  }

  @Test(.equation("matrix-product-value"), arguments: Evidence.seeds)
  func `matrix-product-value: associates and transposes, exactly on integers`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (A, B, C) = (
      Self.integers(2, 3, &generator), Self.integers(3, 11, &generator), Self.integers(11, 4, &generator)
    )
    let AB = MatrixProduct.value(A, B)
    #expect(MatrixProduct.value(AB, C) == MatrixProduct.value(A, MatrixProduct.value(B, C)))
    #expect(AB.transposed == MatrixProduct.value(B.transposed, A.transposed))
  }

  @Test(.equation("matrix-product-value"), arguments: Evidence.seeds)
  func `matrix-product-value: the identity is neutral; each element is a dot product`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (A, B) = (Self.integers(3, 5, &generator), Self.integers(5, 2, &generator))
    let identity = Matrix(rows: 5, columns: 5) { i, j in i == j ? 1.0 : 0 }
    #expect(MatrixProduct.value(A, identity) == A)
    #expect(MatrixProduct.value(A, B)[2, 1] == DotProduct.value(A.row(2), B.column(1)))
  }

  @Test(.equation("matrix-product-value"))
  func `matrix-product-value: edge cases`() {
    let zero = MatrixProduct.value(
      Matrix<Double>(rows: 2, columns: 0, elements: []), Matrix(rows: 0, columns: 3, elements: []))
    #expect(zero == Matrix(rows: 2, columns: 3) { _, _ in 0.0 })
    let infinite = MatrixProduct.value(
      Matrix(rows: 1, columns: 1, elements: [Double.infinity]), Matrix(rows: 1, columns: 1, elements: [0]))
    #expect(infinite[0, 0].isNaN)
  }

  @Test(.equation("matrix-product-pullback"))
  func `matrix-product-pullback: edge cases`() {
    let (A, B) = MatrixProduct.pullback(
      Matrix<Double>(rows: 0, columns: 3, elements: []), at: Matrix(rows: 0, columns: 2, elements: []),
      Matrix(rows: 2, columns: 3) { _, _ in 1 })
    #expect(A.rows == 0 && A.columns == 2)
    #expect(B == Matrix(rows: 2, columns: 3) { _, _ in 0 })
  }

  @Test(.equation("matrix-product-value"))
  func `matrix-product-value: shapes that do not fit trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MatrixProduct.value(A, A)
    }
    Evidence.expect(result, says: "MatrixProduct.value: A is 2 × 3 but B is 2 × 3")
  }

  @Test(.equation("matrix-product-pullback"))
  func `matrix-product-pullback: shapes that do not fit trap`() async {
    let operands = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MatrixProduct.pullback(A, at: A, A)
    }
    Evidence.expect(
      operands, says: "MatrixProduct.pullback: A is 2 × 3, B is 2 × 3 and the cotangent is 2 × 3")
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MatrixProduct.pullback(Matrix(rows: 1, columns: 2) { _, _ in 1 }, at: A, A.transposed)
    }
    Evidence.expect(rows, says: "and the cotangent is 1 × 2")
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MatrixProduct.pullback(Matrix(rows: 2, columns: 1) { _, _ in 1 }, at: A, A.transposed)
    }
    Evidence.expect(columns, says: "and the cotangent is 2 × 1")
  }
}
