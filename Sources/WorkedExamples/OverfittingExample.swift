internal import ActivationFunctions
internal import Backpropagation
internal import ForwardPropagation
internal import GradientOptimizers
internal import NetworkTraining
internal import ParameterInitialization
internal import RegularizationMethods
internal import TensorAlgebra

/// A network that is too large for its few noisy samples, and what keeps it from learning them by heart.
///
/// 16 points of y = x₁ + 0.5 ε, a noisy line, with three more inputs that have nothing to do with y; a network 4–32–1 with
/// tanh, 193 parameters; Adam with η = 0.01 in batches of 8. Another 16 points validate, and 400 fresh ones test. No
/// function has a mean squared error below the noise's 0.25 there, on average.
package enum OverfittingExample {
  /// What is done against it.
  package enum Method: CaseIterable, Sendable {
    /// Nothing.
    case none
    /// Early stopping with a patience of 10 epochs.
    case earlyStopping
    /// An L2 penalty with λ = 0.1.
    case l2
    /// Inverted dropout with p = ½, the most that the document calls typical.
    case dropout
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// The mean squared error of the training points, of those that validate, and of the fresh ones: the first two before
    /// the first epoch and after each.
    package let training, validation: [Double]
    package let test: Double
    /// The epochs that were trained for.
    package var epochs: Int { training.count - 1 }
    /// The number of epochs after which the validation loss was least.
    package var bestEpoch: Int { validation.indices.min { validation[$0] < validation[$1] } ?? 0 }
  }

  /// Trains for one seed, which all methods share: the same points, the same start, the same batches.
  package static func trained(_ method: Method, seed: UInt64, epochs: Int = 300) -> Outcome {
    var generator = Xoshiro256StarStar(seed: seed)
    func points(_ count: Int) -> (X: Matrix<Double>, Y: Matrix<Double>) {
      let X: Matrix<Double> = Matrix(rows: 4, columns: count) { _, _ in NormalVariate.next(using: &generator) }
      return (X, Matrix(rows: 1, columns: count) { _, i in X[0, i] + 0.5 * NormalVariate.next(using: &generator) })
    }
    let (known, unseen, fresh) = (points(16), points(16), points(400))
    let shape = NetworkShape(sizes: [4, 32, 1], hidden: .tanh, output: .identity)
    let start = zip(shape.sizes, shape.sizes.dropFirst()).flatMap { n, o in
      XavierInitialization.uniform(fanIn: n, fanOut: o, using: &generator).elements + Array(repeating: 0, count: o)
    }
    let dropout = Dropout(dropProbability: 0.5, variant: .inverted)
    var drops = Xoshiro256StarStar(seed: seed &+ 1_000_000)

    func loss(_ θ: [Double], _ points: (X: Matrix<Double>, Y: Matrix<Double>)) -> Double {
      // As it is used after training, which for inverted dropout is the network itself.
      NetworkLoss.value(
        Network(shape: shape, parameters: θ), inputs: points.X, targets: points.Y, loss: .meanSquaredError)
    }
    func gradient(_ θ: [Double], _ batch: [Int]) -> [Double] {
      let (network, X, Y) = (
        Network(shape: shape, parameters: θ), known.X.columns(at: batch), known.Y.columns(at: batch)
      )
      if method == .dropout {
        let masks = DropoutLoss.masks(for: shape, sampleCount: batch.count, dropout: dropout, using: &drops)
        return DropoutLoss.gradient(
          network, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: masks
        ).parameters
      }
      let gradient = NetworkLoss.gradient(network, inputs: X, targets: Y, loss: .meanSquaredError).parameters
      guard method == .l2 else { return gradient }
      return zip(gradient, L2Penalty.gradient(network, strength: 0.1)).map { $0 + $1 }
    }

    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.01), schedule: ConstantRate(learningRate: 0.01), batchSize: 8,
      epochs: epochs)
    var seen: [Double] = []
    let (θ, history) = loop.run(
      parameters: start, sampleCount: 16, using: &generator,
      validation: method == .earlyStopping
        ? (stopping: EarlyStopping(patience: 10), loss: { θ in loss(θ, unseen) }) : nil,
      loss: { θ in
        seen.append(loss(θ, unseen))
        return loss(θ, known)
      },
      gradient: gradient)
    return Outcome(training: history.losses, validation: seen, test: loss(θ, fresh))
  }

  /// The median.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// Every claim of the documents about it.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...20
    func outcomes(_ method: Method) -> [Outcome] { seeds.map { trained(method, seed: $0) } }
    let (none, stopped, l2, dropout) = (outcomes(.none), outcomes(.earlyStopping), outcomes(.l2), outcomes(.dropout))
    let training = median(none.map { $0.training[$0.epochs] })
    let (least, last) = (
      median(none.map { $0.validation[$0.bestEpoch] }), median(none.map { $0.validation[$0.epochs] })
    )
    let bare = median(none.map(\.test))
    func against(_ label: String, _ statement: String, _ others: [Outcome], _ remark: String) -> Claim {
      let better = zip(others, none).filter { $0.test < $1.test }.count
      return Claim(
        label, statement, documented: "“reducing”", computed: median(others.map(\.test)).rounded(toDecimals: 3),
        holds: median(others.map(\.test)) < bare, remark: "better in \(better) of \(seeds.count) seeds; \(remark)")
    }
    return [
      Claim(
        "REG-7", "training MSE after 300 epochs", documented: "“perfectly”",
        computed: training.rounded(toDecimals: 4), holds: training < 0.01,
        remark: "noise of variance 0.25 learned by heart; medians of \(seeds.count) seeds"),
      Claim(
        "REG-7", "validation MSE: least", computed: least.rounded(toDecimals: 3),
        remark: "after a median of \(median(none.map { Double($0.bestEpoch) }).rounded(toDecimals: 0)) epochs"),
      Claim(
        "REG-7", "… after 300 epochs", documented: "“increase”", computed: last.rounded(toDecimals: 3),
        holds: last > 1.2 * least, remark: "while the training loss falls on"),
      Claim(
        "REG-7", "test MSE, nothing done", documented: "the aim", computed: bare.rounded(toDecimals: 3), holds: false,
        erratum: "C-43", remark: "the noise alone is 0.25"),
      against(
        "REG-7", "… early stopping", stopped,
        "stops after \(median(stopped.map { Double($0.epochs) }).rounded(toDecimals: 0)) epochs"),
      against("REG-4", "… L2, λ = 0.1", l2, "for 300 epochs"),
      against("REG-1", "… dropout, p = 0.5", dropout, "for 300 epochs"),
    ]
  }
}
