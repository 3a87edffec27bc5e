import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientOptimizers
import LinearModels
import NetworkTraining
import RegularizationMethods
import TensorAlgebra
import Testing

@Suite struct TrainingLoopTests {
  static let X = [0.5, -1, 2, 3, -0.25]
  static let Y = [1.0, 0, 2, 5, -1]

  static func loss(_ θ: [Double]) -> Double { LineLoss.value(weight: θ[0], bias: θ[1], inputs: X, targets: Y) }

  static func gradient(_ θ: [Double], _ batch: [Int]) -> [Double] {
    let gradient = LineLoss.gradient(
      weight: θ[0], bias: θ[1], inputs: batch.map { X[$0] }, targets: batch.map { Y[$0] })
    return [gradient.weight, gradient.bias]
  }

  static func train(
    rate η: Double, batchSize: Int, epochs: Int, tolerance: Double? = nil, from θ: [Double] = [0, 0], seed: UInt64 = 1
  ) -> (parameters: [Double], history: TrainingHistory<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    return TrainingLoop(
      optimizer: GradientDescent(learningRate: 7.0), schedule: ConstantRate(learningRate: η), batchSize: batchSize,
      epochs: epochs, gradientTolerance: tolerance
    ).run(parameters: θ, sampleCount: 5, using: &generator, loss: loss, gradient: gradient)
  }

  @Test func `all samples in one batch: descent on the mean loss, whatever the shuffle`() {
    var θ = [0.0, 0]
    var losses = [Self.loss(θ)]
    for _ in 0..<6 {
      θ = GradientDescent(learningRate: 0.05).step(θ, gradient: Self.gradient(θ, [0, 1, 2, 3, 4]))
      losses.append(Self.loss(θ))
    }
    for seed in Evidence.seeds {
      let (parameters, history) = Self.train(rate: 0.05, batchSize: 9, epochs: 6, seed: seed)
      #expect(zip(parameters, θ).allSatisfy { abs($0 - $1) < 1e-14 })
      #expect(zip(history.losses, losses).allSatisfy { abs($0 - $1) < 1e-14 } && history.losses.count == 7)
      #expect(history.updateCount == 6 && history.rates == Array(repeating: 0.05, count: 6))
      #expect(history.stopReason == .epochs)
    }
  }

