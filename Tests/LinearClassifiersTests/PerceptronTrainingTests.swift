import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct PerceptronTrainingTests {
  @Test(.equation("perceptron-training-run"), arguments: try Evidence.vectors("perceptron-training-run"))
  func `perceptron-training-run: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let corners = Matrix(rows: 2, columns: 4, elements: [0.0, 0, 1, 1, 0, 1, 0, 1])
  static let zero = Perceptron(weights: [0.0, 0], bias: 0)
  static let training = PerceptronTraining(learningRate: 1.0, maximumEpochs: 100)

  @Test(
    .equation("perceptron-training-run"),
    arguments: [
      ([0.0, 0, 0, 1], 6, 11, [2.0, 1], -3.0), ([0, 1, 1, 1], 4, 5, [1, 1], -1), ([1, 1, 1, 0], 6, 10, [-2, -1], 2),
    ])
  func `perceptron-training-run: B-42, the epochs and mistakes of AND, OR and NAND`(
    _ y: [Double], _ epochs: Int, _ mistakes: Int, _ w: [Double], _ b: Double
  ) {
    let end = Self.training.run(Self.zero, inputs: Self.corners, targets: y)
    #expect(end.epochs == epochs && end.mistakes == mistakes && end.reason == .noMistakes)
    #expect(end.perceptron == Perceptron(weights: w, bias: b))
    #expect((0..<4).map { end.perceptron.value(Self.corners.column($0)) } == y)
    // The parameters of the last epoch but one are right already; a limit there counts as not converged.
    let short = PerceptronTraining(learningRate: 1, maximumEpochs: epochs - 1)
      .run(Self.zero, inputs: Self.corners, targets: y)
    #expect(short.reason == .epochLimit && short.mistakes == mistakes && short.perceptron == end.perceptron)
  }

  @Test(.equation("perceptron-training-run"))
  func `perceptron-training-run: B-42, NOT in 3 epochs with 2 mistakes`() {
    let end = Self.training.run(
      Perceptron(weights: [0], bias: 0), inputs: Matrix(rows: 1, columns: 2, elements: [0, 1]), targets: [1, 0])
    #expect(end.epochs == 3 && end.mistakes == 2 && end.perceptron == Perceptron(weights: [-1], bias: 0))
  }

  /// The rule knows nothing but the parameters: what it has done once from some, it does forever.
  @Test(.equation("perceptron-training-run"), arguments: [[0.0, 1, 1, 0], [1, 0, 0, 1]])
  func `perceptron-training-run: C-78, on XOR and XNOR an epoch with mistakes ends where it began`(_ y: [Double]) {
    let epoch = PerceptronTraining(learningRate: 1.0, maximumEpochs: 1)
    var perceptrons = [Self.zero]
    for _ in 0..<8 {
      let end = epoch.run(perceptrons[perceptrons.count - 1], inputs: Self.corners, targets: y)
      #expect(end.reason == .epochLimit && end.mistakes > 0)
      perceptrons.append(end.perceptron)
    }
    // Epochs 1 and 2 still move the parameters, epoch 3 and all after it return them.
    #expect(perceptrons[1] != perceptrons[2])
    #expect((3...8).allSatisfy { perceptrons[$0] == perceptrons[2] })
    #expect(Self.training.run(Self.zero, inputs: Self.corners, targets: y).reason == .epochLimit)
  }

  @Test(.equation("perceptron-training-run"))
  func `perceptron-training-run: C-78, two orders of the samples lead to two separators`() {
    let y = [0.0, 0, 0, 1]
    let forward = Self.training.run(Self.zero, inputs: Self.corners, targets: y)
    let backward = Self.training.run(
      Self.zero, inputs: Self.corners.columns(at: [3, 2, 1, 0]), targets: Array(y.reversed()))
    #expect(backward.reason == .noMistakes && backward.epochs == 8 && backward.mistakes == 15)
    #expect(forward.perceptron != backward.perceptron)
    #expect(backward.perceptron == Perceptron(weights: [1, 2], bias: -3))
    for i in 0..<4 { #expect(backward.perceptron.value(Self.corners.column(i)) == y[i]) }
  }

  /// All sixteen functions of two bits.
  @Test(.equation("perceptron-training-run"), arguments: 0..<16)
  func `perceptron-training-run: it ends for the functions that are separable, and for no other`(_ function: Int) {
    let y = (0..<4).map { Double(function >> $0 & 1) }
    let end = Self.training.run(Self.zero, inputs: Self.corners, targets: y)
    #expect((end.reason == .noMistakes) == LinearSeparability.isSeparable(y))
    #expect((end.reason == .noMistakes) == ((0..<4).map { end.perceptron.value(Self.corners.column($0)) } == y))
  }

  @Test(.equation("perceptron-training-run"), arguments: Evidence.seeds)
  func `perceptron-training-run: from 0 the learning rate scales the parameters and changes nothing else`(
    _ seed: UInt64
  ) {
    let (_, X) = PerceptronTests.integers(seed, 3, 6)
    let y = (0..<6).map { i in X[0, i] + X[1, i] > X[2, i] ? 1.0 : 0 }
    let zero = Perceptron(weights: [0.0, 0, 0], bias: 0)
    let one = Self.training.run(zero, inputs: X, targets: y)
    for η in [0.25, 8] {
      let other = PerceptronTraining(learningRate: η, maximumEpochs: 100).run(zero, inputs: X, targets: y)
      #expect(other.perceptron.weights == one.perceptron.weights.map { η * $0 })
      #expect(other.perceptron.bias == η * one.perceptron.bias)
      #expect(other.epochs == one.epochs && other.mistakes == one.mistakes && other.reason == one.reason)
    }
  }

  @Test(.equation("perceptron-training-run"))
  func `perceptron-training-run: without a bias OR is lost, for H(0) is 1`() {
    // The line through the origin has (0, 0) on it, so its answer there is 1 for all weights.
    for (w1, w2) in [(1.0, 1.0), (-1, 2), (0, 0)] {
      #expect(Perceptron(weights: [w1, w2], bias: 0).value([0, 0]) == 1)
    }
  }

  @Test(.equation("perceptron-training-run"))
  func `perceptron-training-run: edge cases`() {
    let training = PerceptronTraining(learningRate: 0.5, maximumEpochs: 3)
    #expect(training.learningRate == 0.5 && training.maximumEpochs == 3)
    let nothing = training.run(Self.zero, inputs: Matrix(rows: 2, columns: 0, elements: []), targets: [])
    #expect(nothing.epochs == 1 && nothing.mistakes == 0 && nothing.reason == .noMistakes)
    let never = PerceptronTraining(learningRate: 1.0, maximumEpochs: 0)
      .run(Self.zero, inputs: Self.corners, targets: [1, 1, 1, 1])
    #expect(never.epochs == 0 && never.reason == .epochLimit && never.perceptron == Self.zero)
    let lost = training.run(
      Perceptron(weights: [0], bias: 0), inputs: Matrix(rows: 1, columns: 1, elements: [.nan]), targets: [1])
    #expect(lost.reason == .epochLimit && lost.mistakes == 3 && lost.perceptron.bias.isNaN)
  }

  @Test(.equation("perceptron-training-run"))
  func `perceptron-training-run: settings out of range, and samples that do not fit, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: 0.0, maximumEpochs: 1)
    }
    Evidence.expect(result0, says: "PerceptronTraining: the learning rate must be finite and above 0, not 0.0")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: Double.infinity, maximumEpochs: 1)
    }
    Evidence.expect(result1, says: "PerceptronTraining: the learning rate must be finite and above 0, not inf")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: 1.0, maximumEpochs: -1)
    }
    Evidence.expect(result2, says: "PerceptronTraining: there are no -1 epochs")
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: 1, maximumEpochs: 1).run(
        Perceptron(weights: [0.0], bias: 0), inputs: Matrix(rows: 2, columns: 1, elements: [1, 2]), targets: [1])
    }
    Evidence.expect(result3, says: "PerceptronTraining.run: X is 2 × 1 but there are 1 weights and 1 targets")
    let result4 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: 1, maximumEpochs: 1).run(
        Perceptron(weights: [0.0], bias: 0), inputs: Matrix(rows: 1, columns: 2, elements: [1, 2]), targets: [1])
    }
    Evidence.expect(result4, says: "PerceptronTraining.run: X is 1 × 2 but there are 1 weights and 1 targets")
    let result5 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronTraining(learningRate: 1, maximumEpochs: 1).run(
        Perceptron(weights: [0.0], bias: 0), inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: [2])
    }
    Evidence.expect(result5, says: "Perceptron.updated: the target 2.0 is neither 0 nor 1")
  }
}
