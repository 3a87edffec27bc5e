internal import ActivationFunctions
internal import Backpropagation
package import ForwardPropagation
internal import GradientOptimizers
internal import TensorAlgebra

/// The fourth document's network of sizes [4, 8, 6, 1], and the sizes that the other documents draw or code.
package enum NetworkExample {
  /// The network with ReLUs between its layers and a sigmoid at its end, its parameters drawn from N(0, 1).
  package static func network(seed: UInt64) -> Network<Double> {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [4, 8, 6, 1], hidden: .relu, output: .sigmoid)
    return Network(
      shape: shape, parameters: (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) })
  }

  /// The losses of a tanh network that fits its targets, of the same with its hidden units exchanged, and half-way.
  package static var losses: (one: Double, exchanged: Double, between: Double) {
    let shape = NetworkShape(sizes: [1, 2, 1], hidden: .tanh, output: .identity)
    let (one, exchanged): ([Double], [Double]) = ([1, -2, 0.5, 1, 2, 1, 0], [-2, 1, 1, 0.5, 1, 2, 0])
    let X = Matrix(rows: 1, columns: 9) { _, j in Double(j) / 2 - 2 }
    let Y = Network(shape: shape, parameters: one)(X)
    func loss(_ θ: [Double]) -> Double {
      NetworkLoss.value(Network(shape: shape, parameters: θ), inputs: X, targets: Y, loss: .meanSquaredError)
    }
    return (loss(one), loss(exchanged), loss(zip(one, exchanged).map { ($0 + $1) / 2 }))
  }

  /// How far δ of the hidden layer is off, relative to its norm, if the last layer moves before it is formed.
  package static func prematureDifference(seed: UInt64) -> Double {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, 3, 1], hidden: .tanh, output: .identity)
    let θ: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) }
    let X: Matrix<Double> = Matrix(rows: 2, columns: 1) { _, _ in NormalVariate.next(using: &generator) }
    let pass = Network(shape: shape, parameters: θ).forward(X)
    let backward = BackwardPass(pass, targets: Matrix(rows: 1, columns: 1, elements: [1]), loss: .halfSquaredError)
    let moved = GradientDescent(learningRate: 0.5).step(θ, gradient: backward.parameters)
    let premature = HiddenDelta.value(
      backward.deltas[1], nextWeights: Network(shape: shape, parameters: moved).layer(2).weights,
      preactivation: pass.preactivations[0], activation: .tanh)
    let difference = zip(premature.elements, backward.deltas[0].elements).map { $0 - $1 }
    return EuclideanNorm.value(difference) / EuclideanNorm.value(backward.deltas[0].elements)
  }

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    func count(_ inputs: Int, _ outputs: Int) -> String { "\(ParameterCount.layer(inputs: inputs, outputs: outputs))" }
    let predictions = (1...100).map { seed in
      network(seed: seed)(Matrix(rows: 4, columns: 1, elements: [1, -0.5, 2, 0.25])).elements[0]
    }
    return [
      Claim(
        "B-29", "parameters of 4 → 8", computed: count(4, 8),
        remark: "D4's display of these counts is missing from our copy"),
      Claim("B-29", "parameters of 8 → 6", computed: count(8, 6), remark: "8 · 6 weights and 6 biases"),
      Claim("B-29", "parameters of 6 → 1", computed: count(6, 1), remark: "6 weights and a bias"),
      Claim(
        "B-29", "parameters of [4, 8, 6, 1]", computed: "\(ParameterCount.network(sizes: [4, 8, 6, 1]))",
        remark: "86 weights and 15 biases"),
      Claim(
        "B-52", "parameters of [1, 10, 5, 1]", computed: "\(ParameterCount.network(sizes: [1, 10, 5, 1]))",
        remark: "the network of D2's code"),
      Claim(
        "B-24", "parameters of [4, 5, 5, 5, 3]", computed: "\(ParameterCount.network(sizes: [4, 5, 5, 5, 3]))",
        remark: "the network drawn in D1, which has 85 edges"),
      Claim(
        "B-49", "MSE has one global minimum", documented: "“unique”",
        computed: "\(losses.one.rounded(toDecimals: 0)), \(losses.exchanged.rounded(toDecimals: 0))", holds: false,
        erratum: "C-48",
        remark:
          "losses of a network [1, 2, 1] and of the one with its hidden units exchanged; half-way between them \(losses.between.rounded(toDecimals: 2))"
      ),
      Claim(
        "B-63", "move layers on the way back", documented: "“each step”",
        computed: "off by \(prematureDifference(seed: 4).rounded(toDecimals: 2))", holds: false, erratum: "C-42",
        remark: "of its norm: δ of the hidden layer of a [2, 3, 1] tanh network whose last layer moved first, η = 0.5"),
      Claim(
        "NET-7", "the output is a probability", documented: "in (0, 1)",
        computed: "\(predictions.filter { 0 < $0 && $0 < 1 }.count) of 100",
        holds: predictions.allSatisfy { 0 < $0 && $0 < 1 },
        remark: "[4, 8, 6, 1] with random parameters, ReLU, ReLU and sigmoid, seeds 1 to 100"),
    ]
  }
}
