package import ActivationFunctions
internal import Backpropagation
internal import ForwardPropagation
internal import GradientOptimizers
package import TensorAlgebra

/// The fourth document's XOR: no line separates it, a small network learns it, if not from every start.
package enum XorExample {
  package static let inputs = Matrix(rows: 2, columns: 4, elements: [0.0, 0, 1, 1, 0, 1, 0, 1])
  package static let targets = Matrix(rows: 1, columns: 4, elements: [0.0, 1, 1, 0])

  /// Whether a network 2–h–1 learns XOR: every output within 0.1 of its target.
  ///
  /// Weights start from N(0, 1) and biases from 0; descent with η = 0.5 on the cross-entropy of all four samples, until
  /// they are learned or for 5000 steps.
  package static func learns(hidden h: Int, _ activation: Activation, seed: UInt64) -> Bool {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, h, 1], hidden: activation, output: .sigmoid)
    let descent = GradientDescent(learningRate: 0.5)
    func weights(_ count: Int) -> [Double] { (0..<count).map { _ in NormalVariate.next(using: &generator) } }
    var network = Network(
      shape: shape, parameters: weights(2 * h) + Array(repeating: 0, count: h) + weights(h) + [0])
    for _ in 0..<5000 {
      let pass = network.forward(inputs)
      if zip(pass.predictions.elements, targets.elements).allSatisfy({ ($0 - $1).magnitude < 0.1 }) { return true }
      let gradient = BackwardPass(pass, targets: targets, loss: .crossEntropy).parameters
      network = Network(shape: shape, parameters: descent.step(network.parameters, gradient: gradient))
    }
    return false
  }

  /// How many of the seeds lead to a network that has learned.
  package static func successes(hidden h: Int, _ activation: Activation, seeds: ClosedRange<UInt64>) -> Int {
    seeds.filter { learns(hidden: h, activation, seed: $0) }.count
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...50
    return [("tanh", Activation.tanh), ("ReLU", .relu)].flatMap { name, activation in
      [2, 4, 8].map { h in
        let successes = successes(hidden: h, activation, seeds: seeds)
        return Claim(
          "B-43", "2–\(h)–1 with \(name) learns XOR", documented: "can", computed: "\(successes) of \(seeds.count)",
          holds: successes > 0, remark: h == 2 ? "the smallest width that can, and it often fails (erratum C-21)" : "")
      }
    }
  }
}
