import ActivationFunctions
import Backpropagation
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GradientNormsTests {
  @Test(.equation("gradient-norms-value"), arguments: try Evidence.vectors("gradient-norms-value"))
  func `gradient-norms-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func pass(_ shape: NetworkShape, _ θ: [Double], _ X: Matrix<Double>, _ Y: Matrix<Double>) -> BackwardPass<
    Double
  > {
    BackwardPass(Network(shape: shape, parameters: θ).forward(X), targets: Y, loss: .halfSquaredError)
  }

  @Test(.equation("gradient-norms-value"), arguments: Evidence.seeds)
  func `gradient-norms-value: the norm of each layer's deltas over the samples`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, 3, 4, 1], hidden: .tanh, output: .identity)
    let θ: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) }
    let X = Matrix<Double>(rows: 2, columns: 5) { _, _ in NormalVariate.next(using: &generator) }
    let Y = Matrix<Double>(rows: 1, columns: 5) { _, _ in NormalVariate.next(using: &generator) }
    let pass = Self.pass(shape, θ, X, Y)
    let norms = GradientNorms.value(pass)
    #expect(norms.count == 3)
    for (norm, δ) in zip(norms, pass.deltas) {
      #expect(abs(norm - δ.elements.reduce(0) { $0 + $1 * $1 }.squareRoot() / 5) < 1e-14)
    }
  }

  @Test(.equation("gradient-norms-value"), arguments: [(2.0, 1024.0), (0.5, 0.0009765625), (1, 1)])
  func `gradient-norms-value: linear layers scaled by ρ pass on ρᴸ⁻¹ to the first`(_ ρ: Double, _ ratio: Double) {
    let shape = NetworkShape(sizes: Array(repeating: 2, count: 12), hidden: .identity, output: .identity)
    // ρ times a rotation by a right angle.
    let θ = (0..<11).flatMap { _ -> [Double] in [0, -ρ, ρ, 0, 0, 0] }
    let X = Matrix(rows: 2, columns: 1, elements: [1.0, 0])
    let norms = GradientNorms.value(Self.pass(shape, θ, X, Matrix(rows: 2, columns: 1, elements: [1e4, -1e4])))
    #expect(norms[0] / norms[10] == ratio)
  }

  @Test(.equation("gradient-norms-value"))
  func `gradient-norms-value: edge cases`() {
    let shape = NetworkShape(sizes: [1, 1, 1], hidden: .relu, output: .identity)
    let X = Matrix(rows: 1, columns: 1, elements: [1.0])
    #expect(GradientNorms.value(Self.pass(shape, [-1, 0, 2, 0], X, X)) == [0, 1])
    #expect(GradientNorms.value(Self.pass(shape, [1, 0, 2, 0], X, X.map { _ in -1e300 })) == [2e300, 1e300])
    let nan = GradientNorms.value(Self.pass(shape, [.nan, 0, 2, 0], X, X))
    #expect(nan[0].isNaN && nan[1].isNaN)
  }
}
