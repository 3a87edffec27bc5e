import ActivationFunctions
import Backpropagation
import ForwardPropagation
import GradientOptimizers
import LossFunctions
import TensorAlgebra
import Testing

/// Whole computations against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchRecordTests {
  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    let apart = zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0
    return apart / largest
  }

  @Test func `the record has what the tests compare`() {
    #expect(TorchRecord.shared.networks.count == 7 && TorchRecord.shared.losses.count == 8)
    #expect(TorchRecord.shared.optimizers.gradients.count == 100 && TorchRecord.shared.optimizers.runs.count == 7)
    #expect(
      TorchRecord.shared.schedules.count == 7 && TorchRecord.shared.schedules.allSatisfy { $0.rates.count == 100 })
  }

  @Test(arguments: TorchRecord.shared.networks.indices)
  func `a network forward and backward`(_ index: Int) throws {
    let recorded = TorchRecord.shared.networks[index]
    let hidden = try #require(
      ["identity": Activation.identity, "sigmoid": .sigmoid, "tanh": .tanh, "relu": .relu][recorded.hidden])
    let output = try #require(
      ["identity": OutputHead.identity, "sigmoid": .sigmoid, "softmax": .softmax][recorded.output])
    let loss = try #require(
      [
        "mean-squared-error": OutputLoss.meanSquaredError, "half-squared-error": .halfSquaredError,
        "cross-entropy": .crossEntropy,
      ][recorded.loss])
    let shape = NetworkShape(sizes: recorded.sizes, hidden: hidden, output: output)
    let network = Network(shape: shape, parameters: recorded.parameters)
    let X = Matrix(rows: recorded.sizes[0], columns: recorded.samples, elements: recorded.inputs)
    let Y = Matrix(
      rows: recorded.sizes[recorded.sizes.count - 1], columns: recorded.samples, elements: recorded.targets)
    let gradient = NetworkLoss.gradient(network, inputs: X, targets: Y, loss: loss)
    #expect(Self.difference(network(X).elements, recorded.predictions) < 1e-12)
    #expect(
      Self.difference([NetworkLoss.value(network, inputs: X, targets: Y, loss: loss)], [recorded.value]) < 1e-12)
    #expect(Self.difference(gradient.parameters, recorded.parameterGradient) < 1e-12)
    #expect(Self.difference(gradient.inputs.elements, recorded.inputGradient) < 1e-12)
  }

  @Test(arguments: TorchRecord.shared.losses.indices)
  func `a loss and its gradient`(_ index: Int) throws {
    let recorded = TorchRecord.shared.losses[index]
    let (p, y) = (recorded.predictions, recorded.targets)
    let (value, gradient): (Double, [Double]) =
      switch recorded.loss {
      case "mean-squared-error":
        (MeanSquaredError.value(predictions: p, targets: y), MeanSquaredError.gradient(predictions: p, targets: y))
      case "half-mean-squared-error":
        (
          HalfMeanSquaredError.value(predictions: p, targets: y),
          HalfMeanSquaredError.gradient(predictions: p, targets: y)
        )
      case "mean-absolute-error":
        (MeanAbsoluteError.value(predictions: p, targets: y), MeanAbsoluteError.gradient(predictions: p, targets: y))
      case "binary-cross-entropy":
        (BinaryCrossEntropy.value(predictions: p, targets: y), BinaryCrossEntropy.gradient(predictions: p, targets: y))
      case "binary-cross-entropy-with-logits":
        (
          BinaryCrossEntropyWithLogits.value(logits: p, targets: y),
          BinaryCrossEntropyWithLogits.gradient(logits: p, targets: y)
        )
      case "categorical-cross-entropy":
        (
          CategoricalCrossEntropy.value(predictions: p, targets: y),
          CategoricalCrossEntropy.gradient(predictions: p, targets: y)
        )
      case "softmax-cross-entropy":
        (SoftmaxCrossEntropy.value(logits: p, targets: y), SoftmaxCrossEntropy.gradient(logits: p, targets: y))
      case "gaussian-negative-log-likelihood":
        (
          GaussianNegativeLogLikelihood.value(predictions: p, targets: y, standardDeviation: 0.7),
          GaussianNegativeLogLikelihood.gradient(predictions: p, targets: y, standardDeviation: 0.7).predictions
        )
      default: throw UnknownName(name: recorded.loss)
      }
    #expect(Self.difference([value], [recorded.value]) < 1e-12)
    #expect(Self.difference(gradient, recorded.gradient) < 1e-12)
  }

  @Test(arguments: TorchRecord.shared.optimizers.runs.indices)
  func `an optimizer over 100 steps`(_ index: Int) throws {
    let recorded = TorchRecord.shared.optimizers.runs[index]
    switch recorded.optimizer {
    case "gradient-descent": Self.expect(GradientDescent(learningRate: 0.01), recorded)
    case "heavy-ball":
      Self.expect(MomentumDescent(learningRate: 0.01, momentum: 0.9, convention: .heavyBall), recorded)
    case "nesterov":
      Self.expect(MomentumDescent(learningRate: 0.01, momentum: 0.9, convention: .nesterov), recorded)
    case "rmsprop":
      Self.expect(RMSProp(learningRate: 0.01, decay: 0.99, epsilon: 1e-8, epsilonPlacement: .outsideRoot), recorded)
    case "adam": Self.expect(Adam.documented(learningRate: 0.01), recorded)
    case "adam-1e-7":
      Self.expect(
        Adam(learningRate: 0.001, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-7, variant: .corrected), recorded)
    case "adam-0.5-0.9":
      Self.expect(
        Adam(learningRate: 0.1, firstDecay: 0.5, secondDecay: 0.9, epsilon: 1e-6, variant: .corrected), recorded)
    default: throw UnknownName(name: recorded.optimizer)
    }
  }

  static func expect<Optimizer: GradientOptimizer>(_ optimizer: Optimizer, _ recorded: TorchRecord.Optimizers.Run)
  where Optimizer.Element == Double {
    let start = TorchRecord.shared.optimizers.start
    var (θ, state) = (start, optimizer.initialState(parameterCount: start.count))
    for (step, gradient) in zip(1..., TorchRecord.shared.optimizers.gradients) {
      (θ, state) = optimizer.step(θ, gradient: gradient, state: state)
      guard step % 10 == 0 else { continue }
      let theirs = recorded.parameters[step / 10 - 1]
      for (ours, theirs) in zip(θ, theirs) {
        #expect(abs(ours - theirs) <= 1e-12 * abs(theirs), "\(recorded.optimizer), step \(step)")
      }
    }
  }

  @Test(arguments: TorchRecord.shared.schedules.indices)
  func `a schedule over 100 epochs`(_ index: Int) throws {
    let recorded = TorchRecord.shared.schedules[index]
    func rates(_ schedule: some LearningRateSchedule<Double>) -> [Double] { (0..<100).map(schedule.rate) }
    let ours =
      switch recorded.schedule {
      case "constant": rates(ConstantRate(learningRate: 0.1))
      case "step-decay": rates(StepDecay(initialRate: 0.1, factor: 0.1, interval: 30))
      case "cosine-annealing": rates(CosineAnnealing(maximumRate: 0.1, minimumRate: 0.001, epochs: 100))
      case "cosine-warm-restarts":
        rates(CosineWarmRestarts(maximumRate: 0.1, minimumRate: 0.001, firstCycle: 10, cycleFactor: 2))
      case "cosine-warm-restarts-equal":
        rates(CosineWarmRestarts(maximumRate: 0.1, minimumRate: 0, firstCycle: 15, cycleFactor: 1))
      case "linear-warmup": rates(LinearWarmup(maximumRate: 0.1, epochs: 10))
      case "warmup-cosine":
        rates(WarmupCosine(maximumRate: 0.1, minimumRate: 0.001, warmupEpochs: 10, annealingEpochs: 90))
      default: throw UnknownName(name: recorded.schedule)
      }
    for (epoch, (one, other)) in zip(0..., zip(ours, recorded.rates)) {
      #expect(abs(one - other) <= 1e-12 * other, "\(recorded.schedule), epoch \(epoch)")
    }
  }

  /// A name in the record that no test knows.
  struct UnknownName: Error {
    let name: String
  }
}
