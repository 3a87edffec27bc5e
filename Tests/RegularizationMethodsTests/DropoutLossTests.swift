import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import RegularizationMethods
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DropoutLossTests {
  @Test(.equation("dropout-loss-value"), arguments: try Evidence.vectors("dropout-loss-value"))
  func `dropout-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-loss-gradient"), arguments: try Evidence.vectors("dropout-loss-gradient"))
  func `dropout-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-loss-gradient"), arguments: Evidence.probes("dropout-loss-gradient"))
  func `dropout-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("dropout-loss-gradient", at: probe) == [])
  }

  /// A network of sizes 3–5–4–2 with a batch and masks.
  struct Case {
    let network: Network<Double>
    let X, Y: Matrix<Double>
    let masks: [Matrix<Double>]

    init(_ seed: UInt64, samples m: Int, dropout: Dropout<Double>, hidden: Activation = .tanh) {
      var generator = Xoshiro256StarStar(seed: seed)
      let shape = NetworkShape(sizes: [3, 5, 4, 2], hidden: hidden, output: .identity)
      network = Network(
        shape: shape,
        parameters: (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) })
      X = Matrix(rows: 3, columns: m) { _, _ in NormalVariate.next(using: &generator) }
      Y = Matrix(rows: 2, columns: m) { _, _ in NormalVariate.next(using: &generator) }
      masks = DropoutLoss.masks(for: shape, sampleCount: m, dropout: dropout, using: &generator)
    }

    func value(_ dropout: Dropout<Double>, masks other: [Matrix<Double>]? = nil) -> Double {
      DropoutLoss.value(
        network, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: other ?? masks)
    }

    func gradient(
      _ dropout: Dropout<Double>, masks other: [Matrix<Double>]? = nil
    ) -> (parameters: [Double], inputs: Matrix<Double>) {
      DropoutLoss.gradient(
        network, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: other ?? masks)
    }
  }

  @Test(.equation("dropout-loss-value"), arguments: Evidence.seeds)
  func `dropout-loss-value: masks of ones without a scale give the network's own loss and gradient`(_ seed: UInt64) {
    let plain = Dropout(dropProbability: 0.4, variant: .plain)
    let one = Case(seed, samples: 3, dropout: plain)
    let ones = one.masks.map { mask in mask.map { _ in 1.0 } }
    #expect(
      one.value(plain, masks: ones)
        == NetworkLoss.value(one.network, inputs: one.X, targets: one.Y, loss: .meanSquaredError))
    let (gradient, expected) = (
      one.gradient(plain, masks: ones),
      NetworkLoss.gradient(one.network, inputs: one.X, targets: one.Y, loss: .meanSquaredError)
    )
    #expect(gradient.parameters == expected.parameters && gradient.inputs == expected.inputs)
  }

  /// A neuron that is dropped might as well have no outgoing weights; the inverted scale is one of those weights.
  @Test(.equation("dropout-loss-gradient"), arguments: Evidence.seeds)
  func `dropout-loss-gradient: one sample's thinned network, by its weights`(_ seed: UInt64) {
    let dropout = Dropout(dropProbability: 0.3, variant: .inverted)
    let one = Case(seed, samples: 1, dropout: dropout)
    let scales = one.masks.map { mask in mask.elements.map { $0 / (1 - 0.3) } }
    func thinned(_ parameters: [Double]) -> [Double] {
      let network = Network(shape: one.network.shape, parameters: parameters)
      return (1...3).flatMap { l in
        let (W, b) = network.layer(l)
        return (l == 1 ? W : Matrix(rows: W.rows, columns: W.columns) { i, j in W[i, j] * scales[l - 2][j] }).elements
          + b
      }
    }
    let network = Network(shape: one.network.shape, parameters: thinned(one.network.parameters))
    let expected = NetworkLoss.gradient(network, inputs: one.X, targets: one.Y, loss: .meanSquaredError)
    let value = NetworkLoss.value(network, inputs: one.X, targets: one.Y, loss: .meanSquaredError)
    #expect(abs(one.value(dropout) - value) < 1e-12 * (1 + value))
    let gradient = one.gradient(dropout)
    // The chain rule through the scaled weights.
    let scaled = thinned(expected.parameters)
    let biases = (1...3).map { l in ParameterCount.network(sizes: Array([3, 5, 4, 2].prefix(l + 1))) }
    #expect(biases[2] == scaled.count)
    let size = 1 + (expected.parameters.map(\.magnitude).max() ?? 0)
    for (ours, theirs) in zip(gradient.parameters, scaled) { #expect(abs(ours - theirs) < 1e-12 * size) }
    for (ours, theirs) in zip(gradient.inputs.elements, expected.inputs.elements) {
      #expect(abs(ours - theirs) < 1e-12 * size)
    }
  }

  @Test(.equation("dropout-loss-gradient"), arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `dropout-loss-gradient: what is left after the gradient falls with the square of the step`(_ seed: UInt64) {
    for variant in Dropout<Double>.Variant.allCases {
      let dropout = Dropout(dropProbability: 0.4, variant: variant)
      let one = Case(seed, samples: 4, dropout: dropout)
      var generator = Xoshiro256StarStar(seed: seed + 50)
      let θ = one.network.parameters
      let direction: [Double] = θ.map { _ in NormalVariate.next(using: &generator) }
      let remainder = TaylorRemainder.slope(
        of: { θ in
          DropoutLoss.value(
            Network(shape: one.network.shape, parameters: θ), inputs: one.X, targets: one.Y, loss: .meanSquaredError,
            dropout: dropout, masks: one.masks)
        }, gradient: one.gradient(dropout).parameters, at: θ, along: direction)
      #expect(abs((remainder ?? 0) - 2) < 0.05)
    }
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: a neuron that is dropped in every sample learns nothing and passes nothing on`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .inverted)
    let one = Case(5, samples: 3, dropout: dropout)
    var masks = one.masks.map { mask in mask.map { _ in 1.0 } }
    for i in 0..<3 { masks[0][1, i] = 0 }
    let gradient = one.gradient(dropout, masks: masks).parameters
    // Neuron 1 of the first layer: its row of W¹, its bias, and its column of W².
    let places = [3, 4, 5] + [15 + 1] + (0..<4).map { 20 + 5 * $0 + 1 }
    for (k, g) in gradient.enumerated() { #expect((g == 0) == places.contains(k), "\(k)") }
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: the mean over all masks of a linear network is the loss of its mean, and its variance`() {
    // One hidden layer without activation, one sample, half the squared error: E[(ŷ − y)²] is that of the mean, and the variance.
    let network = Network(
      shape: NetworkShape(sizes: [2, 3, 1], hidden: .identity, output: .identity),
      parameters: [0.5, -1, 2, 0.25, -0.75, 1, 0.5, 0, -1, 1.5, -0.5, 2, 0.25])
    let (X, Y) = (Matrix(columns: [[1.0, -2]], rows: 2), Matrix(columns: [[0.75]], rows: 1))
    for variant in Dropout<Double>.Variant.allCases {
      let dropout = Dropout(dropProbability: 0.3, variant: variant)
      let mean = DropoutExpectation.value(count: 3, dropProbability: 0.3) { mask in
        DropoutLoss.value(
          network, inputs: X, targets: Y, loss: .halfSquaredError, dropout: dropout,
          masks: [Matrix(columns: [mask], rows: 3)])
      }
      let tested = DropoutLoss.predictions(network, inputs: X, dropout: dropout)[0, 0]
      let a = network.forward(X).activations[1].elements
      let variance = zip([1.5, -0.5, 2], dropout.variance(of: a)).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
      #expect(abs(mean - ((tested - 0.75) * (tested - 0.75) + variance) / 2) < 1e-14)
    }
  }

  @Test(.equation("dropout-loss-value"), arguments: Evidence.seeds)
  func
    `dropout-loss-value: after training the inverted network is the network, the plain one has its activations scaled`(
      _ seed: UInt64
    )
  {
    let one = Case(seed, samples: 3, dropout: Dropout(dropProbability: 0.4, variant: .plain))
    let inverted = Dropout(dropProbability: 0.4, variant: .inverted)
    #expect(DropoutLoss.predictions(one.network, inputs: one.X, dropout: inverted) == one.network(one.X))
    let plain = Dropout(dropProbability: 0.4, variant: .plain)
    let scaled = Network(
      shape: one.network.shape,
      parameters: (1...3).flatMap { l in
        let (W, b) = one.network.layer(l)
        return (l == 1 ? W : W.map { 0.6 * $0 }).elements + b
      })
    for (ours, theirs) in zip(
      DropoutLoss.predictions(one.network, inputs: one.X, dropout: plain).elements, scaled(one.X).elements)
    {
      #expect(abs(ours - theirs) < 1e-13 * (1 + abs(theirs)))
    }
    #expect(DropoutLoss.predictions(one.network, inputs: one.X, dropout: plain) != one.network(one.X))
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: masks have a number of their own for each neuron and sample of the hidden layers`() {
    var (generator, draws) = (Xoshiro256StarStar(seed: 2), Xoshiro256StarStar(seed: 2))
    let dropout = Dropout(dropProbability: 0.5, variant: .plain)
    let shape = NetworkShape(sizes: [3, 5, 4, 2], hidden: .tanh, output: .identity)
    let masks = DropoutLoss.masks(for: shape, sampleCount: 6, dropout: dropout, using: &generator)
    #expect(masks.map(\.rows) == [5, 4] && masks.map(\.columns) == [6, 6])
    #expect(masks.flatMap(\.elements) == dropout.mask(count: 54, using: &draws))
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: edge cases`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .inverted)
    let line = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [2.0, 1])
    let (X, Y) = (Matrix(columns: [[3.0]], rows: 1), Matrix(columns: [[5.0]], rows: 1))
    // No hidden layer, no mask.
    #expect(
      DropoutLoss.value(line, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: []) == 4)
    let nothing = Network(shape: NetworkShape(sizes: [1], hidden: [], output: .softmax), parameters: [Double]())
    #expect(DropoutLoss.predictions(nothing, inputs: X, dropout: dropout) == X)
    // One layer has nothing to drop: 2 · 3 + 1, in either variant.
    let plain = Dropout(dropProbability: 0.5, variant: .plain)
    for variant in [dropout, plain] {
      #expect(DropoutLoss.predictions(line, inputs: X, dropout: variant).elements == [7])
    }
    let one = Case(1, samples: 2, dropout: dropout)
    let none = one.masks.map { mask in mask.map { _ in 0.0 } }
    // Nothing passes: the prediction is the last bias.
    let bias = one.network.layer(3).bias
    let expected = (0..<2).map { i in
      (0..<2).reduce(0) { $0 + (bias[$1] - one.Y[$1, i]) * (bias[$1] - one.Y[$1, i]) } / 2
    }
    #expect(abs(one.value(dropout, masks: none) - (expected[0] + expected[1]) / 2) < 1e-14)
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: edge cases`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .inverted)
    let line = Network(shape: NetworkShape(sizes: [1, 1], hidden: [], output: .identity), parameters: [2.0, 1])
    let (X, Y) = (Matrix(columns: [[3.0]], rows: 1), Matrix(columns: [[5.0]], rows: 1))
    let gradient = DropoutLoss.gradient(
      line, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: [])
    #expect(gradient.parameters == [12, 4] && gradient.inputs.elements == [8])
    let one = Case(1, samples: 2, dropout: dropout)
    let none = one.masks.map { mask in mask.map { _ in 0.0 } }
    let dead = one.gradient(dropout, masks: none)
    // Only the last bias learns.
    #expect(dead.parameters.dropLast(2).allSatisfy { $0 == 0 } && dead.parameters.suffix(2).allSatisfy { $0 != 0 })
    #expect(dead.inputs.elements.allSatisfy { $0 == 0 })
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: a missing mask traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.value(
        Trap.network, inputs: Trap.ones(2, 4),
        targets: Trap.ones(1, 4), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [])
    }
    Evidence.expect(result, says: "DropoutLoss: hidden layers of [3] neurons and 4 samples, but the masks are []")
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: a mask of another height traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.value(
        Trap.network, inputs: Trap.ones(2, 4),
        targets: Trap.ones(1, 4), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(2, 4)])
    }
    Evidence.expect(
      result, says: "DropoutLoss: hidden layers of [3] neurons and 4 samples, but the masks are [\"2 × 4\"]")
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: a mask of another width traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.gradient(
        Trap.network, inputs: Trap.ones(2, 4),
        targets: Trap.ones(1, 4), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(3, 1)])
    }
    Evidence.expect(
      result, says: "DropoutLoss: hidden layers of [3] neurons and 4 samples, but the masks are [\"3 × 1\"]")
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: inputs of another height trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.value(
        Trap.network, inputs: Trap.ones(3, 4),
        targets: Trap.ones(1, 4), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(3, 4)])
    }
    Evidence.expect(result, says: "DropoutLoss.value: sizes [2, 3, 1], but the inputs are 3 × 4 and the targets 1 × 4")
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: targets of another width trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.gradient(
        Trap.network, inputs: Trap.ones(2, 4),
        targets: Trap.ones(1, 3), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(3, 4)])
    }
    Evidence.expect(
      result, says: "DropoutLoss.gradient: sizes [2, 3, 1], but the inputs are 2 × 4 and the targets 1 × 3")
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: targets of another height trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.gradient(
        Trap.network, inputs: Trap.ones(2, 4),
        targets: Trap.ones(2, 4), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(3, 4)])
    }
    Evidence.expect(
      result, says: "DropoutLoss.gradient: sizes [2, 3, 1], but the inputs are 2 × 4 and the targets 2 × 4")
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: no samples trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.value(
        Trap.network, inputs: Trap.ones(2, 0),
        targets: Trap.ones(1, 0), loss: .meanSquaredError, dropout: Trap.dropout,
        masks: [Trap.ones(3, 0)])
    }
    Evidence.expect(result, says: "DropoutLoss.value: the mean of no samples is undefined")
  }

  @Test(.equation("dropout-loss-gradient"))
  func `dropout-loss-gradient: a network without layers traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let nothing = Network(shape: NetworkShape(sizes: [1], hidden: [], output: .softmax), parameters: [Double]())
      _ = DropoutLoss.gradient(
        nothing, inputs: Matrix(rows: 1, columns: 1) { _, _ in 1 }, targets: Matrix(rows: 1, columns: 1) { _, _ in 1 },
        loss: .meanSquaredError, dropout: Dropout(dropProbability: 0.5, variant: .plain), masks: [])
    }
    Evidence.expect(result, says: "DropoutLoss.gradient: a network without layers has no loss")
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: predictions for inputs of another height trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutLoss.predictions(Trap.network, inputs: Trap.ones(1, 4), dropout: Trap.dropout)
    }
    Evidence.expect(result, says: "DropoutLoss.predictions: the network takes 2 inputs, but X is 1 × 4")
  }

  @Test(.equation("dropout-loss-value"))
  func `dropout-loss-value: masks for a negative number of samples trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let dropout = Dropout(dropProbability: 0.5, variant: .plain)
      var generator = Xoshiro256StarStar(seed: 1)
      let shape = NetworkShape(sizes: [2, 3, 1], hidden: .tanh, output: .identity)
      _ = DropoutLoss.masks(for: shape, sampleCount: -1, dropout: dropout, using: &generator)
    }
    Evidence.expect(result, says: "DropoutLoss.masks: there are no -1 samples")
  }
}

/// What sets off the traps: a network of sizes 2, 3 and 1, and matrices of ones.
private enum Trap {
  static let network = Network(
    shape: NetworkShape(sizes: [2, 3, 1], hidden: .tanh, output: .identity),
    parameters: Array(repeating: 0.5, count: 13))
  static let dropout = Dropout(dropProbability: 0.5, variant: .plain)

  static func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in 1 }
  }
}
