import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import GradientOptimizers
import NetworkTraining
import RecurrentNetworks
import ScalarAutograd
import TensorAlgebra
import Testing

@Suite struct RecurrentClassifierTests {
  static let cells: [RecurrentShape.Cell] = [.rnn, .lstm, .gru(.beforeProduct), .gru(.afterProduct)]

  struct Case {
    let model: RecurrentClassifier<Double>
    let x: [Matrix<Double>]
    let Y: Matrix<Double>

    init(_ cell: RecurrentShape.Cell, steps T: Int, samples m: Int, seed: UInt64) {
      var generator = Xoshiro256StarStar(seed: seed)
      let shape = RecurrentShape(cell: cell, inputCount: 2, hiddenCount: 3, classCount: 4)
      let θ: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) }
      model = RecurrentClassifier(shape: shape, parameters: θ)
      x = (0..<T).map { _ in GRUStepTests.numbers(2, m, &generator) }
      let labels = (0..<m).map { _ in Int(Shuffle.below(4, using: &generator)) }
      Y = Matrix(rows: 4, columns: m) { k, i in k == labels[i] ? 1 : 0 }
    }

    /// The loss as a function of parameters and inputs, end to end.
    func loss<T: Scalar>(_ point: [T]) -> T {
      let P = model.parameters.count
      let inputs = x.indices.map { t in
        let count = x[t].elements.count
        return Matrix(
          rows: x[t].rows, columns: x[t].columns, elements: Array(point[P + t * count..<P + (t + 1) * count]))
      }
      return RecurrentClassifier(shape: model.shape, parameters: Array(point[..<P]))
        .loss(inputs, targets: Y.map { T($0) })
    }

    var point: [Double] { model.parameters + x.flatMap(\.elements) }

    var gradient: [Double] {
      let gradient = model.gradient(x, targets: Y)
      return gradient.parameters + gradient.inputs.flatMap(\.elements)
    }
  }

  @Test(arguments: cells, [(4, 3), (1, 2), (5, 1)])
  func `the gradient is the tape's of the unrolled model, element by element`(
    _ cell: RecurrentShape.Cell, _ sizes: (Int, Int)
  ) {
    for seed: UInt64 in 1...4 {
      let c = Case(cell, steps: sizes.0, samples: sizes.1, seed: seed)
      let tape = ReverseMode.gradient(at: c.point) { c.loss($0) }.gradient
      let ours = c.gradient
      #expect(ours.count == tape.count)
      #expect(zip(ours, tape).allSatisfy { abs($0 - $1) <= 1e-13 * (1 + abs($1)) })
    }
  }

  @Test(arguments: cells)
  func `the remainder shrinks with the square of the step or faster`(_ cell: RecurrentShape.Cell) {
    for seed: UInt64 in 1...8 {
      let c = Case(cell, steps: 6, samples: 2, seed: seed)
      var generator = Xoshiro256StarStar(seed: seed + 100)
      let v: [Double] = c.point.map { _ in NormalVariate.next(using: &generator) }
      let slope = TaylorRemainder.slope(
        of: { (p: [Double]) -> Double in c.loss(p) }, gradient: c.gradient, at: c.point, along: v)
      #expect(slope.map { $0 > 1.95 } == true, "\(seed): \(String(describing: slope))")
    }
  }

  @Test(arguments: Evidence.seeds)
  func `an RNN of one step is a network with one tanh layer and a softmax`(_ seed: UInt64) {
    let c = Case(.rnn, steps: 1, samples: 5, seed: seed)
    let θ = c.model.parameters
    // W_xh is 6 numbers, W_hh, which multiplies a state of 0, the next 9.
    let network = Network(
      shape: NetworkShape(sizes: [2, 3, 4], hidden: .tanh, output: .softmax),
      parameters: Array(θ[..<6] + θ[15...]))
    let J = NetworkLoss.value(network, inputs: c.x[0], targets: c.Y, loss: .crossEntropy)
    #expect(abs(c.model.loss(c.x, targets: c.Y) - J) < 1e-14)
    let theirs = NetworkLoss.gradient(network, inputs: c.x[0], targets: c.Y, loss: .crossEntropy)
    let ours = c.model.gradient(c.x, targets: c.Y)
    #expect(zip(ours.parameters[..<6] + ours.parameters[15...], theirs.parameters).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(ours.parameters[6..<15].allSatisfy { $0 == 0 })
    #expect(zip(ours.inputs[0].elements, theirs.inputs.elements).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test(arguments: cells)
  func `the order of time counts, and the samples' does not`(_ cell: RecurrentShape.Cell) {
    let c = Case(cell, steps: 4, samples: 3, seed: 7)
    let J = c.model.loss(c.x, targets: c.Y)
    #expect(abs(c.model.loss(c.x.reversed(), targets: c.Y) - J) > 1e-6)
    let turned = c.model.loss(c.x.map { $0.columns(at: [2, 0, 1]) }, targets: c.Y.columns(at: [2, 0, 1]))
    #expect(abs(turned - J) < 1e-14)
    let each = (0..<3).map { i in c.model.loss(c.x.map { $0.columns(at: [i]) }, targets: c.Y.columns(at: [i])) }
    #expect(abs(each.reduce(0, +) / 3 - J) < 1e-14)
  }

  @Test(arguments: zip(cells, [18, 72, 54, 57]))
  func `parameters are those of the unit, then of the output`(_ cell: RecurrentShape.Cell, _ count: Int) {
    let c = Case(cell, steps: 3, samples: 2, seed: 3)
    let shape = c.model.shape
    #expect(shape.cellParameterCount == count && shape.parameterCount == count + 16)
    let silent = RecurrentClassifier(
      shape: shape, parameters: Array(c.model.parameters[..<count]) + Array(repeating: 0, count: 12) + [1, 2, 3, 4])
    #expect(silent.logits(c.x) == Matrix(columns: [[1, 2, 3, 4], [1, 2, 3, 4]], rows: 4))
    let chosen = RecurrentClassifier(
      shape: shape,
      parameters: Array(c.model.parameters[..<count]) + [0, 1, 0] + Array(repeating: 0, count: 9 + 4))
    #expect(chosen.logits(c.x).row(0) == c.model.pass(c.x).finalState.row(1))
    #expect(c.model.pass(c.x).states.last == c.model.pass(c.x).finalState)
    let even = RecurrentClassifier(
      shape: shape, parameters: Array(c.model.parameters[..<count]) + Array(repeating: 0, count: 16))
    #expect(abs(even.loss(c.x, targets: c.Y) - Double.logarithm(4)) < 1e-15)
  }

  @Test(arguments: cells)
  func `the training loop trains it`(_ cell: RecurrentShape.Cell) {
    let c = Case(cell, steps: 2, samples: 6, seed: 5)
    var generator = Xoshiro256StarStar(seed: 1)
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.05), schedule: ConstantRate(learningRate: 0.05), batchSize: 3,
      epochs: 12)
    let (θ, history) = loop.run(
      parameters: c.model.parameters, sampleCount: 6, using: &generator,
      loss: { θ in RecurrentClassifier(shape: c.model.shape, parameters: θ).loss(c.x, targets: c.Y) },
      gradient: { θ, batch in
        RecurrentClassifier(shape: c.model.shape, parameters: θ)
          .gradient(c.x.map { $0.columns(at: batch) }, targets: c.Y.columns(at: batch)).parameters
      })
    #expect(history.losses[12] < 0.75 * history.losses[0] && θ.count == c.model.parameters.count)
  }

  @Test func `parameters of another number trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let shape = RecurrentShape(cell: .rnn, inputCount: 2, hiddenCount: 3, classCount: 4)
      _ = RecurrentClassifier(shape: shape, parameters: [Double](repeating: 0, count: 35))
    }
    Evidence.expect(result, says: "RecurrentClassifier: the shape has 34 parameters, not 35")
  }

  @Test(arguments: [(-1, 1, 1), (1, 0, 1), (1, 1, 0)])
  func `a shape without units, classes or with fewer than no inputs traps`(_ n: Int, _ h: Int, _ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n, h, K] in
      _ = RecurrentShape(cell: .lstm, inputCount: n, hiddenCount: h, classCount: K)
    }
    Evidence.expect(result, says: "RecurrentShape: no classifier has \(n) inputs, \(h) hidden units and \(K) classes")
  }

  @Test func `an empty sequence traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Case(.rnn, steps: 1, samples: 2, seed: 1).model.logits([])
    }
    Evidence.expect(result, says: "RecurrentClassifier: there is nothing to classify in an empty sequence")
  }

  @Test(arguments: [(3, 2), (5, 2), (4, 1), (4, 3), (2, 4)])
  func `targets of another shape trap`(_ K: Int, _ m: Int) async {
    let loss = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K, m] in
      let c = Case(.rnn, steps: 1, samples: 2, seed: 1)
      _ = c.model.loss(c.x, targets: Matrix(rows: K, columns: m) { _, _ in 0 })
    }
    Evidence.expect(loss, says: "RecurrentClassifier: the logits are 4 × 2 but the targets \(K) × \(m)")
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K, m] in
      let c = Case(.rnn, steps: 1, samples: 2, seed: 1)
      _ = c.model.gradient(c.x, targets: Matrix(rows: K, columns: m) { _, _ in 0 })
    }
    Evidence.expect(gradient, says: "RecurrentClassifier: the logits are 4 × 2 but the targets \(K) × \(m)")
  }

  @Test func `no samples trap`() async {
    let loss = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let c = Case(.rnn, steps: 2, samples: 0, seed: 1)
      _ = c.model.loss(c.x, targets: c.Y)
    }
    Evidence.expect(loss, says: "RecurrentClassifier: the mean of no samples is undefined")
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let c = Case(.rnn, steps: 2, samples: 0, seed: 1)
      _ = c.model.gradient(c.x, targets: c.Y)
    }
    Evidence.expect(gradient, says: "RecurrentClassifier: the mean of no samples is undefined")
  }
}
