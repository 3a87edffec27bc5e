package import ActivationFunctions
internal import Backpropagation
internal import ElementaryFunctions
package import ForwardPropagation
internal import GradientOptimizers
internal import LinearModels
internal import ModelEvaluation
internal import NetworkTraining
internal import ParameterInitialization
package import TensorAlgebra

/// Straight and curved decision boundaries: what a linear model tells apart, and what takes a hidden layer.
package enum BoundaryExample {
  /// Two half circles, one about (0, 0) and one about (1, ½), each reaching into the other, with noise of deviation 0.1.
  package static func moons(count N: Int, seed: UInt64) -> (inputs: Matrix<Double>, targets: Matrix<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    let points = (0..<N).map { i -> [Double] in
      let t = Double.pi * UniformVariate.next(using: &generator)
      let (across, up) = (Double.sine(t + .pi / 2), Double.sine(t))
      let (e, f): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
      return i % 2 == 0 ? [across + 0.1 * e, up + 0.1 * f] : [1 - across + 0.1 * e, 0.5 - up + 0.1 * f]
    }
    return (Matrix(columns: points, rows: 2), Matrix(rows: 1, columns: N) { _, i in Double(i % 2) })
  }

  /// Four numbers, of which the first two decide: 1 where they have one sign.
  package static func signs(count N: Int, seed: UInt64) -> (inputs: Matrix<Double>, targets: Matrix<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Matrix(rows: 4, columns: N) { _, _ -> Double in NormalVariate.next(using: &generator) }
    return (X, Matrix(rows: 1, columns: N) { _, i in X[0, i] * X[1, i] > 0 ? 1 : 0 })
  }

  /// A network with a sigmoid at its end, trained by Adam on the cross-entropy. Two sizes make it logistic regression.
  package static func trained(
    sizes: [Int], hidden: Activation, on data: (inputs: Matrix<Double>, targets: Matrix<Double>), epochs: Int,
    seed: UInt64
  ) -> Network<Double> {
    var generator = Xoshiro256StarStar(seed: seed &+ 1_000_000)
    let shape = NetworkShape(sizes: sizes, hidden: hidden, output: .sigmoid)
    let parameters = zip(sizes, sizes.dropFirst()).flatMap { n, o in
      HeInitialization.normal(fanIn: n, fanOut: o, using: &generator).elements + Array(repeating: 0, count: o)
    }
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.01), schedule: ConstantRate(learningRate: 0.01), batchSize: 32,
      epochs: epochs)
    return loop.train(
      Network(shape: shape, parameters: parameters), inputs: data.inputs, targets: data.targets, loss: .crossEntropy,
      using: &generator
    ).network
  }

  /// The classes that a network predicts: 1 for a probability above ½.
  package static func labels(_ network: Network<Double>, _ X: Matrix<Double>) -> [Int] {
    network(X).elements.map { $0 > 0.5 ? 1 : 0 }
  }

  package static func accuracy(
    _ network: Network<Double>, on data: (inputs: Matrix<Double>, targets: Matrix<Double>)
  ) -> Double {
    Accuracy.value(predictions: labels(network, data.inputs), targets: data.targets.elements.map { $0 > 0.5 ? 1 : 0 })
  }

  /// How often the predicted class changes on the way from one point to another.
  package static func changes(_ network: Network<Double>, from start: [Double], to end: [Double]) -> Int {
    let points = (0...400).map { k in
      zip(start, end).map { $0 + Double(k) / 400 * ($1 - $0) }
    }
    let labels = labels(network, Matrix(columns: points, rows: start.count))
    return zip(labels, labels.dropFirst()).count { $0 != $1 }
  }

  /// Images of 8 × 8 pixels with one bar across the whole image: horizontal ones, then vertical ones.
  package static let bars: [Matrix<Double>] =
    (0..<8).map { bar in Matrix(rows: 8, columns: 8) { j, _ in j == bar ? 1 : 0 } }
    + (0..<8).map { bar in Matrix(rows: 8, columns: 8) { _, i in i == bar ? 1 : 0 } }

  /// How many bars a score of the pixels tells apart: above 0 for horizontal, at most 0 for vertical.
  package static func rightBars(score: (Matrix<Double>) -> Double) -> Int {
    bars.enumerated().count { place, image in (score(image) > 0) == (place < 8) }
  }

  /// A network 64–8–1 by hand: a ReLU for each row, which only a full row raises above 7, and their sum less ½.
  package static let barNetwork: Network<Double> = {
    let shape = NetworkShape(sizes: [64, 8, 1], hidden: .relu, output: .identity)
    let rows = (0..<8).flatMap { unit in (0..<64).map { $0 / 8 == unit ? 1.0 : 0 } }
    return Network(
      shape: shape, parameters: rows + Array(repeating: -7, count: 8) + Array(repeating: 1, count: 8) + [-0.5])
  }()

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...5
    func accuracies(_ sizes: [Int], _ data: (Int, UInt64) -> (inputs: Matrix<Double>, targets: Matrix<Double>))
      -> [Double]
    {
      seeds.map { seed in
        let network = trained(sizes: sizes, hidden: .relu, on: data(400, seed), epochs: 200, seed: seed)
        return accuracy(network, on: data(1000, seed + 100))
      }.sorted()
    }
    func text(_ accuracies: [Double]) -> String {
      "\(accuracies[0].rounded(toDecimals: 3)) - \(accuracies[4].rounded(toDecimals: 3))"
    }
    let (line, curve) = (accuracies([2, 1], moons), accuracies([2, 8, 1], moons))
    let (flat, deep) = (accuracies([4, 1], signs), accuracies([4, 8, 6, 1], signs))
    let (best, byHand) = (
      bestLinearBars, rightBars { barNetwork(Matrix(rows: 64, columns: 1, elements: $0.elements)).elements[0] }
    )
    let seedsText = "accuracy on 1000 fresh points, least and most of 5 seeds"
    return [
      Claim(
        "D-51", "two moons by a line", documented: "“impossible”", computed: text(line), holds: line[4] < 0.95,
        remark: seedsText + "; logistic regression"),
      Claim(
        "D-51", "two moons by 2–8–1, ReLU", documented: "“curved”", computed: text(curve), holds: curve[2] > 0.95,
        remark: seedsText + "; \(curve.count { $0 > 0.95 }) of them above 0.95"),
      Claim(
        "D-16", "[4, 8, 6, 1] on signs", computed: text(deep),
        remark: seedsText + "; 1 where x₁ and x₂ have one sign, x₃ and x₄ are noise"),
      Claim("D-16", "the same without hidden layers", computed: text(flat), remark: seedsText + "; as good as a guess"),
      Claim(
        "D-56", "bars by a sum of pixels", documented: "“not linear”", computed: "\(best) of 16", holds: best < 16,
        remark:
          "the best of 1000 random weights; all 16 are impossible, since every pixel is in one bar of each direction"),
      Claim("D-56", "bars by a network 64–8–1", computed: "\(byHand) of 16", remark: "with weights set by hand"),
    ]
  }

  /// The most bars that any of 1000 linear scores with random weights tells apart, each with its best threshold.
  package static var bestLinearBars: Int {
    var generator = Xoshiro256StarStar(seed: 1)
    return (0..<1000).map { _ in
      let w = Matrix(rows: 8, columns: 8) { _, _ -> Double in NormalVariate.next(using: &generator) }
      let scores = bars.map { ImageScore.value($0, weights: w, bias: 0) }
      return scores.map { k in rightBars { ImageScore.value($0, weights: w, bias: -k) } }.reduce(0) {
        $0 > $1 ? $0 : $1
      }
    }.reduce(0) { $0 > $1 ? $0 : $1 }
  }
}
