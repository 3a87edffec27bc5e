import EvidenceTraits
import TensorAlgebra
import Testing

@Suite struct MatrixTests {
  let A = Matrix(rows: 2, columns: 3, elements: [1.0, 2, 3, 4, 5, 6])

  @Test func `elements stand row by row`() {
    #expect(A[0, 0] == 1 && A[0, 2] == 3 && A[1, 0] == 4 && A[1, 2] == 6)
    #expect(A.row(1) == [4, 5, 6])
    #expect(A.column(1) == [2, 5])
    #expect(A == Matrix(rows: 2, columns: 3) { i, j in Double(3 * i + j + 1) })
    #expect(A.rows == 2 && A.columns == 3)
  }

  @Test func `an element can be set`() {
    var B = A
    B[1, 0] = -7
    #expect(B.elements == [1, 2, 3, -7, 5, 6])
    #expect(A != B)
  }

  @Test func `transposing exchanges rows and columns`() {
    #expect(A.transposed == Matrix(rows: 3, columns: 2, elements: [1, 4, 2, 5, 3, 6]))
    #expect(A.transposed.transposed == A)
  }

  @Test func `columns stand side by side, and a matrix is mapped by element or by column`() {
    #expect(Matrix(columns: [[1.0, 4], [2, 5], [3, 6]], rows: 2) == A)
    #expect(Matrix<Double>(columns: [], rows: 2).rows == 2)
    #expect(A.map { -$0 } == Matrix(rows: 2, columns: 3, elements: [-1, -2, -3, -4, -5, -6]))
    #expect(A.mapColumns { $0.reversed() } == Matrix(rows: 2, columns: 3, elements: [4, 5, 6, 1, 2, 3]))
  }

  @Test func `a column of another length traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(columns: [[1.0, 2], [3]], rows: 2)
    }
    Evidence.expect(result, says: "Matrix: column 1 has 1 elements, not 2")
  }

  @Test func `a matrix may be empty`() {
    let empty = Matrix<Double>(rows: 0, columns: 3, elements: [])
    #expect(empty.transposed.rows == 3 && empty.transposed.columns == 0)
    #expect(Matrix(rows: 2, columns: 0) { _, _ in 1.0 }.elements == [])
  }

  @Test func `a wrong number of elements traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3])
    }
    Evidence.expect(result, says: "Matrix: 2 × 2 needs 4 elements but got 3")
  }

  @Test func `a negative size traps`() async {
    let given = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>(rows: -1, columns: 0, elements: [])
    }
    Evidence.expect(given, says: "Matrix: no matrix is -1 × 0")
    let made = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 0, columns: -2) { _, _ in 1.0 }
    }
    Evidence.expect(made, says: "Matrix: no matrix is 0 × -2")
  }

  @Test func `an index outside traps`() async {
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }[2, 0]
    }
    Evidence.expect(row, says: "Matrix: no element (2, 0) in 2 × 3")
    let column = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }[0, 3]
    }
    Evidence.expect(column, says: "Matrix: no element (0, 3) in 2 × 3")
    let set = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      A[0, 4] = 1
    }
    Evidence.expect(set, says: "Matrix: no element (0, 4) in 2 × 3")
  }
}
