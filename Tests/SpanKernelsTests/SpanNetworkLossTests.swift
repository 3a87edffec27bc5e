import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import SpanKernels
import TensorAlgebra
import Testing

@Suite struct SpanNetworkLossTests {
  static let pairs: [(OutputHead, OutputLoss)] = [
    (.identity, .meanSquaredError), (.identity, .halfSquaredError), (.sigmoid, .crossEntropy),
    (.sigmoid, .meanSquaredError), (.sigmoid, .halfSquaredError), (.softmax, .crossEntropy),
    (.softmax, .meanSquaredError), (.softmax, .halfSquaredError),
  ]

  static func difference(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "\(a.count) and \(b.count) numbers")
    return zip(a, b).map { ($0 - $1).magnitude }.max() ?? 0
  }

  @Test(arguments: Evidence.seeds)
  func `the reference's loss and gradient, for every pair of head and loss, batch after batch`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let hidden: [Activation] = [.tanh, .leakyReLU(slope: 0.1)]
    for (output, loss) in Self.pairs {
      for m in [1, 3, 4, 5, 9] {
        let shape = NetworkShape(sizes: [3, 5, 4, 2], hidden: hidden, output: output)
        var span = SpanNetworkLoss<Double>(shape: shape, loss: loss, sampleCount: m)
        // Twice, so that what a batch leaves behind shows.
        for _ in 0..<2 {
          let θ = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) as Double }
          let X: Matrix<Double> = Matrix(rows: 3, columns: m) { _, _ in NormalVariate.next(using: &generator) }
          let Y = Matrix(rows: 2, columns: m) { k, i in Double((k + i) % 2) }
          let network = Network(shape: shape, parameters: θ)
          let value = NetworkLoss.value(network, inputs: X, targets: Y, loss: loss)
          let gradient = NetworkLoss.gradient(network, inputs: X, targets: Y, loss: loss).parameters
          #expect(abs(span.value(parameters: θ, inputs: X, targets: Y) - value) < 1e-14 * (1 + value))
          let ours = span.gradient(parameters: θ, inputs: X, targets: Y)
          #expect(Self.difference(ours, gradient) < 1e-14 * (1 + EuclideanNorm.value(gradient)))
        }
      }
    }
  }

  @Test func `in single precision as well`() {
    let shape = NetworkShape(sizes: [2, 3, 1], hidden: .relu, output: .sigmoid)
    let θ = (0..<shape.parameterCount).map { Float($0 % 5) / 4 - 0.4 }
    let X = Matrix(rows: 2, columns: 3, elements: [1, -2, 0.5, 0.25, 1, -1] as [Float])
    let Y = Matrix(rows: 1, columns: 3, elements: [0, 1, 1] as [Float])
    var span = SpanNetworkLoss<Float>(shape: shape, loss: .crossEntropy, sampleCount: 3)
    let network = Network(shape: shape, parameters: θ)
    let gradient = NetworkLoss.gradient(network, inputs: X, targets: Y, loss: .crossEntropy).parameters
    let ours = span.gradient(parameters: θ, inputs: X, targets: Y)
    #expect(zip(ours, gradient).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `a network without hidden layers, and one unit`() {
    let shape = NetworkShape(sizes: [1, 1], hidden: [], output: .identity)
    var span = SpanNetworkLoss<Double>(shape: shape, loss: .meanSquaredError, sampleCount: 2)
    let (X, Y) = (Matrix(rows: 1, columns: 2, elements: [1.0, 3]), Matrix(rows: 1, columns: 2, elements: [0.0, 5]))
    // Predictions 3 and 7, errors 3 and 2.
    #expect(span.value(parameters: [2, 1], inputs: X, targets: Y) == 6.5)
    #expect(span.gradient(parameters: [2, 1], inputs: X, targets: Y) == [9, 5])
    #expect(span.sampleCount == 2 && span.shape == shape && span.loss == .meanSquaredError)
  }

  @Test func `NaN in a sample reaches the loss and every weight that sees it`() {
    let shape = NetworkShape(sizes: [1, 2, 1], hidden: .relu, output: .identity)
    var span = SpanNetworkLoss<Double>(shape: shape, loss: .halfSquaredError, sampleCount: 2)
    let X = Matrix(rows: 1, columns: 2, elements: [1.0, .nan])
    let θ = Array(repeating: 1.0, count: 7)
    #expect(span.value(parameters: θ, inputs: X, targets: X.map { _ in 0 }).isNaN)
    let gradient = span.gradient(parameters: θ, inputs: X, targets: X.map { _ in 0 })
    #expect(gradient.allSatisfy { $0.isNaN })
  }

  static func span() -> SpanNetworkLoss<Double> {
    SpanNetworkLoss(
      shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), loss: .meanSquaredError, sampleCount: 2)
  }

  @Test(arguments: [
    (3, 1, 2, 1, 2), (2, 2, 2, 1, 2), (2, 1, 3, 1, 2), (2, 1, 2, 2, 2), (2, 1, 2, 1, 1),
    (1, 1, 2, 1, 2), (2, 2, 1, 1, 2), (2, 1, 2, 2, 1),
  ])
  func `sizes that do not fit trap`(_ P: Int, _ n: Int, _ m: Int, _ K: Int, _ k: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [P, n, m, K, k] in
      var span = SpanNetworkLossTests.span()
      _ = span.gradient(
        parameters: Array(repeating: 0, count: P), inputs: Matrix(rows: n, columns: m) { _, _ in 0 },
        targets: Matrix(rows: K, columns: k) { _, _ in 0 })
    }
    Evidence.expect(
      result,
      says: """
        SpanNetworkLoss.gradient: sizes [1, 1] and 2 samples, but there are \(P) parameters, \
        the inputs are \(n) × \(m) and the targets \(K) × \(k)
        """)
  }

  @Test func `values of sizes that do not fit trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var span = SpanNetworkLossTests.span()
      _ = span.value(
        parameters: [0], inputs: Matrix(rows: 1, columns: 2) { _, _ in 0 },
        targets: Matrix(rows: 1, columns: 2) { _, _ in 0 })
    }
    Evidence.expect(result, says: "SpanNetworkLoss.value: sizes [1, 1] and 2 samples, but there are 1 parameters")
  }

  @Test(arguments: [0, -1])
  func `no samples trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = SpanNetworkLoss<Double>(
        shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), loss: .meanSquaredError, sampleCount: m)
    }
    Evidence.expect(result, says: "SpanNetworkLoss: the mean of \(m) samples is undefined")
  }

  @Test func `a network without layers traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SpanNetworkLoss<Double>(
        shape: NetworkShape(sizes: [1], hidden: [], output: .identity), loss: .meanSquaredError, sampleCount: 1)
    }
    Evidence.expect(result, says: "SpanNetworkLoss: a network without layers has no loss")
  }
}
