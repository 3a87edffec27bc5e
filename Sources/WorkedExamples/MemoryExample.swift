internal import GradientOptimizers
internal import NetworkTraining
internal import ParameterInitialization
package import RecurrentNetworks
package import TensorAlgebra

/// The fourth document's claim that gates capture long-range dependencies better: a sequence's first sign is to be
/// remembered while other signs follow.
///
/// Each step shows a random sign, and a mark that is 1 in the first step and 0 in all others. The class is the first
/// sign. Between it and the answer lie as many distracting steps as the lag says.
package enum MemoryExample {
  /// The units that are compared, by name; each has as many hidden units.
  package static let cells: [(name: String, cell: RecurrentShape.Cell)] = [
    ("RNN", .rnn), ("LSTM", .lstm), ("GRU", .gru(.beforeProduct)),
  ]

  package static func shape(_ cell: RecurrentShape.Cell, hidden h: Int) -> RecurrentShape {
    RecurrentShape(cell: cell, inputCount: 2, hiddenCount: h, classCount: 2)
  }

  /// m sequences of a lag, with their classes.
  package static func batch(
    _ m: Int, lag: Int, using generator: inout Xoshiro256StarStar
  ) -> (inputs: [Matrix<Double>], targets: Matrix<Double>) {
    let inputs = (0...lag).map { t in
      let signs = (0..<m).map { _ in Shuffle.below(2, using: &generator) == 1 ? 1.0 : -1 }
      return Matrix(rows: 2, columns: m, elements: signs + Array(repeating: t == 0 ? 1 : 0, count: m))
    }
    return (inputs, Matrix(rows: 2, columns: m) { k, i in (inputs[0][0, i] > 0) == (k == 1) ? 1 : 0 })
  }

  /// A classifier to start from: Xavier's uniform weights and biases of 0, but for the gate that keeps the memory. Its
  /// bias makes it keep σ(κ) of a state that nothing else moves: b_f = κ in an LSTM, b_z = −κ in a GRU.
  package static func start(
    _ shape: RecurrentShape, keeping κ: Double, using generator: inout Xoshiro256StarStar
  ) -> RecurrentClassifier<Double> {
    let (n, h, K) = (shape.inputCount, shape.hiddenCount, shape.classCount)
    func weights(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      XavierInitialization.uniform(fanIn: columns, fanOut: rows, using: &generator)
    }
    func bias(_ value: Double = 0, count: Int? = nil) -> [Double] { Array(repeating: value, count: count ?? h) }
    let cell: [Double]
    switch shape.cell {
    case .rnn:
      cell = RNNParameters(inputWeights: weights(h, n), stateWeights: weights(h, h), bias: bias()).parameters
    case .lstm:
      cell =
        LSTMParameters(
          inputGateWeights: weights(h, n + h), inputGateBias: bias(), forgetGateWeights: weights(h, n + h),
          forgetGateBias: bias(κ), outputGateWeights: weights(h, n + h), outputGateBias: bias(),
          candidateWeights: weights(h, n + h), candidateBias: bias()
        ).parameters
    case .gru(let reset):
      cell =
        GRUParameters(
          reset: reset, updateWeights: weights(h, n + h), updateBias: bias(-κ), resetWeights: weights(h, n + h),
          resetBias: bias(), candidateWeights: weights(h, n + h), candidateBias: bias(),
          candidateStateBias: reset == .afterProduct ? bias() : []
        ).parameters
    }
    return RecurrentClassifier(shape: shape, parameters: cell + weights(K, h).elements + bias(count: K))
  }

  /// The accuracy on 200 fresh sequences after training on batches of 8 fresh ones, with Adam and η = 0.02.
  ///
  /// Training ends after so many batches, or when the loss of a batch has been below 0.01 ten times in a row.
  package static func accuracy(
    _ cell: RecurrentShape.Cell, hidden h: Int = 4, keeping κ: Double, lag: Int, batches: Int = 300, seed: UInt64
  ) -> Double {
    var generator = Xoshiro256StarStar(seed: seed)
    var model = start(shape(cell, hidden: h), keeping: κ, using: &generator)
    let adam = Adam<Double>.documented(learningRate: 0.02)
    var state = adam.initialState(parameterCount: model.parameters.count)
    var learned = 0
    for _ in 0..<batches where learned < 10 {
      let (x, Y) = batch(8, lag: lag, using: &generator)
      let step = adam.step(model.parameters, gradient: model.gradient(x, targets: Y).parameters, state: state)
      learned = model.loss(x, targets: Y) < 0.01 ? learned + 1 : 0
      model = RecurrentClassifier(shape: model.shape, parameters: step.parameters)
      state = step.state
    }
    let (x, Y) = batch(200, lag: lag, using: &generator)
    let y = model.logits(x)
    return Double((0..<200).filter { i in (y[1, i] > y[0, i]) == (Y[1, i] == 1) }.count) / 200
  }

  /// ‖∂J/∂x_t‖ over ‖∂J/∂x_T‖ by lag T − t, of a classifier that has learned nothing yet: J is the mean loss
  /// of 8 sequences.
  package static func reach(
    _ cell: RecurrentShape.Cell, hidden h: Int = 4, keeping κ: Double, lag: Int, seed: UInt64
  ) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    let model = start(shape(cell, hidden: h), keeping: κ, using: &generator)
    let (x, Y) = batch(8, lag: lag, using: &generator)
    let norms = model.gradient(x, targets: Y).inputs.reversed().map { EuclideanNorm.value($0.elements) }
    return norms.map { $0 / norms[0] }
  }

  package static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The lags that are compared.
  package static let lags = [5, 10, 20, 40]
  package static let seeds: ClosedRange<UInt64> = 1...5

  /// The median accuracies for κ = 3: for each unit in the order of `cells`, one for each lag.
  ///
  /// As `claims` found them, to two decimals: training for a drawing would take seconds, and minutes without
  /// optimization. A claim says where a machine finds others.
  package static let medianAccuracies = [[1.0, 1.0, 0.52, 0.5], [1, 1, 1, 0.88], [1, 1, 1, 1]]

  /// The accuracies of every seed for each unit, in the order of `cells`.
  package static func accuracies(keeping κ: Double, lag: Int) -> [[Double]] {
    cells.map { _, cell in seeds.map { accuracy(cell, keeping: κ, lag: lag, seed: $0) } }
  }

  /// The median over the seeds of what reaches the input of a lag ago.
  package static func medianReach(_ cell: RecurrentShape.Cell, keeping κ: Double, lag: Int) -> [Double] {
    let reaches = seeds.map { reach(cell, keeping: κ, lag: lag, seed: $0) }
    return (0...lag).map { k in median(reaches.map { $0[k] }) }
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let settings = lags.map { (κ: 3.0, lag: $0) } + [(κ: 1.0, lag: 20)]
    let learned = settings.map { κ, lag in
      let accuracies = accuracies(keeping: κ, lag: lag)
      let counts = accuracies.map { $0.filter { $0 >= 0.95 }.count }
      let medians = accuracies.map(median)
      let drawn = lags.firstIndex(of: lag).map { place in medianAccuracies.map { $0[place] } } ?? []
      let isDrawn = κ != 3 || zip(medians, drawn).allSatisfy { ($0 - $1).magnitude <= 0.006 }
      return Claim(
        "RNN-4", "learned, lag \(lag), κ = \(κ.rounded(toDecimals: 0))", documented: "gates: better",
        computed: counts.map(String.init).joined(separator: ", ") + " of \(seeds.count)",
        holds: counts[1] >= counts[0] && counts[2] >= counts[0],
        remark: (lag == lags[0] ? "RNN, LSTM, GRU with 4 hidden units: seeds at 0.95 or more; " : "")
          + "median accuracies " + medians.map { $0.rounded(toDecimals: 2) }.joined(separator: ", ")
          + (isDrawn ? "" : ", which are not those of the figure LongMemory"))
    }
    func reach(_ cell: RecurrentShape.Cell, _ κ: Double) -> Double { medianReach(cell, keeping: κ, lag: 30)[30] }
    let ofRNN = reach(.rnn, 0)
    let gated = [
      ("LSTM, κ = 1", reach(.lstm, 1)), ("LSTM, κ = 3", reach(.lstm, 3)),
      ("GRU, κ = 1", reach(.gru(.beforeProduct), 1)), ("GRU, κ = 3", reach(.gru(.beforeProduct), 3)),
    ]
    return learned + [
      Claim(
        "RNN-4", "∂J/∂x, lag 30, RNN", documented: "vanishing", computed: ofRNN.inPowersOfTen, holds: ofRNN < 0.01,
        remark: "its norm over that at lag 0 before training, median of the seeds")
    ]
      + gated.map { name, value in
        Claim(
          "RNN-4", "∂J/∂x, lag 30, \(name)", documented: "mitigated", computed: value.inPowersOfTen,
          holds: value > ofRNN)
      }
  }
}
