package import ActivationFunctions
internal import Backpropagation
internal import ForwardPropagation
internal import TensorAlgebra

/// The fourth document's vanishing and exploding gradients: the bound it computes, and what weights make of it.
package enum VanishingExample {
  /// ∂a/∂x of ten sigmoids in a row with weight w, whose biases keep every weighted sum at 0.
  package static func centredChain(layers L: Int, weight w: Double) -> Double {
    ScalarChain.gradient(
      at: 0, weights: Array(repeating: w, count: L), biases: [0] + Array(repeating: -w / 2, count: L - 1),
      activation: .sigmoid)
  }

  /// ‖∂J/∂Zˡ‖ by layer of a square network whose weights are drawn from N(0, variance/n), from half the squared error
  /// of 8 random samples.
  package static func norms(
    _ activation: Activation, variance: Double, layers L: Int, width n: Int, seed: UInt64
  ) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    let deviation = (variance / Double(n)).squareRoot()
    let θ = (0..<L).flatMap { _ in
      (0..<n * n).map { _ in deviation * NormalVariate.next(using: &generator) } + Array(repeating: 0, count: n)
    }
    func batch() -> Matrix<Double> { Matrix(rows: n, columns: 8) { _, _ in NormalVariate.next(using: &generator) } }
    let shape = NetworkShape(sizes: Array(repeating: n, count: L + 1), hidden: activation, output: .identity)
    let pass = Network(shape: shape, parameters: θ).forward(batch())
    return GradientNorms.value(BackwardPass(pass, targets: batch(), loss: .halfSquaredError))
  }

  /// How much of the last hidden layer's gradient reaches the first, L − 2 layers further back.
  package static func reach(_ activation: Activation, variance: Double, layers L: Int, width n: Int, seed: UInt64)
    -> Double
  {
    let norms = norms(activation, variance: variance, layers: L, width: n, seed: seed)
    return norms[0] / norms[L - 2]
  }

  /// Every claim of the document about them.
  @Sendable
  package static func claims() -> [Claim] {
    let bound: Double = SigmoidChainBound.value(layers: 10)
    func chain(_ w: Double, _ decimals: Int) -> String {
      centredChain(layers: 10, weight: w).rounded(toDecimals: decimals)
    }
    func reach(_ activation: Activation, _ variance: Double) -> String {
      Self.reach(activation, variance: variance, layers: 12, width: 16, seed: 1).inPowersOfTen
    }
    let reaches: [(String, Activation, Double, String)] = [
      ("sigmoid, variance 1/n", .sigmoid, 1, "norm of ∂J/∂Z at layer 1 over that at layer 11 of 12, n = 16"),
      ("sigmoid, variance 16/n", .sigmoid, 16, "larger weights make up for some of σ′"),
      ("tanh, variance 1/n", .tanh, 1, "Xavier's, with as many outputs as inputs"),
      ("tanh, variance ¼/n", .tanh, 0.25, "half the deviation: by 2 less for each layer"),
      ("ReLU, variance 2/n", .relu, 2, "He's: nearly kept"),
      ("ReLU, variance ½/n", .relu, 0.5, "by 2 less for each layer"),
      ("ReLU, variance 8/n", .relu, 8, "by 2 more for each layer: it explodes"),
    ]
    return [
      Claim(
        "B-36", "0.25¹⁰", printed: "0.000001", computed: bound, decimals: 10,
        remark: "2⁻²⁰: 4.6 % below the printed figure"),
      Claim(
        "B-37", "factor of a layer", documented: "< 0.25", computed: Sigmoid.derivative(at: 0.0).rounded(toDecimals: 2),
        holds: Sigmoid.derivative(at: 0.0) < 0.25, erratum: "C-49", remark: "met at z = 0"),
      Claim(
        "B-37", "10 layers, w = 1, z = 0", documented: "0.25¹⁰", computed: chain(1, 10), holds: true,
        remark: "w multiplies each factor: the rows below are the same chain with other weights"),
      Claim(
        "B-37", "10 layers, w = 4, z = 0", documented: "0.25¹⁰", computed: chain(4, 0), holds: false, erratum: "C-50"),
      Claim(
        "B-37", "10 layers, w = 5, z = 0", documented: "0.25¹⁰", computed: chain(5, 2), holds: false, erratum: "C-50"),
      Claim(
        "B-37", "10 layers, w = 8, z = 0", documented: "0.25¹⁰", computed: chain(8, 0), holds: false, erratum: "C-50"),
    ]
      + reaches.map { name, activation, variance, remark in
        Claim(
          "BP-13", name, computed: reach(activation, variance),
          remark: remark)
      }
  }
}
