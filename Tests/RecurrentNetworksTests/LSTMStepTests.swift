import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import RecurrentNetworks
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LSTMStepTests {
  @Test(.equation("lstm-step-forward"), arguments: try Evidence.vectors("lstm-step-forward"))
  func `lstm-step-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("lstm-step-backward"), arguments: try Evidence.vectors("lstm-step-backward"))
  func `lstm-step-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("lstm-step-backward"), arguments: Evidence.probes("lstm-step-backward"))
  func `lstm-step-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("lstm-step-backward", at: probe) == [])
  }

  typealias Step = (state: Matrix<Double>, cell: Matrix<Double>, trace: LSTMTrace<Double>)

  /// The first step of a case, with other parameters if given.
  static func step(_ c: LSTMCase, _ parameters: LSTMParameters<Double>? = nil) -> Step {
    LSTMStep.forward(
      c.inputs[0], previousState: c.initialState, previousCell: c.initialCell, parameters: parameters ?? c.parameters)
  }

  @Test(.equation("lstm-step-forward"), arguments: Evidence.seeds)
  func `lstm-step-forward: LSTM-1 and LSTM-2, gates in (0, 1) and a candidate in (−1, 1), by the sums written out`(
    _ seed: UInt64
  ) {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let (p, trace) = (c.parameters, Self.step(c).trace)
    for (W, b, gate, curve) in [
      (p.inputGateWeights, p.inputGateBias, trace.inputGate, Activation.sigmoid),
      (p.forgetGateWeights, p.forgetGateBias, trace.forgetGate, .sigmoid),
      (p.outputGateWeights, p.outputGateBias, trace.outputGate, .sigmoid),
      (p.candidateWeights, p.candidateBias, trace.candidate, .tanh),
    ] {
      for i in 0..<3 {
        for j in 0..<4 {
          var a = b[i]
          for k in 0..<2 { a += W[i, k] * c.inputs[0][k, j] }
          for k in 0..<3 { a += W[i, 2 + k] * c.initialState[k, j] }
          let e: Double = .exponential(-a)
          let expected = curve == .sigmoid ? 1 / (1 + e) : (1 - e * e) / (1 + e * e)
          #expect(abs(gate[i, j] - expected) < 1e-14)
          #expect(gate[i, j] < 1 && gate[i, j] > (curve == .sigmoid ? 0 : -1))
        }
      }
    }
  }

  @Test(.equation("lstm-step-forward"), arguments: Evidence.seeds)
  func `lstm-step-forward: LSTM-3 and LSTM-4, cell and state of the gates, and their bounds`(_ seed: UInt64) {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let (h, cell, trace) = Self.step(c)
    for k in 0..<12 {
      let (i, f) = (trace.inputGate.elements[k], trace.forgetGate.elements[k])
      let (o, g) = (trace.outputGate.elements[k], trace.candidate.elements[k])
      let before = c.initialCell.elements[k]
      let (after, shown) = (cell.elements[k], h.elements[k])
      let expected: Double = f * before + i * g
      #expect(abs(after - expected) < 1e-15)
      let e: Double = .exponential(-2 * after)
      let tanh: Double = (1 - e) / (1 + e)
      #expect(abs(shown - o * tanh) < 1e-15)
      #expect(abs(after) <= abs(before) + 1 && abs(shown) < 1)
      #expect(after * shown > 0)
    }
    #expect(trace.cell == cell && trace.previousCell == c.initialCell && trace.previousState == c.initialState)
  }

  @Test(.equation("lstm-step-forward"), arguments: Evidence.seeds)
  func `lstm-step-forward: with f = 1 and i = 0 the cell is copied exactly, with f = 0 it is forgotten`(_ seed: UInt64)
  {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let copied = Self.step(c, c.parameters.biased(input: -800, forget: 60))
    #expect(copied.cell == c.initialCell)
    let forgotten = Self.step(c, c.parameters.biased(forget: -800))
    let trace = forgotten.trace
    #expect(forgotten.cell.elements == HadamardProduct.value(trace.inputGate.elements, trace.candidate.elements))
    let hidden = Self.step(c, c.parameters.biased(output: -800))
    #expect(hidden.state.elements.allSatisfy { $0 == 0 } && hidden.cell == Self.step(c).cell)
  }

  @Test(.equation("lstm-step-backward"), arguments: Evidence.seeds)
  func `lstm-step-backward: ∂c_t/∂c_{t−1} is the forget gate`(_ seed: UInt64) {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let trace = Self.step(c).trace
    let zero = c.initialCell.map { _ in 0.0 }
    let gradient = LSTMStep.backward(state: zero, cell: c.cellCotangent, trace: trace, parameters: c.parameters)
    #expect(
      gradient.previousCell.elements == HadamardProduct.value(c.cellCotangent.elements, trace.forgetGate.elements))
    // A cotangent of the cell alone has no way through the output gate.
    #expect(gradient.parameters.outputGateWeights.elements.allSatisfy { $0 == 0 })
    #expect(gradient.parameters.outputGateBias == [0, 0, 0])
    let open = c.parameters.biased(forget: 60)
    let passed = LSTMStep.backward(
      state: zero, cell: c.cellCotangent, trace: Self.step(c, open).trace, parameters: open)
    #expect(passed.previousCell == c.cellCotangent)
  }

  @Test(.equation("lstm-step-backward"), arguments: Evidence.seeds)
  func `lstm-step-backward: the gradients of both cotangents add up to those of the pair`(_ seed: UInt64) {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: seed)
    let (trace, zero) = (Self.step(c).trace, c.initialCell.map { _ in 0.0 })
    func gradient(_ h̄: Matrix<Double>, _ c̄: Matrix<Double>) -> [Double] {
      let g = LSTMStep.backward(state: h̄, cell: c̄, trace: trace, parameters: c.parameters)
      return g.parameters.parameters + g.inputs.elements + g.previousState.elements + g.previousCell.elements
    }
    let (both, ofState) = (gradient(c.cotangents[0], c.cellCotangent), gradient(c.cotangents[0], zero))
    let ofCell = gradient(zero, c.cellCotangent)
    for k in both.indices { #expect(abs(both[k] - ofState[k] - ofCell[k]) < 1e-14) }
    #expect(ofState != both && ofCell != both)
  }

  @Test(.equation("lstm-step-forward"))
  func `lstm-step-forward: the parameters' order is i, f, o, g, and there are 4 h (n + h + 1)`() {
    let numbers = (1...32).map(Double.init)
    let p = LSTMParameters(inputCount: 1, hiddenCount: 2, parameters: numbers)
    func weights(from first: Double) -> Matrix<Double> {
      Matrix(rows: 2, columns: 3, elements: (0..<6).map { first + Double($0) })
    }
    #expect(p.inputGateWeights == weights(from: 1) && p.inputGateBias == [7, 8])
    #expect(p.forgetGateWeights == weights(from: 9) && p.forgetGateBias == [15, 16])
    #expect(p.outputGateWeights == weights(from: 17) && p.outputGateBias == [23, 24])
    #expect(p.candidateWeights == weights(from: 25) && p.candidateBias == [31, 32])
    #expect(p.parameters == numbers && p.inputCount == 1 && p.hiddenCount == 2)
    #expect(LSTMParameters<Double>.count(inputCount: 3, hiddenCount: 5) == 180)
    #expect(LSTMParameters<Double>.count(inputCount: 0, hiddenCount: 2) == 24)
  }

  static func one(_ x: Double...) -> Matrix<Double> { Matrix(rows: 1, columns: x.count, elements: x) }

  /// One unit with one input; each gate has the weights of input and state, and its bias.
  static func unit(
    _ i: (Double, Double, Double), _ f: (Double, Double, Double), _ o: (Double, Double, Double),
    _ g: (Double, Double, Double)
  ) -> LSTMParameters<Double> {
    LSTMParameters(
      inputCount: 1, hiddenCount: 1, parameters: [i, f, o, g].flatMap { [$0.0, $0.1, $0.2] })
  }

  @Test(.equation("lstm-step-forward"))
  func `lstm-step-forward: edge cases`() {
    let p = Self.unit((1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0))
    func step(_ x: Double, _ c: Double) -> Step {
      LSTMStep.forward(Self.one(x), previousState: Self.one(0), previousCell: Self.one(c), parameters: p)
    }
    #expect(step(.nan, 0).state[0, 0].isNaN && step(0, .nan).cell[0, 0].isNaN)
    // Gates of 1 and a candidate of 1: the cell grows by exactly 1, the state is at its bound.
    let open = step(.infinity, 41)
    #expect(open.cell.elements == [42] && open.state.elements == [1])
    // Gates of 0: nothing is left; 0 · ∞ is NaN.
    #expect(step(-.infinity, 41).cell.elements == [0] && step(-.infinity, 41).state.elements == [0])
    #expect(step(-.infinity, .infinity).cell[0, 0].isNaN && step(0, .infinity).state.elements == [0.5])
    let none = LSTMStep.forward(Self.one(), previousState: Self.one(), previousCell: Self.one(), parameters: p)
    #expect(none.state.columns == 0 && none.cell.rows == 1)
    let spread = LSTMStep.forward(
      Self.one(.nan, 1), previousState: Self.one(0, 0), previousCell: Self.one(0, 0), parameters: p)
    #expect(spread.state[0, 0].isNaN && spread.state[0, 1] > 0)
  }

  @Test(.equation("lstm-step-backward"))
  func `lstm-step-backward: edge cases: saturated gates keep their tiny slopes`() {
    // σ(40) rounds to 1, so σ (1 − σ) is 0; its slope is e⁻⁴⁰ = 4.2484e-18. Every other factor is known.
    let p = Self.unit((0, 0, 40), (0, 0, 40), (0, 0, 40), (0, 0, 24))
    let step = LSTMStep.forward(Self.one(1), previousState: Self.one(1), previousCell: Self.one(0.5), parameters: p)
    let gradient = LSTMStep.backward(
      state: Self.one(0), cell: Self.one(2), trace: step.trace, parameters: p)
    #expect(abs(gradient.parameters.inputGateBias[0] / 8.49670851e-18 - 1) < 1e-7)
    #expect(abs(gradient.parameters.forgetGateBias[0] / 4.24835426e-18 - 1) < 1e-7)
    #expect(gradient.parameters.candidateBias[0] > 0 && gradient.parameters.candidateBias[0] < 1e-19)
    #expect(gradient.previousCell.elements == [2] && gradient.previousState.elements == [0])
    let nan = LSTMStep.backward(state: Self.one(.nan), cell: Self.one(0), trace: step.trace, parameters: p)
    #expect(nan.parameters.parameters.allSatisfy { $0.isNaN } && nan.previousCell[0, 0].isNaN)
    let empty = LSTMStep.forward(Self.one(), previousState: Self.one(), previousCell: Self.one(), parameters: p)
    let none = LSTMStep.backward(state: Self.one(), cell: Self.one(), trace: empty.trace, parameters: p)
    #expect(none.parameters.parameters == [Double](repeating: 0, count: 12) && none.inputs.columns == 0)
  }

  @Test(
    .equation("lstm-step-forward"),
    arguments: [
      [2, 1, 1, 1, 1, 1], [1, 1, 2, 1, 1, 1], [1, 1, 1, 1, 2, 1], [1, 2, 1, 1, 1, 1], [1, 1, 1, 2, 1, 1],
      [1, 1, 1, 1, 1, 2],
    ])
  func `lstm-step-forward: an input, a state or a cell of another shape traps`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> { Matrix(rows: rows, columns: columns) { _, _ in 1 } }
      _ = LSTMStep.forward(
        ones(s[0], s[1]), previousState: ones(s[2], s[3]), previousCell: ones(s[4], s[5]),
        parameters: LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12)))
    }
    Evidence.expect(
      result,
      says: """
        LSTMStep.forward: 1 hidden units with 1 inputs got inputs of \(s[0]) × \(s[1]), a state of \(s[2]) × \(s[3]) \
        and a cell of \(s[4]) × \(s[5])
        """)
  }

  @Test(.equation("lstm-step-backward"), arguments: [[1, 1], [2, 2]])
  func `lstm-step-backward: the parameters of another network trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      func ones(_ rows: Int) -> Matrix<Double> { Matrix(rows: rows, columns: 1) { _, _ in 1 } }
      func parameters(_ n: Int, _ h: Int) -> LSTMParameters<Double> {
        LSTMParameters(
          inputCount: n, hiddenCount: h,
          parameters: [Double](repeating: 1, count: LSTMParameters<Double>.count(inputCount: n, hiddenCount: h)))
      }
      let step = LSTMStep.forward(
        ones(2), previousState: ones(1), previousCell: ones(1), parameters: parameters(2, 1))
      _ = LSTMStep.backward(
        state: ones(1), cell: ones(1), trace: step.trace, parameters: parameters(sizes[0], sizes[1]))
    }
    Evidence.expect(
      result,
      says: """
        LSTMStep.backward: \(sizes[1]) hidden units with \(sizes[0]) inputs got a trace of inputs of 2 × 1 \
        and of a state of 1 × 1
        """)
  }

  @Test(.equation("lstm-step-backward"), arguments: [[2, 1, 1, 1], [1, 2, 1, 1], [1, 1, 2, 1], [1, 1, 1, 2]])
  func `lstm-step-backward: a cotangent of another shape traps`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> { Matrix(rows: rows, columns: columns) { _, _ in 1 } }
      let p = LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12))
      let step = LSTMStep.forward(
        ones(1, 1), previousState: ones(1, 1), previousCell: ones(1, 1), parameters: p)
      _ = LSTMStep.backward(state: ones(s[0], s[1]), cell: ones(s[2], s[3]), trace: step.trace, parameters: p)
    }
    Evidence.expect(
      result,
      says: """
        LSTMStep.backward: the state is 1 × 1 but the cotangents are \(s[0]) × \(s[1]) and \(s[2]) × \(s[3])
        """)
  }

  @Test(
    .equation("lstm-step-forward"),
    arguments: [[1, 1, 3], [1, 2, 4], [2, 1, 3], [2, 2, 4], [3, 1, 3], [3, 2, 4]])
  func `lstm-step-forward: weights of another shape than the input gate's trap`(_ odd: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [odd] in
      let W = (0..<4).map { k in
        Matrix(rows: k == odd[0] ? odd[1] : 2, columns: k == odd[0] ? odd[2] : 3) { _, _ in 1.0 }
      }
      _ = LSTMParameters(
        inputGateWeights: W[0], inputGateBias: [1, 1], forgetGateWeights: W[1], forgetGateBias: [1, 1],
        outputGateWeights: W[2], outputGateBias: [1, 1], candidateWeights: W[3], candidateBias: [1, 1])
    }
    Evidence.expect(
      result, says: "LSTMParameters: the input gate's weights are 2 × 3 but others \(odd[1]) × \(odd[2])")
  }

  @Test(.equation("lstm-step-forward"), arguments: [0, 1, 2, 3])
  func `lstm-step-forward: another number of biases than units traps`(_ place: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [place] in
      let W = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      let b = (0..<4).map { k in [Double](repeating: 1, count: k == place ? 3 : 2) }
      _ = LSTMParameters(
        inputGateWeights: W, inputGateBias: b[0], forgetGateWeights: W, forgetGateBias: b[1],
        outputGateWeights: W, outputGateBias: b[2], candidateWeights: W, candidateBias: b[3])
    }
    Evidence.expect(result, says: "LSTMParameters: 2 hidden units need 2 biases, not 3")
  }

  @Test(.equation("lstm-step-forward"))
  func `lstm-step-forward: weights that do not reach the state trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let W = Matrix(rows: 2, columns: 1) { _, _ in 1.0 }
      _ = LSTMParameters(
        inputGateWeights: W, inputGateBias: [1, 1], forgetGateWeights: W, forgetGateBias: [1, 1],
        outputGateWeights: W, outputGateBias: [1, 1], candidateWeights: W, candidateBias: [1, 1])
    }
    Evidence.expect(
      result, says: "LSTMParameters: the weights of 2 hidden units on inputs and state cannot be 2 × 1")
  }

  @Test(.equation("lstm-step-forward"), arguments: [31, 33])
  func `lstm-step-forward: another number of parameters traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = LSTMParameters(inputCount: 1, hiddenCount: 2, parameters: [Double](repeating: 1, count: count))
    }
    Evidence.expect(result, says: "LSTMParameters: 1 inputs and 2 hidden units need 32 parameters, not \(count)")
  }

  @Test(.equation("lstm-step-forward"), arguments: [[-1, 1], [1, -1]])
  func `lstm-step-forward: a negative number of inputs or of hidden units traps`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = LSTMParameters<Double>.count(inputCount: sizes[0], hiddenCount: sizes[1])
    }
    Evidence.expect(
      result, says: "LSTMParameters: no network has \(sizes[0]) inputs and \(sizes[1]) hidden units")
  }
}
