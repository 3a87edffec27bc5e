import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import GradientOptimizers
import LinearModels
import LossFunctions
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct NetworkLossTests {
  @Test(.equation("network-loss-value"), arguments: try Evidence.vectors("network-loss-value"))
  func `network-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("network-loss-gradient"), arguments: try Evidence.vectors("network-loss-gradient"))
  func `network-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.probes("network-loss-gradient"))
  func `network-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("network-loss-gradient", at: probe) == [])
  }

  typealias Case = (network: Network<Double>, X: Matrix<Double>, Y: Matrix<Double>)

  static func numbers(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  /// A network with random parameters, and a batch with targets of 0 and 1.
  static func random(
    _ sizes: [Int], _ hidden: Activation, _ output: OutputHead, samples m: Int, _ seed: UInt64
  ) -> Case {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: sizes, hidden: hidden, output: output)
    let θ: [Double] = (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) }
    let K = sizes[sizes.count - 1]
    let labels = (0..<m).map { _ in Int(Shuffle.below(UInt64(K), using: &generator)) }
    let Y = Matrix(rows: K, columns: m) { k, i in k == labels[i] ? 1.0 : 0 }
    return (Network(shape: shape, parameters: θ), numbers(sizes[0], m, &generator), Y)
  }

  static func loss<T: Scalar>(_ θ: [T], _ c: Case, _ L: OutputLoss) -> T {
    NetworkLoss.value(
      Network(shape: c.network.shape, parameters: θ), inputs: c.X.map { T($0) }, targets: c.Y.map { T($0) }, loss: L)
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: the remainder of a whole network shrinks with the square of the step`(_ seed: UInt64) {
    for (hidden, output, L) in [
      (Activation.tanh, OutputHead.sigmoid, OutputLoss.crossEntropy), (.sigmoid, .softmax, .crossEntropy),
      (.tanh, .identity, .meanSquaredError), (.sigmoid, .softmax, .halfSquaredError),
    ] {
      let c = Self.random([3, 4, 5, 2], hidden, output, samples: 3, seed)
      var generator = Xoshiro256StarStar(seed: seed + 100)
      let v: [Double] = c.network.parameters.map { _ in NormalVariate.next(using: &generator) }
      let gradient = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: L).parameters
      let slope = TaylorRemainder.slope(
        of: { (θ: [Double]) -> Double in Self.loss(θ, c, L) }, gradient: gradient, at: c.network.parameters, along: v)
      #expect(slope.map { abs($0 - 2) < 0.05 } == true, "\(hidden), \(output), \(L): \(String(describing: slope))")
    }
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: every parameter of D4's [4, 8, 6, 1], one by one`() {
    for hidden in [Activation.relu, .sigmoid] {
      let c = Self.random([4, 8, 6, 1], hidden, .sigmoid, samples: 5, 3)
      let gradient = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy).parameters
      let report = GradientCheck.check(
        DifferentiableFunction { (θ: [Double]) -> Double in Self.loss(θ, c, .crossEntropy) }, gradient: gradient,
        at: c.network.parameters)
      #expect(report.elements.count == 101 && report.passes, "\(report)")
    }
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: each layer has the derivative of its own activation, also where all are of one size`(
    _ seed: UInt64
  ) {
    for sizes in [[3, 3, 3, 3, 3], [2, 4, 3, 5, 2]] {
      let one = Self.random(sizes, .tanh, .softmax, samples: 3, seed)
      let shape = NetworkShape(sizes: sizes, hidden: [.tanh, .leakyReLU(slope: 0.1), .sigmoid], output: .softmax)
      let c: Case = (Network(shape: shape, parameters: one.network.parameters), one.X, one.Y)
      let gradient = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy)
      let P = shape.parameterCount
      let tape = ReverseMode.gradient(at: c.network.parameters + c.X.elements) { p in
        NetworkLoss.value(
          Network(shape: shape, parameters: Array(p[..<P])),
          inputs: Matrix(rows: c.X.rows, columns: c.X.columns, elements: Array(p[P...])),
          targets: c.Y.map { y in .init(y) }, loss: .crossEntropy)
      }.gradient
      for (ours, witness) in zip(gradient.parameters + gradient.inputs.elements, tape) {
        #expect(abs(ours - witness) < 1e-13)
      }
    }
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: BP-15, an error of 0.1 % passes a norm at 1e-3 and not the check of each element`() {
    let c = Self.random([2, 3, 1], .sigmoid, .sigmoid, samples: 4, 5)
    let right = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy).parameters
    let f = DifferentiableFunction { (θ: [Double]) -> Double in Self.loss(θ, c, .crossEntropy) }
    func ratio(_ g: [Double]) -> Double {
      EuclideanNorm.value(zip(g, right).map { $0 - $1 }) / (EuclideanNorm.value(g) + EuclideanNorm.value(right))
    }
    let scaled = right.map { $0 * 1.001 }
    #expect(ratio(scaled) < 1e-3)
    let report = GradientCheck.check(f, gradient: scaled, at: c.network.parameters)
    #expect(report.failures.count == 13)
    var zeroed = right
    zeroed[12] = 0
    #expect(GradientCheck.check(f, gradient: zeroed, at: c.network.parameters).failures.map(\.index) == [12])
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: the directional check passes [4, 8, 6, 1] on 16 samples and refuses it 0.1 % too large`()
  {
    let c = Self.random([4, 8, 6, 1], .sigmoid, .sigmoid, samples: 16, 1)
    let f = DifferentiableFunction(
      { (θ: [Double]) -> Double in Self.loss(θ, c, .crossEntropy) }, dual: { Self.loss($0, c, .crossEntropy) },
      tape: { Self.loss($0, c, .crossEntropy) })
    var generator = Xoshiro256StarStar(seed: 2)
    let directions = (0..<2).map { _ in
      c.network.parameters.map { _ -> Double in NormalVariate.next(using: &generator) }
    }
    func report(_ gradient: [Double]) -> DirectionalReport {
      DirectionalCheck.check(f, gradient: gradient, at: c.network.parameters, along: directions)
    }
    let right = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy).parameters
    #expect(report(right).passes, "\(report(right))")
    let wrong = report(right.map { 1.001 * $0 })
    #expect(wrong.disagreements.count == 101 && wrong.directions.failures.count == 2)
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: the mean of the samples' own gradients, unmoved by order and repetition`(_ seed: UInt64)
  {
    let c = Self.random([3, 4, 2], .tanh, .softmax, samples: 5, seed)
    func gradient(_ columns: [Int]) -> [Double] {
      NetworkLoss.gradient(
        c.network, inputs: Matrix(columns: columns.map { c.X.column($0) }, rows: 3),
        targets: Matrix(columns: columns.map { c.Y.column($0) }, rows: 2), loss: .crossEntropy
      ).parameters
    }
    let (whole, singles) = (gradient([0, 1, 2, 3, 4]), (0..<5).map { gradient([$0]) })
    let (turned, twice) = (gradient([4, 2, 0, 1, 3]), gradient([0, 1, 2, 3, 4, 4, 3, 2, 1, 0]))
    for k in whole.indices {
      #expect(abs(whole[k] - (0..<5).reduce(0) { $0 + singles[$1][k] } / 5) < 1e-14)
      #expect(abs(whole[k] - turned[k]) < 1e-14 && abs(whole[k] - twice[k]) < 1e-14)
    }
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: a network of one linear neuron has the line's gradient`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, Y) = (Self.numbers(1, 7, &generator), Self.numbers(1, 7, &generator))
    let θ = [NormalVariate.next(using: &generator), 0.5]
    let network = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: θ)
    let gradient = NetworkLoss.gradient(network, inputs: X, targets: Y, loss: .meanSquaredError).parameters
    let line = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X.elements, targets: Y.elements)
    #expect(abs(gradient[0] - line.weight) < 1e-14 && abs(gradient[1] - line.bias) < 1e-14)
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: an input whose weights are all 0 has no gradient`(_ seed: UInt64) {
    let c = Self.random([3, 4, 2], .tanh, .identity, samples: 2, seed)
    var θ = c.network.parameters
    for j in 0..<4 { θ[3 * j + 1] = 0 }
    let network = Network(shape: c.network.shape, parameters: θ)
    let gradient = NetworkLoss.gradient(network, inputs: c.X, targets: c.Y, loss: .halfSquaredError).inputs
    #expect(gradient.row(1) == [0, 0])
    #expect(gradient.row(0).allSatisfy { $0 != 0 } && gradient.rows == 3)
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: BP-9, δ is the derivative by a nudge of the sums inside the network`(_ seed: UInt64) {
    let c = Self.random([3, 4, 2, 1], .tanh, .sigmoid, samples: 1, seed)
    let pass = c.network.forward(c.X)
    let deltas = BackwardPass(pass, targets: c.Y, loss: .crossEntropy).deltas
    // The bias of a layer is a nudge of its sums.
    let θ = c.network.parameters
    for (l, start) in [(0, 12), (1, 24), (2, 28)] {
      for j in 0..<deltas[l].rows {
        func nudged(_ b: Double) -> Double {
          var moved = θ
          moved[start + j] = b
          return Self.loss(moved, c, .crossEntropy)
        }
        let slope = FiniteDifference.derivative(of: nudged, at: θ[start + j])
        #expect(abs(slope.value - deltas[l][j, 0]) < 1e-9)
      }
    }
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: C-42, moving the last layer first spoils the delta of the one before`() {
    // A 2–3–1 tanh network, its last layer moved with η = 0.5 before δ¹ is formed.
    let c = Self.random([2, 3, 1], .tanh, .identity, samples: 1, 4)
    let pass = BackwardPass(c.network.forward(c.X), targets: c.Y, loss: .halfSquaredError)
    let moved = Network(
      shape: c.network.shape,
      parameters: GradientDescent(learningRate: 0.5).step(c.network.parameters, gradient: pass.parameters))
    let premature = HiddenDelta.value(
      pass.deltas[1], nextWeights: moved.layer(2).weights, preactivation: c.network.forward(c.X).preactivations[0],
      activation: .tanh)
    let difference = zip(premature.elements, pass.deltas[0].elements).map { $0 - $1 }
    #expect(EuclideanNorm.value(difference) > 0.1 * EuclideanNorm.value(pass.deltas[0].elements))
  }

  @Test(.equation("network-loss-gradient"), arguments: Evidence.seeds)
  func `network-loss-gradient: C-9, one gradient from four methods, and it knows of no step`(_ seed: UInt64) {
    let c = Self.random([2, 3, 2], .sigmoid, .softmax, samples: 3, seed)
    let θ = c.network.parameters
    let gradient = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy).parameters
    func loss(_ θ: [Double]) -> Double { Self.loss(θ, c, .crossEntropy) }
    #expect(GradientCheck.check(DifferentiableFunction(loss), gradient: gradient, at: θ).passes)
    let tape = ReverseMode.gradient(at: θ) { Self.loss($0, c, .crossEntropy) }.gradient
    for k in θ.indices {
      let direction = θ.indices.map { $0 == k ? 1.0 : 0 }
      let dual = ForwardMode.pushforward(direction, at: θ) { [Self.loss($0, c, .crossEntropy)] }.tangent[0]
      #expect(abs(tape[k] - gradient[k]) < 1e-14 && abs(dual - gradient[k]) < 1e-14)
    }
    // A small step against it makes the loss smaller, and η = 0 changes nothing.
    let small = GradientDescent(learningRate: 1e-4).step(θ, gradient: gradient)
    #expect(Self.loss(small, c, .crossEntropy) < Self.loss(θ, c, .crossEntropy))
    #expect(GradientDescent(learningRate: 0).step(θ, gradient: gradient) == θ)
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: C-30, a dead ReLU has no gradient and never moves`() {
    // Its weights are negative and its inputs positive: the sum is negative on every sample.
    let shape = NetworkShape(sizes: [2, 2, 1], hidden: .relu, output: .identity)
    let θ: [Double] = [-1, -2, 1, 1, -0.5, 0, 3, 1, 0]
    let (X, Y) = (
      Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 0.5]), Matrix(rows: 1, columns: 2, elements: [7.0, -1])
    )
    func gradient(_ g: Activation) -> [Double] {
      let network = Network(
        shape: NetworkShape(sizes: shape.sizes, hidden: g, output: .identity), parameters: θ)
      return NetworkLoss.gradient(network, inputs: X, targets: Y, loss: .meanSquaredError).parameters
    }
    let dead = gradient(.relu)
    #expect(dead[0] == 0 && dead[1] == 0 && dead[4] == 0 && dead[6] == 0)
    #expect(dead[2] != 0 && dead[5] != 0)
    #expect(GradientDescent(learningRate: 0.1).step(θ, gradient: dead).prefix(2) == [-1, -2])
    let leaky = gradient(.leakyReLU(slope: 0.01))
    #expect(leaky[0] != 0 && leaky[1] != 0 && leaky[4] != 0)
  }

  @Test(.equation("network-loss-value"))
  func `network-loss-value: C-48, networks with their hidden units exchanged are one function and two minima`() {
    // Half-way between two tanh networks that fit their own target exactly lies one that does not.
    let shape = NetworkShape(sizes: [1, 2, 1], hidden: .tanh, output: .identity)
    let (one, two): ([Double], [Double]) = ([1, -2, 0.5, 1, 2, 1, 0], [-2, 1, 1, 0.5, 1, 2, 0])
    let X = Matrix(rows: 1, columns: 9) { _, j in Double(j) / 2 - 2 }
    let Y = Network(shape: shape, parameters: one)(X)
    func loss(_ θ: [Double]) -> Double {
      NetworkLoss.value(Network(shape: shape, parameters: θ), inputs: X, targets: Y, loss: .meanSquaredError)
    }
    #expect(loss(one) == 0 && loss(two) < 1e-30)
    #expect(loss(zip(one, two).map { ($0 + $1) / 2 }) > 1e-3)
  }

  @Test(.equation("network-loss-value"))
  func `network-loss-value: edge cases`() {
    let shape = NetworkShape(sizes: [1, 1], hidden: [], output: .identity)
    func loss(_ θ: [Double], _ x: [Double], _ y: [Double]) -> Double {
      NetworkLoss.value(
        Network(shape: shape, parameters: θ), inputs: Matrix(rows: 1, columns: x.count, elements: x),
        targets: Matrix(rows: 1, columns: y.count, elements: y), loss: .halfSquaredError)
    }
    #expect(loss([2, 1], [3], [7]) == 0 && loss([2, 1], [3, 0], [7, 3]) == 1)
    #expect(loss([.nan, 1], [3], [7]).isNaN)
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: edge cases`() {
    let c: Case = (
      Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .sigmoid), parameters: [1e4, 0]),
      Matrix(rows: 1, columns: 1, elements: [1]), Matrix(rows: 1, columns: 1, elements: [0])
    )
    let saturated = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .crossEntropy)
    #expect(saturated.parameters == [1, 1] && saturated.inputs.elements == [1e4])
    let stopped = NetworkLoss.gradient(c.network, inputs: c.X, targets: c.Y, loss: .halfSquaredError)
    #expect(stopped.parameters == [0, 0] && stopped.inputs.elements == [0])
  }

  @Test(.equation("network-loss-value"), arguments: [1, 3])
  func `network-loss-value: targets of another width trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = NetworkLoss.value(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: 1, columns: m) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "NetworkLoss.value: the predictions are 1 × 2 but the targets 1 × \(m)")
  }

  @Test(.equation("network-loss-value"), arguments: [0, 2])
  func `network-loss-value: targets of another height trap`(_ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K] in
      _ = NetworkLoss.value(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: K, columns: 2) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "NetworkLoss.value: the predictions are 1 × 2 but the targets \(K) × 2")
  }

  @Test(.equation("network-loss-value"))
  func `network-loss-value: a network without layers traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NetworkLoss.value(
        Network(shape: NetworkShape(sizes: [1], hidden: [], output: .identity), parameters: [Double]()),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: 1, columns: 2) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "NetworkLoss.value: a network without layers has no loss")
  }

  @Test(.equation("network-loss-value"))
  func `network-loss-value: an empty batch traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NetworkLoss.value(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(columns: [], rows: 1), targets: Matrix(columns: [], rows: 1), loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "NetworkLoss.value: the mean of no samples is undefined")
  }

  @Test(.equation("network-loss-gradient"), arguments: [1, 3])
  func `network-loss-gradient: targets of another width trap`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = NetworkLoss.gradient(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: 1, columns: m) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "BackwardPass: the predictions are 1 × 2 but the targets 1 × \(m)")
  }

  @Test(.equation("network-loss-gradient"), arguments: [0, 2])
  func `network-loss-gradient: targets of another height trap`(_ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K] in
      _ = NetworkLoss.gradient(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: K, columns: 2) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "BackwardPass: the predictions are 1 × 2 but the targets \(K) × 2")
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: a network without layers traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NetworkLoss.gradient(
        Network(shape: NetworkShape(sizes: [1], hidden: [], output: .identity), parameters: [Double]()),
        inputs: Matrix(rows: 1, columns: 2) { _, _ in 1 }, targets: Matrix(rows: 1, columns: 2) { _, _ in 1 },
        loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "BackwardPass: a network without layers has no parameters")
  }

  @Test(.equation("network-loss-gradient"))
  func `network-loss-gradient: an empty batch traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NetworkLoss.gradient(
        Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [1.0, 2]),
        inputs: Matrix(columns: [], rows: 1), targets: Matrix(columns: [], rows: 1), loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "BackwardPass: the mean of no samples is undefined")
  }
}
