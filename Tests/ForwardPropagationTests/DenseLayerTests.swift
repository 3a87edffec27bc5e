import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DenseLayerTests {
  @Test(.equation("dense-layer-forward"), arguments: try Evidence.vectors("dense-layer-forward"))
  func `dense-layer-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dense-layer-backward"), arguments: try Evidence.vectors("dense-layer-backward"))
  func `dense-layer-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dense-layer-backward"), arguments: Evidence.probes("dense-layer-backward"))
  func `dense-layer-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("dense-layer-backward", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("dense-layer-forward"), arguments: Evidence.seeds)
  func `dense-layer-forward: the neurons of the layer, one by one, on each sample`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W, b) = (Self.matrix(3, 4, &generator), Self.matrix(2, 3, &generator), [0.5, -1.25])
    for g in [Activation.identity, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01)] {
      let layer = DenseLayer.forward(X, weights: W, bias: b, activation: g)
      for i in 0..<2 {
        for j in 0..<4 {
          let neuron = Neuron.forward(X.column(j), weights: W.row(i), bias: b[i], activation: g)
          #expect(layer.activation[i, j] == neuron.activation)
          #expect(layer.preactivation[i, j] == neuron.preactivation)
        }
      }
    }
  }

  @Test(.equation("dense-layer-backward"), arguments: Evidence.seeds)
  func `dense-layer-backward: the neurons' gradients, added up over samples and neurons`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W, b) = (Self.matrix(3, 4, &generator), Self.matrix(2, 3, &generator), [0.5, -1.25])
    let C = Self.matrix(2, 4, &generator)
    let Z = DenseLayer.forward(X, weights: W, bias: b, activation: .tanh).preactivation
    let gradient = DenseLayer.backward(C, inputs: X, weights: W, preactivation: Z, activation: .tanh)
    func neuron(_ i: Int, _ j: Int) -> (inputs: [Double], weights: [Double], bias: Double) {
      Neuron.backward(
        C[i, j], inputs: X.column(j), weights: W.row(i), preactivation: Z[i, j], activation: .tanh)
    }
    for i in 0..<2 {
      #expect(abs(gradient.bias[i] - (0..<4).reduce(0) { $0 + neuron(i, $1).bias }) < 1e-14)
      for k in 0..<3 {
        #expect(abs(gradient.weights[i, k] - (0..<4).reduce(0) { $0 + neuron(i, $1).weights[k] }) < 1e-14)
      }
    }
    for j in 0..<4 {
      for k in 0..<3 {
        #expect(abs(gradient.inputs[k, j] - (0..<2).reduce(0) { $0 + neuron($1, j).inputs[k] }) < 1e-14)
      }
    }
  }

  @Test(.equation("dense-layer-backward"), arguments: Evidence.seeds)
  func `dense-layer-backward: one sample's weight gradient has rank 1, the bias gradient is the one of input 1`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W, C) = (Self.matrix(3, 1, &generator), Self.matrix(2, 3, &generator), Self.matrix(2, 1, &generator))
    let Z = AffineColumns.value(X, weights: W, bias: [0.1, 0.2])
    let gradient = DenseLayer.backward(C, inputs: X, weights: W, preactivation: Z, activation: .sigmoid)
    for k in 0..<2 {
      let minor =
        gradient.weights[0, k] * gradient.weights[1, k + 1] - gradient.weights[0, k + 1] * gradient.weights[1, k]
      #expect(abs(minor) < 1e-16)
    }
    let ones = Matrix(columns: [[1, X[1, 0], X[2, 0]]], rows: 3)
    let other = DenseLayer.backward(C, inputs: ones, weights: W, preactivation: Z, activation: .sigmoid)
    #expect(other.weights.column(0) == gradient.bias)
  }

  @Test(.equation("dense-layer-backward"))
  func `dense-layer-backward: C-63, the literal product of the chain has shapes that do not fit`() {
    // ∂L/∂a · ∂a/∂z is 2 × 1 and ∂z/∂W for one neuron 1 × 3: only the outer product of δ and a has W's shape.
    let (X, W) = (Matrix(columns: [[1.0, 2, 3]], rows: 3), Matrix(rows: 2, columns: 3) { i, j in Double(i - j) })
    let Z = AffineColumns.value(X, weights: W, bias: [0, 0])
    let gradient = DenseLayer.backward(
      Matrix(columns: [[1, -1]], rows: 2), inputs: X, weights: W, preactivation: Z, activation: .identity)
    #expect(X.rows != Z.columns)
    #expect(gradient.weights == Matrix(rows: 2, columns: 3, elements: [1, 2, 3, -1, -2, -3]))
  }

  @Test(.equation("dense-layer-forward"))
  func `dense-layer-forward: edge cases`() {
    let W = Matrix(rows: 2, columns: 1, elements: [1.0, -1])
    let layer = DenseLayer.forward(
      Matrix(columns: [[0.0], [.nan]], rows: 1), weights: W, bias: [0, 0], activation: .relu)
    #expect(layer.activation.column(0) == [0, 0])
    #expect(layer.activation.column(1).allSatisfy { $0.isNaN })
    let none = DenseLayer.forward(Matrix(columns: [], rows: 1), weights: W, bias: [0, 0], activation: .relu)
    #expect(none.activation.columns == 0 && none.preactivation.rows == 2)
  }

  @Test(.equation("dense-layer-backward"))
  func `dense-layer-backward: edge cases: a dead unit has no gradient and passes nothing on`() {
    let (X, W) = (
      Matrix(columns: [[1.0, 2], [3, 1]], rows: 2), Matrix(rows: 2, columns: 2, elements: [-1.0, -1, 1, 2])
    )
    let (A, Z) = DenseLayer.forward(X, weights: W, bias: [0, 0], activation: .relu)
    #expect(A.row(0) == [0, 0])
    let C = Matrix(rows: 2, columns: 2, elements: [5.0, 7, 1, 1])
    let gradient = DenseLayer.backward(C, inputs: X, weights: W, preactivation: Z, activation: .relu)
    #expect(gradient.weights.row(0) == [0, 0] && gradient.bias[0] == 0)
    #expect(gradient.inputs.column(0) == [1, 2] && gradient.inputs.column(1) == [1, 2])
    #expect(gradient.weights.row(1) == [4, 3] && gradient.bias[1] == 2)
  }

  @Test(.equation("dense-layer-backward"))
  func `dense-layer-backward: a cotangent of as many elements in another shape traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DenseLayer.backward(
        Matrix(rows: 1, columns: 2) { _, _ in 1.0 }, inputs: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: 2, columns: 1) { _, _ in 1.0 },
        activation: .identity)
    }
    Evidence.expect(
      result, says: "DenseLayer.backward: the preactivation is 2 × 1 but the cotangent is 1 × 2")
  }

  @Test(.equation("dense-layer-backward"), arguments: [0, 2])
  func `dense-layer-backward: a cotangent of another height traps`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = DenseLayer.backward(
        Matrix(rows: o, columns: 1) { _, _ in 1.0 }, inputs: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        activation: .identity)
    }
    Evidence.expect(
      result, says: "DenseLayer.backward: the preactivation is 1 × 1 but the cotangent is \(o) × 1")
  }

  @Test(.equation("dense-layer-backward"), arguments: [0, 2])
  func `dense-layer-backward: a cotangent of another width traps`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = DenseLayer.backward(
        Matrix(rows: 1, columns: m) { _, _ in 1.0 }, inputs: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        weights: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        preactivation: Matrix(rows: 1, columns: 1) { _, _ in 1.0 },
        activation: .identity)
    }
    Evidence.expect(
      result, says: "DenseLayer.backward: the preactivation is 1 × 1 but the cotangent is 1 × \(m)")
  }
}
