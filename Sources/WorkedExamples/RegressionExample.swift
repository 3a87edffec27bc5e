internal import ActivationFunctions
internal import Backpropagation
package import ForwardPropagation
internal import GradientOptimizers
internal import LinearModels
internal import LossFunctions
package import NetworkTraining
internal import ParameterInitialization
internal import TensorAlgebra

/// The second document's code: a network 1–10–5–1 fitted to 100 noisy points of y = 2x + 1 by 200 epochs of Adam.
///
/// The code states no seed, no batch size and no result. Ours takes the defaults of the library that it calls: batches of
/// 32, Xavier's uniform weights, biases of 0, η = 0.001 and ε = 10⁻⁷.
package enum RegressionExample {
  /// x, from −1 through 1.
  package static let inputs: [Double] = EvenlySpaced.value(from: -1, through: 1, count: 100)

  /// y of one seed.
  package static func targets(seed: UInt64) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return NoisyLine.value(inputs: inputs, noise: NoisyLine.noise(count: inputs.count, using: &generator))
  }

  /// The network after training, and what it went through.
  package static func trained(
    seed: UInt64, epochs: Int = 200
  ) -> (network: Network<Double>, history: TrainingHistory<Double>) {
    var generator = Xoshiro256StarStar(seed: seed &+ 1_000_000)
    let shape = NetworkShape(sizes: [1, 10, 5, 1], hidden: .relu, output: .identity)
    let parameters = zip(shape.sizes, shape.sizes.dropFirst()).flatMap { n, o in
      XavierInitialization.uniform(fanIn: n, fanOut: o, using: &generator).elements + Array(repeating: 0, count: o)
    }
    let loop = TrainingLoop(
      optimizer: Adam<Double>.keras(), schedule: ConstantRate(learningRate: 0.001), batchSize: 32, epochs: epochs)
    return loop.train(
      Network(shape: shape, parameters: parameters), inputs: Matrix(rows: 1, columns: 100, elements: inputs),
      targets: Matrix(rows: 1, columns: 100, elements: targets(seed: seed)), loss: .meanSquaredError, using: &generator)
  }

  /// The mean squared error of the least-squares line on the same points: two parameters in place of 81.
  package static func lineLoss(seed: UInt64) -> Double {
    let line = LeastSquaresLine.fit(inputs: inputs, targets: targets(seed: seed))
    return LineLoss.value(weight: line.weight, bias: line.bias, inputs: inputs, targets: targets(seed: seed))
  }

  /// Every claim about it.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...60
    let losses = seeds.map { trained(seed: $0).history.losses[200] }.sorted()
    let lines = seeds.map { lineLoss(seed: $0) }
    let spacing = inputs[1] - inputs[0]
    let noReference = "over 60 seeds of ours; the document states neither a seed nor a result"
    return [
      Claim("B-55", "spacing of the 100 inputs", computed: spacing.rounded(toDecimals: 6), remark: "2/99"),
      Claim(
        "B-56", "MSE of least squares, mean", computed: (lines.reduce(0, +) / 60).rounded(toDecimals: 4),
        remark: "expected 0.0098: the noise's variance 0.01, less its share in two parameters"),
      Claim("B-57", "MSE of the network, median", computed: losses[30].rounded(toDecimals: 4), remark: noReference),
      Claim(
        "B-57", "… from the 10th percentile", computed: losses[6].rounded(toDecimals: 4),
        remark: "of the same 60"),
      Claim(
        "B-57", "… to the 90th", computed: losses[53].rounded(toDecimals: 4),
        remark: "likewise"),
      Claim("B-57", "… the worst", computed: losses[59].rounded(toDecimals: 3), remark: "after the same 800 updates"),
    ]
  }
}
