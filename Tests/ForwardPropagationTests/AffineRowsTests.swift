import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct AffineRowsTests {
  @Test(.equation("affine-rows-value"), arguments: try Evidence.vectors("affine-rows-value"))
  func `affine-rows-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("affine-rows-pullback"), arguments: try Evidence.vectors("affine-rows-pullback"))
  func `affine-rows-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("affine-rows-pullback"), arguments: Evidence.probes("affine-rows-pullback"))
  func `affine-rows-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("affine-rows-pullback", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("affine-rows-value"), arguments: Evidence.seeds)
  func `affine-rows-value: the transpose of the columns' form on the transposed samples`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W, b) = (Self.matrix(4, 3, &generator), Self.matrix(2, 3, &generator), [0.5, -1.25])
    let rows = AffineRows.value(X, weights: W, bias: b)
    #expect(rows.rows == 4 && rows.columns == 2)
    #expect(rows.transposed == AffineColumns.value(X.transposed, weights: W, bias: b))
  }

  @Test(.equation("affine-rows-pullback"), arguments: Evidence.seeds)
  func `affine-rows-pullback: the transpose of the columns' gradients`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W, C) = (Self.matrix(4, 3, &generator), Self.matrix(2, 3, &generator), Self.matrix(4, 2, &generator))
    let rows = AffineRows.pullback(C, at: X, weights: W)
    let columns = AffineColumns.pullback(C.transposed, at: X.transposed, weights: W)
    #expect(rows.inputs == columns.inputs.transposed && rows.weights == columns.weights && rows.bias == columns.bias)
  }

  @Test(.equation("affine-rows-value"))
  func `affine-rows-value: C-29, the text's W · X does not take the code's rows`() {
    // D2's code: 100 samples of one input in rows, 10 neurons, the kernel stored in × out.
    let (X, kernel) = (
      Matrix(rows: 100, columns: 1) { i, _ in Double(i) }, Matrix(rows: 1, columns: 10) { _, _ in 1.0 }
    )
    let W = kernel.transposed
    #expect(W.columns != X.rows)
    let Z = AffineRows.value(X, weights: W, bias: Array(repeating: 0, count: 10))
    #expect(Z.rows == 100 && Z.columns == 10)
    #expect(Z == MatrixProduct.value(X, kernel))
  }

  @Test(.equation("affine-rows-value"))
  func `affine-rows-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 3) { i, j in Double(i + j) }
    let none = AffineRows.value(Matrix(rows: 0, columns: 3, elements: []), weights: W, bias: [1, 2])
    #expect(none.rows == 0 && none.columns == 2)
    let bias = AffineRows.value(
      Matrix(rows: 2, columns: 0, elements: []), weights: Matrix(rows: 2, columns: 0, elements: [Double]()),
      bias: [1, 2])
    #expect(bias.elements == [1, 2, 1, 2])
  }

  @Test(.equation("affine-rows-pullback"))
  func `affine-rows-pullback: edge cases`() {
    let W = Matrix(rows: 2, columns: 3) { i, j in Double(i + j) }
    let none = AffineRows.pullback(
      Matrix(rows: 0, columns: 2, elements: []), at: Matrix(rows: 0, columns: 3, elements: []), weights: W)
    #expect(none.bias == [0, 0] && none.inputs.rows == 0 && none.inputs.columns == 3)
    #expect(none.weights.rows == 2 && none.weights.columns == 3 && none.weights.elements.allSatisfy { $0 == 0 })
  }

  @Test(.equation("affine-rows-value"), arguments: [2, 4])
  func `affine-rows-value: shapes that do not fit trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = AffineRows.value(
        Matrix(rows: 1, columns: n) { _, _ in 1.0 }, weights: Matrix(rows: 1, columns: 3) { _, _ in 1.0 }, bias: [0])
    }
    Evidence.expect(
      result, says: "AffineRows.value: the weights are 1 × 3, the inputs 1 × \(n) and there are 1 biases")
  }

  @Test(.equation("affine-rows-value"), arguments: [0, 2])
  func `affine-rows-value: a bias too many or too few traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = AffineRows.value(
        Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        bias: Array(repeating: 0, count: o))
    }
    Evidence.expect(
      result, says: "AffineRows.value: the weights are 1 × 1, the inputs 1 × 1 and there are \(o) biases")
  }

  @Test(.equation("affine-rows-pullback"), arguments: [0, 2])
  func `affine-rows-pullback: a cotangent of another height traps`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = AffineRows.pullback(
        Matrix(rows: m, columns: 1) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineRows.pullback: the weights are 1 × 1, the inputs 1 × 1 and the cotangent is \(m) × 1")
  }

  @Test(.equation("affine-rows-pullback"), arguments: [0, 2])
  func `affine-rows-pullback: a cotangent of another width traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = AffineRows.pullback(
        Matrix(rows: 1, columns: o) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineRows.pullback: the weights are 1 × 1, the inputs 1 × 1 and the cotangent is 1 × \(o)")
  }

  @Test(.equation("affine-rows-pullback"), arguments: [0, 2])
  func `affine-rows-pullback: inputs of another width trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = AffineRows.pullback(
        Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: n) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineRows.pullback: the weights are 1 × 1, the inputs 1 × \(n) and the cotangent is 1 × 1")
  }
}
