import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import RecurrentNetworks
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RNNStepTests {
  @Test(.equation("rnn-step-forward"), arguments: try Evidence.vectors("rnn-step-forward"))
  func `rnn-step-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-step-backward"), arguments: try Evidence.vectors("rnn-step-backward"))
  func `rnn-step-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-step-backward"), arguments: Evidence.probes("rnn-step-backward"))
  func `rnn-step-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("rnn-step-backward", at: probe) == [])
  }

  @Test(.equation("rnn-step-forward"), arguments: Evidence.seeds)
  func `rnn-step-forward: from a state of 0 it is a dense layer with tanh, bit for bit`(_ seed: UInt64) {
    let c = RNNCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let zero = c.initialState.map { _ in 0.0 }
    let step = RNNStep.forward(c.inputs[0], previousState: zero, parameters: c.parameters)
    let layer = DenseLayer.forward(
      c.inputs[0], weights: c.parameters.inputWeights, bias: c.parameters.bias, activation: .tanh)
    #expect(step.state == layer.activation && step.trace.preactivation == layer.preactivation)
  }

  @Test(.equation("rnn-step-forward"), arguments: Evidence.seeds)
  func `rnn-step-forward: every state lies between −1 and 1, however large what drives it`(_ seed: UInt64) {
    let c = RNNCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    for scale in [1.0, 10, 1e6, 1e300] {
      let step = RNNStep.forward(
        c.inputs[0].map { scale * $0 }, previousState: c.initialState, parameters: c.parameters)
      #expect(step.state.elements.allSatisfy { -1 <= $0 && $0 <= 1 })
      if scale == 1 { #expect(step.state.elements.allSatisfy { -1 < $0 && $0 < 1 && $0 != 0 }) }
    }
  }

  @Test(.equation("rnn-step-backward"), arguments: Evidence.seeds)
  func `rnn-step-backward: the gradients of a dense layer that sees the input above the state`(_ seed: UInt64) {
    let c = RNNCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let p = c.parameters
    let step = RNNStep.forward(c.inputs[0], previousState: c.initialState, parameters: p)
    let gradient = RNNStep.backward(c.cotangents[0], trace: step.trace, parameters: p)
    let W = Matrix(rows: 3, columns: 5) { i, k in k < 2 ? p.inputWeights[i, k] : p.stateWeights[i, k - 2] }
    let X = Matrix(rows: 5, columns: 4, elements: c.inputs[0].elements + c.initialState.elements)
    let Z = DenseLayer.forward(X, weights: W, bias: p.bias, activation: .tanh).preactivation
    let layer = DenseLayer.backward(c.cotangents[0], inputs: X, weights: W, preactivation: Z, activation: .tanh)
    for i in 0..<3 {
      for k in 0..<5 {
        let ours = k < 2 ? gradient.parameters.inputWeights[i, k] : gradient.parameters.stateWeights[i, k - 2]
        #expect(abs(ours - layer.weights[i, k]) < 1e-14)
      }
      #expect(abs(gradient.parameters.bias[i] - layer.bias[i]) < 1e-14)
    }
    for (ours, theirs) in zip(gradient.inputs.elements + gradient.previousState.elements, layer.inputs.elements) {
      #expect(abs(ours - theirs) < 1e-14)
    }
  }

  @Test(.equation("rnn-step-forward"))
  func `rnn-step-forward: the parameters' order is W_xh, W_hh, b_h, and there are h(n + h + 1)`() {
    let numbers = (1...18).map(Double.init)
    let p = RNNParameters(inputCount: 2, hiddenCount: 3, parameters: numbers)
    #expect(p.inputWeights == Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6]))
    #expect(p.stateWeights == Matrix(rows: 3, columns: 3, elements: [7, 8, 9, 10, 11, 12, 13, 14, 15]))
    #expect(p.bias == [16, 17, 18])
    #expect(p.parameters == numbers && p.inputCount == 2 && p.hiddenCount == 3)
    #expect(RNNParameters<Double>.count(inputCount: 2, hiddenCount: 3) == 18)
    #expect(RNNParameters<Double>.count(inputCount: 0, hiddenCount: 3) == 12)
  }

  /// A number as a matrix.
  static func one(_ x: Double...) -> Matrix<Double> { Matrix(rows: 1, columns: x.count, elements: x) }

  static func unit(_ W_xh: Double, _ W_hh: Double, _ b: Double) -> RNNParameters<Double> {
    RNNParameters(inputWeights: one(W_xh), stateWeights: one(W_hh), bias: [b])
  }

  @Test(.equation("rnn-step-forward"))
  func `rnn-step-forward: edge cases`() {
    let p = Self.unit(2, 3, 0)
    let spread = RNNStep.forward(Self.one(.nan, 0, .infinity), previousState: Self.one(0, 0, 0), parameters: p)
    #expect(spread.state[0, 0].isNaN && spread.state[0, 1] == 0 && spread.state[0, 2] == 1)
    #expect(RNNStep.forward(Self.one(.infinity), previousState: Self.one(-.infinity), parameters: p).state[0, 0].isNaN)
    #expect(RNNStep.forward(Self.one(10), previousState: Self.one(0), parameters: p).state.elements == [1])
    let none = RNNStep.forward(Self.one(), previousState: Self.one(), parameters: p)
    #expect(none.state.rows == 1 && none.state.columns == 0)
    let alone = RNNParameters(
      inputWeights: Matrix(rows: 1, columns: 0, elements: []), stateWeights: Self.one(3), bias: [0.5])
    let still = RNNStep.forward(
      Matrix(rows: 0, columns: 1, elements: []), previousState: Self.one(0.5), parameters: alone)
    #expect(still.trace.preactivation.elements == [2])
  }

  @Test(.equation("rnn-step-backward"))
  func `rnn-step-backward: edge cases: a saturated unit passes next to nothing on, and not nothing`() {
    let p = Self.unit(2, 3, 0)
    func gradient(_ x: Double, _ C: Double) -> (
      parameters: RNNParameters<Double>, inputs: Matrix<Double>, previousState: Matrix<Double>
    ) {
      let trace = RNNStep.forward(Self.one(x), previousState: Self.one(0.5), parameters: p).trace
      return RNNStep.backward(Self.one(C), trace: trace, parameters: p)
    }
    // tanh rounds to 1 here, and 1 − tanh² to 0: 4 e^(−2 · 21.5) is left.
    let saturated = gradient(10, 1).parameters.bias[0]
    #expect(abs(saturated / 8.46052e-19 - 1) < 1e-4)
    #expect(gradient(.infinity, 1).parameters.bias == [0])
    #expect(gradient(.nan, 1).previousState[0, 0].isNaN && gradient(1, .nan).parameters.bias[0].isNaN)
    let trace = RNNStep.forward(Self.one(), previousState: Self.one(), parameters: p).trace
    let none = RNNStep.backward(Self.one(), trace: trace, parameters: p)
    #expect(none.parameters.parameters == [0, 0, 0] && none.inputs.columns == 0)
  }

  @Test(
    .equation("rnn-step-forward"),
    arguments: [[2, 1, 1, 1], [1, 1, 2, 1], [1, 2, 1, 1], [1, 1, 1, 2], [0, 1, 1, 1]])
  func `rnn-step-forward: an input or a state of another shape traps`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = RNNStep.forward(
        Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1.0 },
        previousState: Matrix(rows: sizes[2], columns: sizes[3]) { _, _ in 1.0 },
        parameters: RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3]))
    }
    Evidence.expect(
      result,
      says: """
        RNNStep.forward: 1 hidden units with 1 inputs got inputs of \(sizes[0]) × \(sizes[1]) \
        and a state of \(sizes[2]) × \(sizes[3])
        """)
  }

  @Test(.equation("rnn-step-backward"), arguments: [[1, 1], [2, 2]])
  func `rnn-step-backward: the parameters of another network trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      let p = RNNParameters(inputCount: 2, hiddenCount: 1, parameters: [1.0, 2, 3, 4])
      let step = RNNStep.forward(
        Matrix(rows: 2, columns: 1) { _, _ in 1 }, previousState: Matrix(rows: 1, columns: 1) { _, _ in 1 },
        parameters: p)
      let (n, h) = (sizes[0], sizes[1])
      let other = RNNParameters(
        inputCount: n, hiddenCount: h, parameters: [Double](repeating: 1, count: h * (n + h + 1)))
      _ = RNNStep.backward(Matrix(rows: 1, columns: 1) { _, _ in 1 }, trace: step.trace, parameters: other)
    }
    Evidence.expect(
      result,
      says: """
        RNNStep.backward: \(sizes[1]) hidden units with \(sizes[0]) inputs got a trace of inputs of 2 × 1 \
        and of a state of 1 × 1
        """)
  }

  @Test(.equation("rnn-step-backward"), arguments: [[2, 1], [1, 2], [0, 1]])
  func `rnn-step-backward: a cotangent of another shape traps`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      let p = RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3])
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      let step = RNNStep.forward(one, previousState: one, parameters: p)
      _ = RNNStep.backward(Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1 }, trace: step.trace, parameters: p)
    }
    Evidence.expect(
      result, says: "RNNStep.backward: the state is 1 × 1 but the cotangent is \(sizes[0]) × \(sizes[1])")
  }

  @Test(.equation("rnn-step-forward"), arguments: [[2, 3, 2, 1, 2], [2, 2, 3, 1, 2], [2, 2, 2, 1, 1]])
  func `rnn-step-forward: weights that do not fit each other trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = RNNParameters(
        inputWeights: Matrix(rows: sizes[2], columns: sizes[3]) { _, _ in 1.0 },
        stateWeights: Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1.0 },
        bias: [Double](repeating: 1, count: sizes[4]))
    }
    Evidence.expect(
      result,
      says: """
        RNNParameters: the state weights are \(sizes[0]) × \(sizes[1]), the input weights \(sizes[2]) × \(sizes[3]) \
        and there are \(sizes[4]) biases
        """)
  }

  @Test(.equation("rnn-step-forward"), arguments: [17, 19])
  func `rnn-step-forward: another number of parameters traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = RNNParameters(inputCount: 2, hiddenCount: 3, parameters: [Double](repeating: 1, count: count))
    }
    Evidence.expect(result, says: "RNNParameters: 2 inputs and 3 hidden units need 18 parameters, not \(count)")
  }

  @Test(.equation("rnn-step-forward"), arguments: [[-1, 1], [1, -1]])
  func `rnn-step-forward: a negative number of inputs or of hidden units traps`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = RNNParameters<Double>.count(inputCount: sizes[0], hiddenCount: sizes[1])
    }
    Evidence.expect(
      result, says: "RNNParameters: no network has \(sizes[0]) inputs and \(sizes[1]) hidden units")
  }
}
