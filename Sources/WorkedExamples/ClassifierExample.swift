internal import ActivationFunctions
internal import Backpropagation
package import ForwardPropagation
internal import Foundation
internal import GradientOptimizers
internal import LinearClassifiers
internal import LinearModels
internal import NetworkTraining
internal import ParameterInitialization
package import TensorAlgebra

/// Boundaries that linear classifiers can draw and those that they cannot, and what moves them.
package enum ClassifierExample {
  /// Labels split at 3.5, and three more samples far on the right side.
  package static let split = (inputs: (0...7).map(Double.init), targets: [0.0, 0, 0, 0, 1, 1, 1, 1])
  package static let far = (inputs: split.inputs + [60, 61, 62], targets: split.targets + [1, 1, 1])

  /// Where the least-squares line of the labels crosses ½.
  package static func leastSquaresBoundary(_ samples: (inputs: [Double], targets: [Double])) -> Double {
    let line = LeastSquaresLine.fit(inputs: samples.inputs, targets: samples.targets)
    return (0.5 - line.bias) / line.weight
  }

  /// Where a logistic regression has the probability ½ after some steps of Newton's method from 0.
  package static func logisticBoundary(_ samples: (inputs: [Double], targets: [Double]), steps: Int) -> Double {
    let X = Matrix(rows: 1, columns: samples.inputs.count, elements: samples.inputs)
    var (w, b) = (0.0, 0.0)
    for _ in 0..<steps {
      let g = LogisticLoss.gradient(weights: [w], bias: b, inputs: X, targets: samples.targets)
      let H = LogisticLossHessian.value(weights: [w], bias: b, inputs: X)
      let determinant = H[0, 0] * H[1, 1] - H[0, 1] * H[1, 0]
      w -= (H[1, 1] * g.weights[0] - H[0, 1] * g.bias) / determinant
      b -= (H[0, 0] * g.bias - H[1, 0] * g.weights[0]) / determinant
    }
    return -b / w
  }

  /// A logistic regression after steps of descent from 0.
  package static func logistic(
    _ X: Matrix<Double>, _ y: [Double], learningRate η: Double, steps: Int
  ) -> (weights: [Double], bias: Double) {
    let (n, descent) = (X.rows, GradientDescent(learningRate: η))
    var θ = Array(repeating: 0.0, count: n + 1)
    for _ in 0..<steps {
      let gradient = LogisticLoss.gradient(weights: Array(θ.prefix(n)), bias: θ[n], inputs: X, targets: y)
      θ = descent.step(θ, gradient: gradient.weights + [gradient.bias])
    }
    return (Array(θ.prefix(n)), θ[n])
  }

  /// A softmax regression after steps of descent from 0.
  package static func softmax(
    _ X: Matrix<Double>, _ Y: Matrix<Double>, learningRate η: Double, steps: Int
  ) -> (weights: Matrix<Double>, bias: [Double]) {
    let (K, n, descent) = (Y.rows, X.rows, GradientDescent(learningRate: η))
    var (W, b) = (Matrix(rows: K, columns: n) { _, _ in 0.0 }, Array(repeating: 0.0, count: K))
    for _ in 0..<steps {
      let gradient = SoftmaxRegressionLoss.gradient(weights: W, bias: b, inputs: X, targets: Y)
      let θ = descent.step(W.elements + b, gradient: gradient.weights.elements + gradient.bias)
      (W, b) = (Matrix(rows: K, columns: n, elements: Array(θ.prefix(K * n))), Array(θ.suffix(K)))
    }
    return (W, b)
  }

  /// A network 2–h–1 with tanh, trained by Adam with η = 0.05 on batches of 25, for so many epochs.
  package static func network(
    hidden h: Int, _ X: Matrix<Double>, _ y: [Double], epochs: Int, seed: UInt64
  ) -> Network<Double> {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, h, 1], hidden: .tanh, output: .sigmoid)
    let parameters = zip(shape.sizes, shape.sizes.dropFirst()).flatMap { n, o in
      XavierInitialization.uniform(fanIn: n, fanOut: o, using: &generator).elements + Array(repeating: 0, count: o)
    }
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.05), schedule: ConstantRate(learningRate: 0.05),
      batchSize: 25, epochs: epochs)
    return loop.train(
      Network(shape: shape, parameters: parameters), inputs: X, targets: Matrix(rows: 1, columns: y.count, elements: y),
      loss: .crossEntropy, using: &generator
    ).network
  }

  /// Two half circles that reach into each other, one of each class, with noise of deviation 0.1.
  package static func moons(count N: Int, seed: UInt64) -> (inputs: Matrix<Double>, targets: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let points = (0..<N).map { i -> [Double] in
      let t = Double.pi * UniformVariate.next(using: &generator)
      let noise: [Double] = (0..<2).map { _ in 0.1 * NormalVariate.next(using: &generator) }
      return i % 2 == 0
        ? [cos(t) + noise[0], sin(t) + noise[1]] : [1 - cos(t) + noise[0], 0.5 - sin(t) + noise[1]]
    }
    return (Matrix(columns: points, rows: 2), (0..<N).map { Double($0 % 2) })
  }

  /// The share of samples that are answered rightly.
  package static func accuracy(_ y: [Double], _ answer: (Int) -> Double) -> Double {
    Double(y.indices.count { i in answer(i) == y[i] }) / Double(y.count)
  }

  /// The accuracies on two moons of one seed, of classifiers trained on them.
  package static func moonAccuracies(
    seed: UInt64, count: Int = 200, epochs: Int = 100
  ) -> (perceptron: Double, logistic: Double, network: Double) {
    let (X, y) = moons(count: count, seed: seed)
    let perceptron = PerceptronTraining(learningRate: 1, maximumEpochs: epochs)
      .run(Perceptron(weights: [0, 0], bias: 0), inputs: X, targets: y).perceptron
    let logistic = logistic(X, y, learningRate: 2, steps: epochs)
    let predictions = network(hidden: 8, X, y, epochs: epochs, seed: seed)(X)
    return (
      accuracy(y) { i in perceptron.value(X.column(i)) },
      accuracy(y) { i in
        let z = DotProduct.value(logistic.weights, X.column(i)) + logistic.bias
        return LogisticDecision.value(score: z, threshold: 0.5)
      },
      accuracy(y) { i in predictions[0, i] >= 0.5 ? 1 : 0 }
    )
  }

  /// The inputs of XOR with their product, and what a logistic regression says of them.
  package static var exclusiveOr: [Double] {
    let corners = PerceptronExample.corners
    let X = Matrix(rows: 3, columns: 4) { k, i in k < 2 ? corners[k, i] : corners[0, i] * corners[1, i] }
    let model = logistic(X, [0, 1, 1, 0], learningRate: 4, steps: 300)
    return (0..<4).map { i in LogisticRegression.value(X.column(i), weights: model.weights, bias: model.bias) }
  }

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    let scores = (-320...320).filter { $0 != 0 }.map { Double($0) / 64 }
    let same = scores.filter { z in
      ThresholdClassifier.value(score: z, threshold: 0) == LogisticDecision.value(score: z, threshold: 0.5)
    }
    let (before, after) = (leastSquaresBoundary(split), leastSquaresBoundary(far))
    let wrong = far.inputs.indices.filter { i in (far.inputs[i] >= after ? 1 : 0) != far.targets[i] }
    let (logistic, first) = (logisticBoundary(far, steps: 20), logisticBoundary(far, steps: 1))
    let right = zip(exclusiveOr, [0.0, 1, 1, 0]).filter { ŷ, y in (ŷ >= 0.5 ? 1 : 0) == y }
    let moons = (1...10).map { moonAccuracies(seed: $0) }
    func range(_ values: [Double]) -> String {
      let sorted = values.sorted()
      return "\(sorted[0].rounded(toDecimals: 2)) to \(sorted[sorted.count - 1].rounded(toDecimals: 2))"
    }
    let linear = moons.map { Swift.max($0.perceptron, $0.logistic) }
    return [
      Claim(
        "B-21", "k = 0 is a probability of ½", documented: "“usually”", computed: "\(same.count) of \(scores.count)",
        holds: same.count == scores.count, remark: "scores from −5 to 5; at the tie f > 0 says no, σ(f) ≥ ½ says yes"),
      Claim("B-65", "least squares, labels to 7", computed: before.rounded(toDecimals: 2), remark: "split at 3.5"),
      Claim(
        "B-65", "… and at 60, 61 and 62", documented: "“logistic”", computed: after.rounded(toDecimals: 2),
        holds: false, erratum: "C-16", remark: "\(wrong.count) samples are on the wrong side"),
      Claim(
        "B-65", "logistic, the same samples", computed: logistic.rounded(toDecimals: 2),
        remark: "20 steps of Newton's method, the first of which lands at \(first.rounded(toDecimals: 2))"),
      Claim(
        "CLS-16", "logistic solves XOR by x₁x₂", documented: "“not possible”", computed: "\(right.count) of 4",
        holds: right.count < 4, erratum: "C-72", remark: "on x₁, x₂ and x₁x₂: its boundary is curved in x₁ and x₂"),
      Claim(
        "CLS-13", "two moons, a straight line", computed: range(linear),
        remark: "right answers; the better of perceptron and logistic regression, 10 seeds, 200 samples"),
      Claim(
        "CLS-13", "two moons, a network 2–8–1", documented: "“complex”", computed: range(moons.map(\.network)),
        holds: zip(moons, linear).allSatisfy { $0.network > $1 }, remark: "better than the line for each seed"),
    ]
  }
}
