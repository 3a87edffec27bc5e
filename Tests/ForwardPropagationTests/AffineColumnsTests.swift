import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct AffineColumnsTests {
  @Test(.equation("affine-columns-value"), arguments: try Evidence.vectors("affine-columns-value"))
  func `affine-columns-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("affine-columns-pullback"), arguments: try Evidence.vectors("affine-columns-pullback"))
  func `affine-columns-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("affine-columns-pullback"), arguments: Evidence.probes("affine-columns-pullback"))
  func `affine-columns-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("affine-columns-pullback", at: probe) == [])
  }

  /// Sixteenths, so that sums are exact in any order.
  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in Double(Shuffle.below(128, using: &generator)) / 16 - 4 }
  }

  @Test(.equation("affine-columns-value"), arguments: Evidence.seeds)
  func `affine-columns-value: each column is each neuron's sum of that sample, whatever the others`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (W, X, b) = (Self.matrix(2, 3, &generator), Self.matrix(3, 4, &generator), [0.5, -1.25])
    let Z = AffineColumns.value(X, weights: W, bias: b)
    #expect(Z.rows == 2 && Z.columns == 4)
    for i in 0..<2 {
      for j in 0..<4 {
        #expect(Z[i, j] == DotProduct.value(W.row(i), X.column(j)) + b[i])
      }
    }
    for j in 0..<4 {
      let alone = AffineColumns.value(Matrix(columns: [X.column(j)], rows: 3), weights: W, bias: b)
      #expect(alone.column(0) == Z.column(j))
    }
  }

  @Test(.equation("affine-columns-value"), arguments: Evidence.seeds)
  func `affine-columns-value: linear in W and in X where b is 0`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (W, V) = (Self.matrix(2, 3, &generator), Self.matrix(2, 3, &generator))
    let (X, Y) = (Self.matrix(3, 4, &generator), Self.matrix(3, 4, &generator))
    func sum(_ A: Matrix<Double>, _ B: Matrix<Double>) -> Matrix<Double> {
      Matrix(rows: A.rows, columns: A.columns) { i, j in A[i, j] + B[i, j] }
    }
    func f(_ X: Matrix<Double>, _ W: Matrix<Double>) -> Matrix<Double> {
      AffineColumns.value(X, weights: W, bias: [0, 0])
    }
    #expect(f(X, sum(W, V)) == sum(f(X, W), f(X, V)))
    #expect(f(sum(X, Y), W) == sum(f(X, W), f(Y, W)))
  }

  @Test(.equation("affine-columns-value"))
  func `affine-columns-value: C-44, the bias is a vector that every column gets`() {
    let zeros = Matrix(rows: 3, columns: 2) { _, _ in 0.0 }
    let Z = AffineColumns.value(zeros, weights: Matrix(rows: 3, columns: 3) { _, _ in 0.0 }, bias: [1, 2, 3])
    #expect(Z.column(0) == [1, 2, 3] && Z.column(1) == [1, 2, 3])
  }

  @Test(.equation("affine-columns-value"))
  func `affine-columns-value: C-37, a neuron's sum is one number, a layer's on a batch a matrix`() {
    let (w, x) = ([0.5, -2], [3.0, 1])
    let neuron = Neuron.forward(x, weights: w, bias: 0.25, activation: .identity).preactivation
    let layer = AffineColumns.value(
      Matrix(columns: [x, x, x], rows: 2), weights: Matrix(rows: 2, columns: 2, elements: w + w), bias: [0.25, 0.25])
    #expect(layer.rows == 2 && layer.columns == 3)
    #expect(layer.elements.allSatisfy { $0 == neuron })
  }

  @Test(.equation("affine-columns-value"))
  func `affine-columns-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 3) { i, j in Double(i + j) }
    let none = AffineColumns.value(Matrix(columns: [], rows: 3), weights: W, bias: [1, 2])
    #expect(none.rows == 2 && none.columns == 0)
    let bias = AffineColumns.value(
      Matrix(columns: [[], []], rows: 0), weights: Matrix(rows: 2, columns: 0, elements: [Double]()), bias: [1, 2])
    #expect(bias.elements == [1, 1, 2, 2])
    let infinite = AffineColumns.value(Matrix(columns: [[.infinity, 1, 1]], rows: 3), weights: W, bias: [1, 2])
    #expect(infinite[0, 0].isNaN && infinite[1, 0] == .infinity)
  }

  @Test(.equation("affine-columns-pullback"))
  func `affine-columns-pullback: edge cases`() {
    let W = Matrix(rows: 2, columns: 3) { i, j in Double(i + j) }
    let none = AffineColumns.pullback(Matrix(columns: [], rows: 2), at: Matrix(columns: [], rows: 3), weights: W)
    #expect(none.bias == [0, 0] && none.inputs.columns == 0 && none.inputs.rows == 3)
    #expect(none.weights.rows == 2 && none.weights.columns == 3 && none.weights.elements.allSatisfy { $0 == 0 })
  }

  @Test(.equation("affine-columns-value"), arguments: [2, 4])
  func `affine-columns-value: shapes that do not fit trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = AffineColumns.value(
        Matrix(rows: n, columns: 1) { _, _ in 1.0 }, weights: Matrix(rows: 1, columns: 3) { _, _ in 1.0 }, bias: [0])
    }
    Evidence.expect(
      result, says: "AffineColumns.value: the weights are 1 × 3, the inputs \(n) × 1 and there are 1 biases")
  }

  @Test(.equation("affine-columns-value"), arguments: [0, 2])
  func `affine-columns-value: a bias too many or too few traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = AffineColumns.value(
        Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        bias: Array(repeating: 0, count: o))
    }
    Evidence.expect(
      result, says: "AffineColumns.value: the weights are 1 × 1, the inputs 1 × 1 and there are \(o) biases")
  }

  @Test(.equation("affine-columns-pullback"), arguments: [0, 2])
  func `affine-columns-pullback: a cotangent of another height traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = AffineColumns.pullback(
        Matrix(rows: o, columns: 1) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineColumns.pullback: the weights are 1 × 1, the inputs 1 × 1 and the cotangent is \(o) × 1")
  }

  @Test(.equation("affine-columns-pullback"), arguments: [0, 2])
  func `affine-columns-pullback: a cotangent of another width traps`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = AffineColumns.pullback(
        Matrix(rows: 1, columns: m) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineColumns.pullback: the weights are 1 × 1, the inputs 1 × 1 and the cotangent is 1 × \(m)")
  }

  @Test(.equation("affine-columns-pullback"), arguments: [0, 2])
  func `affine-columns-pullback: inputs of another height trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = AffineColumns.pullback(
        Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, at: Matrix(rows: n, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "AffineColumns.pullback: the weights are 1 × 1, the inputs \(n) × 1 and the cotangent is 1 × 1")
  }
}
