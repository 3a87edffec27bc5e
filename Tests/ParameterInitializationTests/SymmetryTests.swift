import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientOptimizers
import LinearModels
import ParameterInitialization
import TensorAlgebra
import Testing

/// Why first weights are random: hidden units that start equal stay equal.
@Suite struct SymmetryTests {
  /// Three hidden units with two inputs each, and one linear output: the parameters of a unit stand together, its
  /// weights before its bias, the output's last.
  struct Network {
    var parameters: [Double]
    let activation: Activation

    func hidden(_ j: Int) -> (weights: [Double], bias: Double) {
      (Array(parameters[3 * j..<3 * j + 2]), parameters[3 * j + 2])
    }
    var output: (weights: [Double], bias: Double) { (Array(parameters[9..<12]), parameters[12]) }

    /// The mean of the squared errors and its gradient.
    func loss(_ X: [[Double]], _ Y: [Double]) -> (value: Double, gradient: [Double]) {
      var (value, gradient) = (0.0, [Double](repeating: 0, count: 13))
      for (x, y) in zip(X, Y) {
        let units = (0..<3).map { j in
          Neuron.forward(x, weights: hidden(j).weights, bias: hidden(j).bias, activation: activation)
        }
        let h = units.map(\.activation)
        let ŷ = Neuron.forward(h, weights: output.weights, bias: output.bias, activation: .identity)
        let e = ŷ.activation - y
        value += e * e / Double(Y.count)
        let back = Neuron.backward(
          2 * e / Double(Y.count), inputs: h, weights: output.weights, preactivation: ŷ.preactivation,
          activation: .identity)
        var parts: [Double] = []
        for j in 0..<3 {
          let unit = Neuron.backward(
            back.inputs[j], inputs: x, weights: hidden(j).weights, preactivation: units[j].preactivation,
            activation: activation)
          parts += unit.weights + [unit.bias]
        }
        parts += back.weights + [back.bias]
        gradient = zip(gradient, parts).map { $0 + $1 }
      }
      return (value, gradient)
    }

    mutating func descend(_ steps: Int, _ X: [[Double]], _ Y: [Double]) {
      let descent = GradientDescent(learningRate: 0.2)
      for _ in 0..<steps { parameters = descent.step(parameters, gradient: loss(X, Y).gradient) }
    }
  }

  /// Exclusive or, which one hidden unit cannot tell.
  static let X = [[0.0, 0], [0, 1], [1, 0], [1, 1]]
  static let Y = [0.0, 1, 1, 0]

  @Test(arguments: [Activation.tanh, .relu])
  func `INIT-7: hidden units that start at 0 never move`(_ activation: Activation) {
    var network = Network(parameters: [Double](repeating: 0, count: 13), activation: activation)
    let first = network.loss(Self.X, Self.Y).gradient
    #expect(first.prefix(12).allSatisfy { $0 == 0 } && first[12] == -1)
    network.descend(200, Self.X, Self.Y)
    #expect(network.parameters.prefix(12).allSatisfy { $0 == 0 })
    // The output's bias alone learns: the mean of the targets.
    #expect(abs(network.parameters[12] - 0.5) < 1e-12)
  }

  @Test(arguments: [Activation.tanh, .relu])
  func `INIT-7: hidden units that start equal stay equal, though they learn`(_ activation: Activation) {
    let unit = [0.5, -0.25, 0.125]
    var network = Network(parameters: unit + unit + unit + [0.75, 0.75, 0.75, 0], activation: activation)
    let before = network.loss(Self.X, Self.Y).value
    network.descend(500, Self.X, Self.Y)
    let θ = network.parameters
    #expect(θ[0..<3] == θ[3..<6] && θ[0..<3] == θ[6..<9] && θ[9] == θ[10] && θ[9] == θ[11])
    #expect(Array(θ[0..<3]) != unit)
    let after = network.loss(Self.X, Self.Y).value
    #expect(after < before && after > 0.1)
  }

  @Test func `INIT-7: hidden units that start at random come apart and learn what equal ones cannot`() {
    var generator = Xoshiro256StarStar(seed: 3)
    let W: Matrix<Double> = XavierInitialization.normal(fanIn: 2, fanOut: 3, using: &generator)
    let v: Matrix<Double> = XavierInitialization.normal(fanIn: 3, fanOut: 1, using: &generator)
    var network = Network(
      parameters: (0..<3).flatMap { W.row($0) + [0] } + v.row(0) + [0], activation: .tanh)
    network.descend(2000, Self.X, Self.Y)
    #expect(network.loss(Self.X, Self.Y).value < 0.001)
    let θ = network.parameters
    #expect(θ[0..<3] != θ[3..<6] && θ[0..<3] != θ[6..<9] && θ[3..<6] != θ[6..<9])
  }

  @Test func `INIT-7: a line may start at 0, since its loss has one minimum`() {
    let (X, Y) = ([-1.0, 0.5, 2, 3.5], [4.0, 1, 2, -3])
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let descent = GradientDescent(learningRate: 0.1)
    var θ = [0.0, 0]
    for _ in 0..<500 {
      let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
      θ = descent.step(θ, gradient: [gradient.weight, gradient.bias])
    }
    #expect(abs(θ[0] - best.weight) < 1e-12 && abs(θ[1] - best.bias) < 1e-12)
  }
}
