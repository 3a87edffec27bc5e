import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct NetworkTests {
  @Test(.equation("network-forward"), arguments: try Evidence.vectors("network-forward"))
  func `network-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func network(
    _ sizes: [Int], _ hidden: [Activation], _ output: OutputHead, _ generator: inout Xoshiro256StarStar
  ) -> Network<Double> {
    let shape = NetworkShape(sizes: sizes, hidden: hidden, output: output)
    return Network(
      shape: shape, parameters: (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) })
  }

  static func samples(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: its layers one after another, each activation its own`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let network = Self.network([4, 5, 3, 2], [.tanh, .relu], .sigmoid, &generator)
    let X = Self.samples(4, 6, &generator)
    let (one, two, three) = (network.layer(1), network.layer(2), network.layer(3))
    let A1 = DenseLayer.forward(X, weights: one.weights, bias: one.bias, activation: .tanh)
    let A2 = DenseLayer.forward(A1.activation, weights: two.weights, bias: two.bias, activation: .relu)
    let Z3 = AffineColumns.value(A2.activation, weights: three.weights, bias: three.bias)
    let pass = network.forward(X)
    #expect(pass.activations == [X, A1.activation, A2.activation, OutputHead.sigmoid.value(Z3)])
    #expect(pass.preactivations == [A1.preactivation, A2.preactivation, Z3])
    #expect(pass.predictions == OutputHead.sigmoid.value(Z3) && pass.network == network)
    #expect(network(X) == pass.predictions)
    // f₃(f₂(f₁(x))) in another order is another function, or none.
    #expect(one.weights.rows == two.weights.columns && one.weights.rows != three.weights.columns)
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: a sample's prediction depends on no other sample`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let network = Self.network([3, 4, 2], [.sigmoid], .softmax, &generator)
    let X = Self.samples(3, 5, &generator)
    for j in 0..<5 {
      #expect(network(Matrix(columns: [X.column(j)], rows: 3)).column(0) == network(X).column(j))
    }
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: D4's [4, 8, 6, 1] gives ReLUs that are not negative and a probability`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let network = Self.network([4, 8, 6, 1], [.relu, .relu], .sigmoid, &generator)
    let pass = network.forward(Self.samples(4, 3, &generator))
    #expect(pass.activations[1].elements.allSatisfy { $0 >= 0 } && pass.activations[2].elements.allSatisfy { $0 >= 0 })
    #expect(pass.predictions.elements.allSatisfy { 0 < $0 && $0 < 1 } && pass.predictions.rows == 1)
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: without biases, ReLU layers double when their input doubles`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [3, 4, 5, 2], hidden: .relu, output: .identity)
    var parameters: [Double] = []
    for (n, o) in zip(shape.sizes, shape.sizes.dropFirst()) {
      parameters += (0..<n * o).map { _ in NormalVariate.next(using: &generator) } + Array(repeating: 0, count: o)
    }
    let network = Network(shape: shape, parameters: parameters)
    let X = Self.samples(3, 2, &generator)
    #expect(network(X.map { 2 * $0 }) == network(X).map { 2 * $0 })
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: the same input gives the same bits, and a second pass the same cache`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let network = Self.network([2, 3, 1], [.tanh], .identity, &generator)
    let X = Self.samples(2, 4, &generator)
    let (one, two) = (network.forward(X), network.forward(X))
    #expect(one.activations == two.activations && one.preactivations == two.preactivations)
  }

  @Test(.equation("network-forward"))
  func `network-forward: a pass keeps the network it came from, so that no cache is stale`() {
    let shape = NetworkShape(sizes: [1, 1], hidden: [], output: .identity)
    var network = Network(shape: shape, parameters: [2.0, 1])
    let pass = network.forward(Matrix(rows: 1, columns: 1, elements: [3]))
    network = Network(shape: shape, parameters: [5, 1])
    #expect(pass.network.parameters == [2, 1] && pass.network != network)
    #expect(pass.predictions.elements == [7])
  }

  @Test(.equation("network-forward"))
  func `network-forward: parameters lie layer after layer, weights row by row, then the bias`() {
    let shape = NetworkShape(sizes: [2, 3, 1], hidden: .relu, output: .identity)
    let network = Network(shape: shape, parameters: (1...13).map(Double.init))
    #expect(network.layer(1).weights == Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6]))
    #expect(network.layer(1).bias == [7, 8, 9])
    #expect(network.layer(2).weights == Matrix(rows: 1, columns: 3, elements: [10, 11, 12]))
    #expect(network.layer(2).bias == [13])
  }

  @Test(.equation("network-forward"))
  func `network-forward: C-76, a list of L + 1 sizes has L layers; C-68, a function is not its value`() {
    let shape = NetworkShape(sizes: [4, 8, 6, 1], hidden: .relu, output: .sigmoid)
    #expect(shape.layerCount == 3 && shape.sizes.count == shape.layerCount + 1 && shape.parameterCount == 101)
    let f = Network(shape: shape, parameters: Array(repeating: 0.0, count: 101))
    let y: Matrix<Double> = f(Matrix(rows: 4, columns: 1, elements: [1, 2, 3, 4]))
    #expect(y.elements == [0.5])
  }

  @Test(.equation("network-forward"), arguments: Evidence.seeds)
  func `network-forward: C-31, D2's network is linear in pieces, its target a line`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let network = Self.network([1, 10, 5, 1], [.relu, .relu], .identity, &generator)
    let y = network(Matrix(rows: 1, columns: 41) { _, j in Double(j) / 10 - 2 }).elements
    let bends = (1..<40).map { (j: Int) -> Double in (y[j - 1] - 2 * y[j] + y[j + 1]).magnitude }
    // Straight between its kinks, of which there are some.
    #expect(bends.contains { $0 > 1e-3 } && bends.filter { $0 < 1e-12 }.count >= 5)
  }

  @Test(.equation("network-forward"))
  func `network-forward: edge cases`() {
    let none = Network(shape: NetworkShape(sizes: [2], hidden: [], output: .softmax), parameters: [Double]())
    let X = Matrix(rows: 2, columns: 1, elements: [3.0, -1])
    #expect(none(X) == X && none.forward(X).preactivations == [] && none.shape.layerCount == 0)
    let network = Network(
      shape: NetworkShape(sizes: [2, 3, 1], hidden: .relu, output: .sigmoid),
      parameters: Array(repeating: 1.0, count: 13))
    let empty = network(Matrix(columns: [], rows: 2))
    #expect(empty.rows == 1 && empty.columns == 0)
    #expect(network(Matrix(rows: 2, columns: 1, elements: [.nan, 0])).elements[0].isNaN)
  }

  @Test(.equation("network-forward"))
  func `network-forward: inputs of another size trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network(shape: NetworkShape(sizes: [2, 1], hidden: [], output: .identity), parameters: [1.0, 2, 3])(
        Matrix(rows: 3, columns: 1, elements: [1, 2, 3]))
    }
    Evidence.expect(
      result, says: "Network.forward: sizes [2, 1] take 2 inputs, but X is 3 × 1")
  }

  @Test(.equation("network-forward"), arguments: [2, 4])
  func `network-forward: a parameter too few or too many traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = Network(
        shape: NetworkShape(sizes: [2, 1], hidden: [], output: .identity),
        parameters: Array(repeating: 1.0, count: count))
    }
    Evidence.expect(
      result, says: "Network: sizes [2, 1] have 3 parameters, not \(count)")
  }

  @Test(.equation("network-forward"))
  func `network-forward: layer 0 traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]).layer(0)
    }
    Evidence.expect(
      result, says: "Network.layer: there is no layer 0 of 1")
  }

  @Test(.equation("network-forward"))
  func `network-forward: a layer too many traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]).layer(2)
    }
    Evidence.expect(
      result, says: "Network.layer: there is no layer 2 of 1")
  }

  @Test(.equation("network-forward"))
  func `network-forward: no sizes trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NetworkShape(sizes: [], hidden: [], output: .identity)
    }
    Evidence.expect(
      result, says: "NetworkShape: no network has the sizes []")
  }

  @Test(.equation("network-forward"), arguments: [0, -1])
  func `network-forward: a size below 1 traps`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = NetworkShape(sizes: [2, n, 1], hidden: .relu, output: .identity)
    }
    Evidence.expect(
      result, says: "NetworkShape: no network has the sizes [2, \(n), 1]")
  }

  @Test(.equation("network-forward"), arguments: [1, 3])
  func `network-forward: an activation too few or too many traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = NetworkShape(sizes: [2, 3, 4, 1], hidden: Array(repeating: .relu, count: count), output: .identity)
    }
    Evidence.expect(
      result, says: "NetworkShape: sizes [2, 3, 4, 1] have 2 hidden layers but there are \(count) activations")
  }
}
