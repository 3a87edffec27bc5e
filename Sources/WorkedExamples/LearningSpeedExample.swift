package import Backpropagation
internal import ForwardPropagation
internal import GradientOptimizers
internal import TensorAlgebra

/// The fourth document's case for cross-entropy: one sigmoid neuron that is confidently wrong.
package enum LearningSpeedExample {
  /// How many steps with η = 1 bring the neuron's output above 0.9 for the target 1.
  ///
  /// It has one input, 1; weight and bias both start from z₀/2 and both learn.
  package static func steps(from z0: Double, loss: OutputLoss) -> Int {
    let shape = NetworkShape(sizes: [1, 1], hidden: [], output: .sigmoid)
    let one = Matrix(rows: 1, columns: 1, elements: [1.0])
    let descent = GradientDescent(learningRate: 1.0)
    var network = Network(shape: shape, parameters: [z0 / 2, z0 / 2])
    var steps = 0
    while network(one).elements[0] <= 0.9 {
      let gradient = NetworkLoss.gradient(network, inputs: one, targets: one, loss: loss)
      network = Network(shape: shape, parameters: descent.step(network.parameters, gradient: gradient.parameters))
      steps += 1
    }
    return steps
  }

  /// How many times cross-entropy's δ exceeds that of half the squared error at z for the target 1.
  package static func ratio(at z: Double) -> Double {
    func δ(_ loss: OutputLoss) -> Double {
      OutputDelta.value(logits: [z], targets: [1], head: .sigmoid, loss: loss)[0]
    }
    return δ(.crossEntropy) / δ(.halfSquaredError)
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let ratios = [-2.0, -5, -10].map { z in
      Claim(
        "B-44", "δ of CE over ½ squares, z = \(z.rounded(toDecimals: 0))", documented: "larger",
        computed: ratio(at: z).rounded(toDecimals: 1), holds: ratio(at: z) > 1)
    }
    let steps = [-2.0, -5, -10].map { z in
      let (ce, squares) = (Self.steps(from: z, loss: .crossEntropy), Self.steps(from: z, loss: .halfSquaredError))
      return Claim(
        "B-44", "steps to 0.9 from z = \(z.rounded(toDecimals: 0))", documented: "fewer",
        computed: "\(ce) < \(squares)",
        holds: ce < squares, remark: z == -2 ? "cross-entropy, then half the squared error; one neuron, η = 1" : "")
    }
    return ratios + steps
  }
}
