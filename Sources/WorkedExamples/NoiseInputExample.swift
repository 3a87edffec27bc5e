internal import ActivationFunctions
internal import Backpropagation
package import ForwardPropagation
internal import GradientOptimizers
internal import NetworkTraining
internal import ParameterInitialization
package import TensorAlgebra

/// The first document's claim that a network "can often learn to ignore" an input that is noise.
package enum NoiseInputExample {
  /// The mean of |∂ŷ/∂xⱼ| over some samples, for each input j.
  package static func sensitivities(_ network: Network<Double>, _ X: Matrix<Double>) -> [Double] {
    let pass = network.forward(X)
    // Half the squared error against ŷ − 1 has the derivative 1 by ŷ: what comes back is ∂ŷ/∂x itself, over m.
    let slopes = BackwardPass(pass, targets: pass.predictions.map { $0 - 1 }, loss: .halfSquaredError).inputs
    return (0..<X.rows).map { j in slopes.row(j).reduce(0) { $0 + $1.magnitude } }
  }

  /// The sensitivities on fresh points to x and to the noise, before and after learning y = x + 0.3 ε from N points, of
  /// a network 2–8–1 with tanh whose second input is noise that has nothing to do with y.
  package static func learned(
    from N: Int, updates: Int = 2000, seed: UInt64
  ) -> (before: [Double], after: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> Double { NormalVariate.next(using: &generator) }
    let X = Matrix(rows: 2, columns: N) { _, _ in normal() }
    let Y = Matrix(rows: 1, columns: N) { _, i in X[0, i] + 0.3 * normal() }
    let fresh = Matrix(rows: 2, columns: 200) { _, _ in normal() }
    let shape = NetworkShape(sizes: [2, 8, 1], hidden: .tanh, output: .identity)
    let parameters = zip(shape.sizes, shape.sizes.dropFirst()).flatMap { n, o in
      XavierInitialization.uniform(fanIn: n, fanOut: o, using: &generator).elements + Array(repeating: 0, count: o)
    }
    let start = Network(shape: shape, parameters: parameters)
    let B = Swift.min(N, 32)
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.01), schedule: ConstantRate(learningRate: 0.01), batchSize: B,
      epochs: updates * B / N)
    let trained = loop.train(start, inputs: X, targets: Y, loss: .meanSquaredError, using: &generator).network
    return (sensitivities(start, fresh), sensitivities(trained, fresh))
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...10
    let (many, few) = (seeds.map { learned(from: 1600, seed: $0) }, seeds.map { learned(from: 16, seed: $0) })
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let (ignored, followed) = (mean(many.map { $0.after[1] }), mean(few.map { $0.after[1] }))
    return [
      Claim(
        "NET-18", "slope by the noise, N = 1600", documented: "“ignore”", computed: ignored.rounded(toDecimals: 3),
        holds: many.allSatisfy { $0.after[1] < 0.2 * $0.after[0] && $0.after[1] < $0.before[1] },
        remark:
          "before training \(mean(many.map { $0.before[1] }).rounded(toDecimals: 3)), by the input that counts \(mean(many.map { $0.after[0] }).rounded(toDecimals: 3)); mean |∂ŷ/∂x| of 10 seeds"
      ),
      Claim(
        "NET-18", "slope by the noise, N = 16", documented: "“ignore”", computed: followed.rounded(toDecimals: 3),
        holds: false, erratum: "C-24", remark: "few points are fitted through the noise too"),
    ]
  }
}
