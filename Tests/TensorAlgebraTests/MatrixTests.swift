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

  @Test func `rows and columns of a square matrix are told apart`() {
    var B = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])
    #expect(B[0, 1] == 2 && B.row(0) == [1, 2] && B.column(0) == [1, 3] && B.transposed.elements == [1, 3, 2, 4])
    #expect(B.mapColumns { $0.reversed() }.elements == [3, 4, 1, 2])
    B[0, 1] = -7
    #expect(B.elements == [1, -7, 3, 4])
  }

  @Test func `columns are taken in the given order, again if asked`() {
    #expect(A.columns(at: [2, 0, 2, 1]) == Matrix(rows: 2, columns: 4, elements: [3, 1, 3, 2, 6, 4, 6, 5]))
    #expect(A.columns(at: []) == Matrix(columns: [], rows: 2))
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

  @Test(arguments: [1, 3])
  func `a column of another length traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = Matrix(columns: [[1.0, 2], Array(repeating: 3, count: count)], rows: 2)
    }
    Evidence.expect(result, says: "Matrix: column 1 has \(count) elements, not 2")
  }

  @Test func `a matrix may be empty`() {
    let empty = Matrix<Double>(rows: 0, columns: 3, elements: [])
    #expect(empty.transposed.rows == 3 && empty.transposed.columns == 0)
    #expect(Matrix(rows: 2, columns: 0) { _, _ in 1.0 }.elements == [])
  }

  @Test(arguments: [3, 5])
  func `a wrong number of elements traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = Matrix(rows: 2, columns: 2, elements: Array(repeating: 1.0, count: count))
    }
    Evidence.expect(result, says: "Matrix: 2 × 2 needs 4 elements but got \(count)")
  }

  @Test(arguments: [(-1, 0), (0, -2), (-1, -2)])
  func `a negative size traps`(_ rows: Int, _ columns: Int) async {
    let given = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [rows, columns] in
      _ = Matrix(rows: rows, columns: columns, elements: Array(repeating: 1.0, count: rows * columns))
    }
    Evidence.expect(given, says: "Matrix: no matrix is \(rows) × \(columns)")
    let made = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [rows, columns] in
      _ = Matrix(rows: rows, columns: columns) { _, _ in 1.0 }
    }
    Evidence.expect(made, says: "Matrix: no matrix is \(rows) × \(columns)")
  }

  @Test(arguments: [(2, 0), (-1, 2), (0, 3), (1, -1)])
  func `an index outside traps`(_ i: Int, _ j: Int) async {
    let get = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [i, j] in
      _ = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }[i, j]
    }
    Evidence.expect(get, says: "Matrix: no element (\(i), \(j)) in 2 × 3")
    let set = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [i, j] in
      var A = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      A[i, j] = 1
    }
    Evidence.expect(set, says: "Matrix: no element (\(i), \(j)) in 2 × 3")
  }
}
