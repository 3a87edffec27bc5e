import ActivationFunctions
import Backpropagation
import EvidenceTraits
import ForwardPropagation
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LayerGradientTests {
  @Test(.equation("layer-gradient-value"), arguments: try Evidence.vectors("layer-gradient-value"))
  func `layer-gradient-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("layer-gradient-value"), arguments: Evidence.seeds)
  func `layer-gradient-value: the mean of each sample's δ aᵀ and δ, and the affine map's pullback over m`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (δ, A) = (Self.matrix(2, 5, &generator), Self.matrix(3, 5, &generator))
    let gradient = LayerGradient.value(deltas: δ, inputs: A)
    let pullback = AffineColumns.pullback(δ.map { $0 / 5 }, at: A, weights: Matrix(rows: 2, columns: 3) { _, _ in 0 })
    for j in 0..<2 {
      let bias = (0..<5).reduce(0) { $0 + δ[j, $1] } / 5
      #expect(abs(gradient.bias[j] - bias) < 1e-15 && abs(gradient.bias[j] - pullback.bias[j]) < 1e-15)
      for k in 0..<3 {
        let mean = (0..<5).reduce(0) { $0 + δ[j, $1] * A[k, $1] } / 5
        #expect(abs(gradient.weights[j, k] - mean) < 1e-14)
        #expect(abs(gradient.weights[j, k] - pullback.weights[j, k]) < 1e-14)
      }
    }
  }

  @Test(.equation("layer-gradient-value"), arguments: Evidence.seeds)
  func `layer-gradient-value: unmoved by repeating every sample, and by their order up to rounding`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (δ, A) = (Self.matrix(2, 4, &generator), Self.matrix(3, 4, &generator))
    func twice(_ M: Matrix<Double>) -> Matrix<Double> {
      Matrix(columns: (0..<8).map { M.column($0 % 4) }, rows: M.rows)
    }
    func turned(_ M: Matrix<Double>) -> Matrix<Double> {
      Matrix(columns: (0..<4).reversed().map { M.column($0) }, rows: M.rows)
    }
    let gradient = LayerGradient.value(deltas: δ, inputs: A)
    for other in [
      LayerGradient.value(deltas: twice(δ), inputs: twice(A)),
      LayerGradient.value(deltas: turned(δ), inputs: turned(A)),
    ] {
      for (x, y) in zip(gradient.weights.elements + gradient.bias, other.weights.elements + other.bias) {
        #expect(abs(x - y) < 1e-14)
      }
    }
  }

  @Test(.equation("layer-gradient-value"))
  func `layer-gradient-value: edge cases`() {
    let one = LayerGradient.value(
      deltas: Matrix(columns: [[2.0, 0]], rows: 2), inputs: Matrix(columns: [[3, -1]], rows: 2))
    #expect(one.weights == Matrix(rows: 2, columns: 2, elements: [6, -2, 0, 0]) && one.bias == [2, 0])
    let huge = LayerGradient.value(
      deltas: Matrix(rows: 1, columns: 2, elements: [1e308, 1.5e308]), inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }
    )
    #expect(huge.bias == [1.25e308] && huge.weights.elements == [1.25e308])
    let none = LayerGradient.value(deltas: Matrix(columns: [[2.0]], rows: 1), inputs: Matrix(columns: [[]], rows: 0))
    #expect(none.weights.elements == [] && none.bias == [2])
  }

  @Test(.equation("layer-gradient-value"), arguments: [1, 3])
  func `layer-gradient-value: batches of different sizes trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = LayerGradient.value(
        deltas: Matrix(rows: 1, columns: 2) { _, _ in 1.0 }, inputs: Matrix(rows: 1, columns: m) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "LayerGradient.value: deltas of 2 samples but inputs of \(m)")
  }

  @Test(.equation("layer-gradient-value"))
  func `layer-gradient-value: an empty batch traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LayerGradient.value(deltas: Matrix<Double>(columns: [], rows: 1), inputs: Matrix(columns: [], rows: 1))
    }
    Evidence.expect(
      result, says: "LayerGradient.value: the mean of no samples is undefined")
  }
}