  @Test(arguments: Evidence.seeds)
  func `batches of two: the epoch's own shuffle, one step for each`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    var θ = [0.0, 0]
    for _ in 0..<3 {
      for batch in MiniBatches.shuffled(sampleCount: 5, batchSize: 2, using: &generator) {
        θ = GradientDescent(learningRate: 0.05).step(θ, gradient: Self.gradient(θ, batch))
      }
    }
    let (parameters, history) = Self.train(rate: 0.05, batchSize: 2, epochs: 3, seed: seed)
    #expect(parameters == θ && history.updateCount == 9)
    #expect(Self.train(rate: 0.05, batchSize: 2, epochs: 3, seed: seed).parameters == θ)
    #expect(Self.train(rate: 0.05, batchSize: 2, epochs: 3, seed: seed + 100).parameters != θ)
  }

  @Test func `C-28, one sample a batch makes N steps an epoch, Keras's 32 of 100 make 4`() {
    #expect(Self.train(rate: 0.01, batchSize: 1, epochs: 2).history.updateCount == 10)
    var generator = Xoshiro256StarStar(seed: 1)
    let history = TrainingLoop(
      optimizer: GradientDescent(learningRate: 0.0), schedule: ConstantRate(learningRate: 0), batchSize: 32, epochs: 200
    ).run(parameters: [0], sampleCount: 100, using: &generator, loss: { _ in 0 }, gradient: { _, _ in [0] }).history
    #expect(history.updateCount == 800)
  }

  @Test func `it stops where the gradient is small enough, before it takes a step`() {
    let (parameters, history) = Self.train(rate: 0.1, batchSize: 5, epochs: 10_000, tolerance: 1e-9)
    let best = LeastSquaresLine.fit(inputs: Self.X, targets: Self.Y)
    #expect(history.stopReason == .smallGradient && history.rates.count < 1000)
    #expect(abs(parameters[0] - best.weight) < 1e-8 && abs(parameters[1] - best.bias) < 1e-8)
    #expect(EuclideanNorm.value(Self.gradient(parameters, [0, 1, 2, 3, 4])) <= 1e-9)
    let at = Self.train(rate: 0.1, batchSize: 5, epochs: 3, tolerance: 1e9)
    #expect(at.parameters == [0, 0] && at.history.updateCount == 0 && at.history.losses.count == 1)
    // A gradient of exactly the tolerance is small enough.
    var generator = Xoshiro256StarStar(seed: 1)
    let met = TrainingLoop(
      optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1, epochs: 1,
      gradientTolerance: 5
    ).run(parameters: [0, 0], sampleCount: 1, using: &generator, loss: { _ in 1 }, gradient: { _, _ in [3, 4] })
    #expect(met.history.stopReason == .smallGradient)
  }

  @Test func `GD-11: without a tolerance it runs all its epochs, even at the minimum`() {
    let best = LeastSquaresLine.fit(inputs: Self.X, targets: Self.Y)
    let history = Self.train(rate: 0.1, batchSize: 5, epochs: 4, from: [best.weight, best.bias]).history
    #expect(history.stopReason == .epochs && history.updateCount == 4)
  }

  @Test func `C-34, too large a rate diverges: it ends with the last parameters whose loss was a number`() {
    let (parameters, history) = Self.train(rate: 1e3, batchSize: 5, epochs: 1000)
    #expect(history.stopReason == .divergence && history.rates.count < 100)
    #expect(Self.loss(parameters).isFinite && Self.loss(parameters) == history.losses[history.losses.count - 2])
    #expect(history.losses.last?.isFinite == false)
    let nan = Self.train(rate: 0.1, batchSize: 5, epochs: 10, from: [.nan, 0])
    #expect(nan.history.stopReason == .divergence && nan.history.losses.count == 1 && nan.history.updateCount == 0)
  }

  @Test func `C-77, a step on one batch can raise the loss of all samples`() {
    // From the minimum of all, any batch but all of them pulls away.
    let best = LeastSquaresLine.fit(inputs: Self.X, targets: Self.Y)
    let losses = Self.train(rate: 0.05, batchSize: 1, epochs: 1, from: [best.weight, best.bias]).history.losses
    #expect(losses[1] > losses[0])
  }

  @Test func `the schedule sets the rate of each epoch, and the optimizer's state goes on`() {
    let schedule = StepDecay(initialRate: 0.1, factor: 0.5, interval: 2)
    let momentum = MomentumDescent(learningRate: 3.0, momentum: 0.9, convention: .heavyBall)
    var generator = Xoshiro256StarStar(seed: 1)
    let (parameters, history) = TrainingLoop(optimizer: momentum, schedule: schedule, batchSize: 5, epochs: 5).run(
      parameters: [0, 0], sampleCount: 5, using: &generator, loss: Self.loss, gradient: Self.gradient)
    #expect(history.rates == [0.1, 0.1, 0.05, 0.05, 0.025])
    var (θ, v) = ([0.0, 0], [0.0, 0])
    for η in [0.1, 0.1, 0.05, 0.05, 0.025] {
      let g = Self.gradient(θ, [0, 1, 2, 3, 4])
      v = [0.9 * v[0] + g[0], 0.9 * v[1] + g[1]]
      θ = [θ[0] - η * v[0], θ[1] - η * v[1]]
    }
    #expect(zip(parameters, θ).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test func `no epochs change nothing`() {
    let (parameters, history) = Self.train(rate: 0.1, batchSize: 2, epochs: 0, from: [1, 2])
    #expect(parameters == [1, 2] && history.losses == [Self.loss([1, 2])] && history.rates == [])
    #expect(history.updateCount == 0 && history.stopReason == .epochs)
  }

  @Test(arguments: [1, 2, 3])
  func `a network: the same steps as with the reference kernels, in batches that do not divide the samples`(
    _ seed: UInt64
  ) {
    var numbers = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, 3, 2], hidden: .tanh, output: .softmax)
    let start: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &numbers) }
    let X: Matrix<Double> = Matrix(rows: 2, columns: 7) { _, _ in NormalVariate.next(using: &numbers) }
    let Y = Matrix(rows: 2, columns: 7) { k, i in (k + i) % 2 == 0 ? 1.0 : 0 }
    let adam = Adam<Double>.documented(learningRate: 0.05)
    var (one, two) = (Xoshiro256StarStar(seed: 9), Xoshiro256StarStar(seed: 9))
    let loop = TrainingLoop(
      optimizer: adam, schedule: ConstantRate(learningRate: 0.05), batchSize: 3, epochs: 10)
    let trained = loop.train(
      Network(shape: shape, parameters: start), inputs: X, targets: Y, loss: .crossEntropy, using: &one)
    let reference = loop.run(
      parameters: start, sampleCount: 7, using: &two,
      loss: {
        NetworkLoss.value(Network(shape: shape, parameters: $0), inputs: X, targets: Y, loss: .crossEntropy)
      },
      gradient: {
        NetworkLoss.gradient(
          Network(shape: shape, parameters: $0), inputs: X.columns(at: $1), targets: Y.columns(at: $1),
          loss: .crossEntropy
        ).parameters
      })
    #expect(trained.history.updateCount == 30 && trained.network.shape == shape)
    #expect(zip(trained.network.parameters, reference.parameters).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(trained.history.losses, reference.history.losses).allSatisfy { abs($0 - $1) < 1e-13 })
    #expect((trained.history.losses.last ?? 1) < trained.history.losses[0])
  }

  /// One parameter that falls by 1 in each epoch, from 10; the validation loss is what a table says.
  static func scripted(
    _ losses: [Double], _ stopping: EarlyStopping<Double>, epochs: Int, training: (Double) -> Double = { $0 },
    tolerance: Double? = nil
  ) -> (parameters: [Double], history: TrainingHistory<Double>) {
    var generator = Xoshiro256StarStar(seed: 1)
    return TrainingLoop(
      optimizer: GradientDescent(learningRate: 1.0), schedule: ConstantRate(learningRate: 1), batchSize: 1,
      epochs: epochs, gradientTolerance: tolerance
    ).run(
      parameters: [10], sampleCount: 1, using: &generator,
      validation: (stopping: stopping, loss: { θ in losses[10 - Int(θ[0])] }),
      loss: { θ in training(θ[0]) }, gradient: { θ, _ in [θ[0] > 6 ? 1 : 0.5] })
  }

  @Test
  func `C-58, a validation loss that rises once does not stop a patient training, and the best parameters return`() {
    let series = [1.0, 0.9, 0.91, 0.5, 0.6]
    let literal = Self.scripted(series, EarlyStopping(patience: 1), epochs: 4)
    #expect(literal.parameters == [9] && literal.history.stopReason == .validation && literal.history.updateCount == 2)
    #expect(literal.history.validationLosses == [1, 0.9, 0.91] && literal.history.bestEpoch == 1)
    #expect(literal.history.losses == [10, 9, 8])
    let patient = Self.scripted(series, EarlyStopping(patience: 2), epochs: 4)
    #expect(patient.parameters == [7] && patient.history.stopReason == .epochs && patient.history.updateCount == 4)
    #expect(patient.history.validationLosses == series && patient.history.bestEpoch == 3)
  }

  @Test func `the best parameters return however the training ends`() {
    let series = [1.0, 0.5, 0.75, 0.7, 0.6, 0.6]
    let patient = EarlyStopping<Double>(patience: 9)
    let diverged = Self.scripted(series, patient, epochs: 5) { $0 < 8 ? .infinity : $0 }
    #expect(diverged.parameters == [9] && diverged.history.stopReason == .divergence && diverged.history.bestEpoch == 1)
    #expect(diverged.history.losses.count == 4 && diverged.history.validationLosses.count == 3)
    let small = Self.scripted(series, patient, epochs: 5, tolerance: 0.5)
    #expect(small.parameters == [9] && small.history.stopReason == .smallGradient)
    #expect(small.history.updateCount == 4 && small.history.validationLosses.count == 5)
    let none = Self.scripted(series, patient, epochs: 0)
    #expect(none.parameters == [10] && none.history.bestEpoch == 0 && none.history.validationLosses == [1])
  }

  @Test func `a validation loss that is NaN ends the training with what was best, or with the start`() {
    let later = Self.scripted([1, 0.5, .nan, 0.1], EarlyStopping(patience: 9), epochs: 3)
    #expect(later.parameters == [9] && later.history.stopReason == .validation && later.history.updateCount == 2)
    let first = Self.scripted([.nan, 0.5], EarlyStopping(patience: 9), epochs: 1)
    #expect(first.parameters == [10] && first.history.stopReason == .validation && first.history.updateCount == 0)
    #expect(first.history.bestEpoch == nil && first.history.validationLosses.count == 1)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a network with a validation: the one of its best epoch, and the same steps as without`(_ seed: UInt64) {
    var numbers = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [2, 4, 1], hidden: .tanh, output: .identity)
    let start: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &numbers) }
    func samples(_ n: Int) -> (inputs: Matrix<Double>, targets: Matrix<Double>) {
      let X: Matrix<Double> = Matrix(rows: 2, columns: n) { _, _ in NormalVariate.next(using: &numbers) }
      return (X, Matrix(rows: 1, columns: n) { _, i in X[0, i] + 0.5 * NormalVariate.next(using: &numbers) })
    }
    let (training, other) = (samples(7), samples(5))
    func loop(_ epochs: Int) -> TrainingLoop<Adam<Double>, ConstantRate<Double>> {
      TrainingLoop(
        optimizer: .documented(learningRate: 0.05), schedule: ConstantRate(learningRate: 0.05), batchSize: 3,
        epochs: epochs)
    }
    var (one, two) = (Xoshiro256StarStar(seed: 9), Xoshiro256StarStar(seed: 9))
    let network = Network(shape: shape, parameters: start)
    let watched = loop(60).train(
      network, inputs: training.inputs, targets: training.targets, loss: .meanSquaredError,
      validation: (stopping: EarlyStopping(patience: 3), inputs: other.inputs, targets: other.targets), using: &one)
    let best = watched.history.bestEpoch ?? 60
    let plain = loop(best).train(
      network, inputs: training.inputs, targets: training.targets, loss: .meanSquaredError, using: &two)
    #expect(watched.network == plain.network && watched.history.losses[...best] == plain.history.losses[...])
    let losses = watched.history.validationLosses
    #expect(losses.min() == losses[best] && losses.count == watched.history.losses.count)
    let loss = NetworkLoss.value(watched.network, inputs: other.inputs, targets: other.targets, loss: .meanSquaredError)
    #expect(abs(loss - losses[best]) < 1e-14)
    let outcome = EarlyStopping<Double>(patience: 3).outcome(of: losses)
    #expect(outcome.isStopped == (watched.history.stopReason == .validation) && outcome.best?.check == best)
    #expect(plain.history.validationLosses == [] && plain.history.bestEpoch == nil)
  }

  @Test func `validation targets of another number of samples trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let network = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 0])
      func zeros(_ n: Int) -> Matrix<Double> { Matrix(rows: 1, columns: n) { _, _ in 0 } }
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1,
        epochs: 1
      ).train(
        network, inputs: zeros(2), targets: zeros(2), loss: .halfSquaredError,
        validation: (stopping: EarlyStopping(patience: 1), inputs: zeros(2), targets: zeros(3)), using: &generator)
    }
    Evidence.expect(result, says: "TrainingLoop.train: there are 2 validation samples of inputs but 3 of targets")
  }

  /// The least loss of a linear network n–1–n on its own inputs is half the variance that no single direction has:
  /// P. Baldi and K. Hornik (1989).
  @Test(arguments: [1, 2, 3])
  func `C-69, a network learns without labels: to give back two numbers that it has to pass on as one`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let N = 20
    let points = (0..<N).map { _ in
      let (t, e): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
      return [1.2 * t + 0.1 * e, -0.5 * t + 0.3 * e]
    }
    let mean = [0, 1].map { k in points.reduce(0) { $0 + $1[k] } / Double(N) }
    let X = Matrix(rows: 2, columns: N) { k, i in points[i][k] - mean[k] }
    func covariance(_ j: Int, _ k: Int) -> Double { (0..<N).reduce(0) { $0 + X[j, $1] * X[k, $1] } / Double(N) }
    let (half, b) = ((covariance(0, 0) + covariance(1, 1)) / 2, covariance(0, 1))
    let difference = (covariance(0, 0) - covariance(1, 1)) / 2
    let least = half - (difference * difference + b * b).squareRoot()
    let shape = NetworkShape(sizes: [2, 1, 2], hidden: .identity, output: .identity)
    let start = Network(
      shape: shape, parameters: (0..<shape.parameterCount).map { _ in 0.5 * NormalVariate.next(using: &generator) })
    let loop = TrainingLoop(
      optimizer: GradientDescent(learningRate: 0.2), schedule: ConstantRate(learningRate: 0.2), batchSize: N,
      epochs: 300)
    // The targets are the inputs.
    let history = loop.train(start, inputs: X, targets: X, loss: .halfSquaredError, using: &generator).history
    let loss = history.losses.last ?? .nan
    #expect(history.losses[0] > 1.5 * least)
    #expect(loss >= least / 2 * (1 - 1e-12) && loss < 1.01 * least / 2)
  }

  @Test func `an empty batch size traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 0,
        epochs: 1)
    }
    Evidence.expect(result, says: "TrainingLoop: a batch has at least 1 sample, not 0")
  }

  @Test func `a negative number of epochs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1,
        epochs: -1)
    }
    Evidence.expect(result, says: "TrainingLoop: there are no -1 epochs")
  }

  @Test func `a negative tolerance traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1,
        epochs: 1, gradientTolerance: -1)
    }
    Evidence.expect(result, says: "TrainingLoop: the gradient's tolerance must be at least 0, not -1.0")
  }

  @Test func `no samples trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1,
        epochs: 1
      ).run(parameters: [0], sampleCount: 0, using: &generator, loss: { _ in 0 }, gradient: { _, _ in [0] })
    }
    Evidence.expect(result, says: "TrainingLoop.run: there is nothing to learn from 0 samples")
  }

  @Test func `targets of another number of samples trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let network = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 0])
      _ = TrainingLoop(
        optimizer: GradientDescent(learningRate: 0.1), schedule: ConstantRate(learningRate: 0.1), batchSize: 1,
        epochs: 1
      ).train(
        network, inputs: Matrix(rows: 1, columns: 2) { _, _ in 0 }, targets: Matrix(rows: 1, columns: 3) { _, _ in 0 },
        loss: .halfSquaredError, using: &generator)
    }
    Evidence.expect(result, says: "TrainingLoop.train: there are 2 samples of inputs but 3 of targets")
  }
}
