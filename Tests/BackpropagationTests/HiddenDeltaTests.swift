import ActivationFunctions
import Backpropagation
import EvidenceTraits
import ForwardPropagation
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HiddenDeltaTests {
  @Test(.equation("hidden-delta-forward"), arguments: try Evidence.vectors("hidden-delta-forward"))
  func `hidden-delta-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("hidden-delta-value"), arguments: try Evidence.vectors("hidden-delta-value"))
  func `hidden-delta-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("hidden-delta-value"), arguments: Evidence.probes("hidden-delta-value"))
  func `hidden-delta-value: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("hidden-delta-value", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("hidden-delta-forward"), arguments: Evidence.seeds)
  func `hidden-delta-forward: the layer after a dense layer`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W1, W2) = (Self.matrix(3, 4, &generator), Self.matrix(2, 3, &generator), Self.matrix(5, 2, &generator))
    let b = (0..<5).map { Double($0) }
    let layer = DenseLayer.forward(X, weights: W1, bias: [0.5, -0.5], activation: .tanh)
    #expect(
      HiddenDelta.forward(layer.preactivation, activation: .tanh, nextWeights: W2, nextBias: b)
        == AffineColumns.value(layer.activation, weights: W2, bias: b))
  }

  @Test(.equation("hidden-delta-value"), arguments: Evidence.seeds)
  func `hidden-delta-value: linear in δ of the next layer; through linear layers a product of transposes`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (W2, W3) = (Self.matrix(4, 3, &generator), Self.matrix(2, 4, &generator))
    let (Z1, Z2, δ3) = (Self.matrix(3, 5, &generator), Self.matrix(4, 5, &generator), Self.matrix(2, 5, &generator))
    func delta(_ δ: Matrix<Double>, _ g: Activation) -> Matrix<Double> {
      HiddenDelta.value(δ, nextWeights: W3, preactivation: Z2, activation: g)
    }
    #expect(delta(δ3.map { 4 * $0 }, .sigmoid) == delta(δ3, .sigmoid).map { 4 * $0 })
    let δ1 = HiddenDelta.value(delta(δ3, .identity), nextWeights: W2, preactivation: Z1, activation: .identity)
    #expect(δ1 == MatrixProduct.value(W2.transposed, MatrixProduct.value(W3.transposed, δ3)))
  }

  @Test(.equation("hidden-delta-value"))
  func `hidden-delta-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 3) { i, j in Double(i + j + 1) }
    let Z = Matrix(columns: [[-1.0, 0, 2]], rows: 3)
    let δ = HiddenDelta.value(Matrix(columns: [[1, 10]], rows: 2), nextWeights: W, preactivation: Z, activation: .relu)
    #expect(δ.elements == [0, 0, 43])
    let none = HiddenDelta.value(
      Matrix(columns: [[]], rows: 0), nextWeights: Matrix(rows: 0, columns: 3, elements: []), preactivation: Z,
      activation: .identity)
    #expect(none.elements == [0, 0, 0])
    let infinite = HiddenDelta.value(
      Matrix(columns: [[.infinity, 0]], rows: 2), nextWeights: W, preactivation: Z, activation: .relu)
    #expect(infinite.elements[0].isNaN && infinite.elements[2] == .infinity)
  }

  @Test(.equation("hidden-delta-forward"))
  func `hidden-delta-forward: edge cases`() {
    let none = HiddenDelta.forward(
      Matrix(columns: [], rows: 2), activation: .relu, nextWeights: Matrix(rows: 1, columns: 2, elements: [1.0, 2]),
      nextBias: [0])
    #expect(none.rows == 1 && none.columns == 0)
  }

  @Test(.equation("hidden-delta-value"), arguments: [1, 3])
  func `hidden-delta-value: deltas of another height trap`(_ k: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [k] in
      _ = HiddenDelta.value(
        Matrix(rows: k, columns: 1) { _, _ in 1.0 }, nextWeights: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, activation: .relu)
    }
    Evidence.expect(
      result, says: "HiddenDelta.value: the next deltas are \(k) × 1, the next weights 2 × 1 and the sums 1 × 1")
  }

  @Test(.equation("hidden-delta-value"), arguments: [0, 2])
  func `hidden-delta-value: sums of another height trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = HiddenDelta.value(
        Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, nextWeights: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: n, columns: 1) { _, _ in 1.0 }, activation: .relu)
    }
    Evidence.expect(
      result, says: "HiddenDelta.value: the next deltas are 2 × 1, the next weights 2 × 1 and the sums \(n) × 1")
  }

  @Test(.equation("hidden-delta-value"), arguments: [0, 2])
  func `hidden-delta-value: sums of another width trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = HiddenDelta.value(
        Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, nextWeights: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: 1, columns: m) { _, _ in 1.0 }, activation: .relu)
    }
    Evidence.expect(
      result, says: "HiddenDelta.value: the next deltas are 2 × 1, the next weights 2 × 1 and the sums 1 × \(m)")
  }

  @Test(.equation("hidden-delta-forward"))
  func `hidden-delta-forward: shapes that do not fit trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HiddenDelta.forward(
        Matrix(rows: 2, columns: 1) { _, _ in 1.0 }, activation: .relu,
        nextWeights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 }, nextBias: [0])
    }
    Evidence.expect(
      result, says: "AffineColumns.value: the weights are 1 × 1, the inputs 2 × 1 and there are 1 biases")
  }
}
