import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import RecurrentNetworks
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LSTMSequenceTests {
  @Test(.equation("lstm-sequence-forward"), arguments: try Evidence.vectors("lstm-sequence-forward"))
  func `lstm-sequence-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("lstm-sequence-backward"), arguments: try Evidence.vectors("lstm-sequence-backward"))
  func `lstm-sequence-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.probes("lstm-sequence-backward"))
  func `lstm-sequence-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("lstm-sequence-backward", at: probe) == [])
  }

  @Test(.equation("lstm-sequence-forward"), arguments: Evidence.seeds)
  func `lstm-sequence-forward: at each time the four equations, unit by unit and sample by sample`(_ seed: UInt64) {
    let c = LSTMCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let (p, pass) = (c.parameters, c.pass)
    #expect(pass.states.count == 5 && pass.traces.count == 5)
    func σ(_ z: Double) -> Double { 1 / (1 + .exponential(-z)) }
    for j in 0..<4 {
      var (h, cell) = (c.initialState.column(j), c.initialCell.column(j))
      for t in 0..<5 {
        let xh = c.inputs[t].column(j) + h
        func sum(_ W: Matrix<Double>, _ b: [Double], _ i: Int) -> Double {
          zip(W.row(i), xh).reduce(b[i]) { $0 + $1.0 * $1.1 }
        }
        for i in 0..<3 {
          let taken = σ(sum(p.inputGateWeights, p.inputGateBias, i))
          let kept = σ(sum(p.forgetGateWeights, p.forgetGateBias, i))
          let shown = σ(sum(p.outputGateWeights, p.outputGateBias, i))
          let candidate = 2 * σ(2 * sum(p.candidateWeights, p.candidateBias, i)) - 1
          cell[i] = kept * cell[i] + taken * candidate
          h[i] = shown * (2 * σ(2 * cell[i]) - 1)
        }
        for i in 0..<3 {
          #expect(abs(pass.states[t][i, j] - h[i]) < 1e-14 && abs(pass.traces[t].cell[i, j] - cell[i]) < 1e-14)
        }
      }
    }
    #expect(pass.finalState == pass.states[4] && pass.finalCell == pass.traces[4].cell)
  }

  @Test(.equation("lstm-sequence-forward"), arguments: Evidence.seeds)
  func `lstm-sequence-forward: a state knows every input up to its time and none after it`(_ seed: UInt64) {
    let c = LSTMCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let states = c.pass.states
    for s in 0..<5 {
      var inputs = c.inputs
      inputs[s][1, 2] += 0.5
      let moved = LSTMSequence.forward(
        inputs, initialState: c.initialState, initialCell: c.initialCell, parameters: c.parameters)
      for t in 0..<5 {
        #expect((moved.states[t].column(2) != states[t].column(2)) == (t >= s))
        for j in [0, 1, 3] { #expect(moved.states[t].column(j) == states[t].column(j)) }
      }
    }
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.seeds)
  func `lstm-sequence-backward: a state has no derivative by later inputs, and one by every other`(_ seed: UInt64) {
    let c = LSTMCase(steps: 4, inputs: 2, units: 3, samples: 1, seed: seed)
    let zero = c.cellCotangent.map { _ in 0.0 }
    for t in 0..<4 {
      let cotangents = c.cotangents.enumerated().map { s, C in s == t ? C : zero }
      let gradient = LSTMSequence.backward(cotangents, finalCell: zero, of: c.pass)
      for s in 0..<4 { #expect(gradient.inputs[s].elements.allSatisfy { ($0 != 0) == (s <= t) }) }
      #expect((gradient.initialState.elements + gradient.initialCell.elements).allSatisfy { $0 != 0 })
    }
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.seeds)
  func `lstm-sequence-backward: the tape's gradient of the unrolled graph, element by element`(_ seed: UInt64) {
    for (T, n, h, m) in [(5, 2, 3, 4), (3, 3, 2, 1), (1, 2, 3, 2)] {
      let c = LSTMCase(steps: T, inputs: n, units: h, samples: m, seed: seed)
      let tape = ReverseMode.gradient(at: c.point) { x in c.loss(x) }.gradient
      let gradient = c.gradient
      #expect(gradient.count == tape.count)
      for (k, (ours, theirs)) in zip(gradient, tape).enumerated() {
        #expect(abs(ours - theirs) < 1e-14 * (1 + abs(theirs)), "element \(k)")
      }
    }
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.seeds)
  func `lstm-sequence-backward: the remainder of an unrolled sequence shrinks with the square of the step`(
    _ seed: UInt64
  ) {
    let c = LSTMCase(steps: 5, inputs: 2, units: 3, samples: 2, seed: seed)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let v: [Double] = c.point.map { _ in NormalVariate.next(using: &generator) }
    func slope(_ gradient: [Double]) -> Double? {
      TaylorRemainder.slope(of: { (x: [Double]) -> Double in c.loss(x) }, gradient: gradient, at: c.point, along: v)
    }
    #expect(slope(c.gradient).map { abs($0 - 2) < 0.05 } == true)
    if seed == 1 { #expect(slope(c.gradient.map { 1.001 * $0 }).map { $0 < 1.5 } == true) }
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.seeds)
  func `lstm-sequence-backward: a sequence in two parts, the second from what the first left`(_ seed: UInt64) {
    let c = LSTMCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let whole = c.pass
    let first = LSTMSequence.forward(
      Array(c.inputs[..<2]), initialState: c.initialState, initialCell: c.initialCell, parameters: c.parameters)
    let second = LSTMSequence.forward(
      Array(c.inputs[2...]), initialState: first.finalState, initialCell: first.finalCell, parameters: c.parameters)
    #expect(first.states + second.states == whole.states && second.finalCell == whole.finalCell)

    let later = LSTMSequence.backward(Array(c.cotangents[2...]), finalCell: c.cellCotangent, of: second)
    let C = c.cotangents[1]
    let handed = Matrix(rows: 3, columns: 4) { i, j in C[i, j] + later.initialState[i, j] }
    let earlier = LSTMSequence.backward([c.cotangents[0], handed], finalCell: later.initialCell, of: first)
    let gradient = LSTMSequence.backward(c.cotangents, finalCell: c.cellCotangent, of: whole)
    #expect(earlier.inputs + later.inputs == gradient.inputs)
    #expect(earlier.initialState == gradient.initialState && earlier.initialCell == gradient.initialCell)
    for (k, g) in gradient.parameters.parameters.enumerated() {
      #expect(abs(g - earlier.parameters.parameters[k] - later.parameters.parameters[k]) < 1e-14)
    }
  }

  @Test(.equation("lstm-sequence-forward"), arguments: Evidence.seeds)
  func `lstm-sequence-forward: each sample by itself, states within (−1, 1), cells within |c_0| + t`(_ seed: UInt64) {
    let c = LSTMCase(steps: 4, inputs: 2, units: 3, samples: 5, seed: seed)
    let pass = c.pass
    for j in 0..<5 {
      let single = LSTMSequence.forward(
        c.inputs.map { $0.columns(at: [j]) }, initialState: c.initialState.columns(at: [j]),
        initialCell: c.initialCell.columns(at: [j]), parameters: c.parameters)
      #expect(single.states == pass.states.map { $0.columns(at: [j]) })
    }
    #expect(pass.states.allSatisfy { $0.elements.allSatisfy { abs($0) < 1 } })
    for (t, trace) in pass.traces.enumerated() {
      for (cell, start) in zip(trace.cell.elements, c.initialCell.elements) {
        #expect(abs(cell) <= abs(start) + Double(t + 1))
      }
    }
  }

  @Test(.equation("lstm-sequence-backward"), arguments: Evidence.seeds)
  func
    `lstm-sequence-backward: RNN-4, with f = 1 the cell passes its cotangent through 60 steps, where an RNN's vanishes`(
      _ seed: UInt64
    )
  {
    // Input gates shut as well, so that the cell's path is the only one from c_60 to c_0.
    let c = LSTMCase(steps: 60, inputs: 2, units: 3, samples: 1, seed: seed)
    let p = c.parameters.biased(input: -800, forget: 60)
    let pass = LSTMSequence.forward(c.inputs, initialState: c.initialState, initialCell: c.initialCell, parameters: p)
    let zero = c.cellCotangent.map { _ in 0.0 }
    let gradient = LSTMSequence.backward(
      [Matrix<Double>](repeating: zero, count: 60), finalCell: c.cellCotangent, of: pass)
    #expect(pass.finalCell == c.initialCell && gradient.initialCell == c.cellCotangent)

    let r = RNNCase(steps: 60, inputs: 2, units: 3, samples: 1, seed: seed)
    let norm = EuclideanNorm.value(r.parameters.stateWeights.elements)
    let damped = RNNParameters(
      inputWeights: r.parameters.inputWeights, stateWeights: r.parameters.stateWeights.map { 0.9 / norm * $0 },
      bias: r.parameters.bias)
    let states = RNNSequence.forward(r.inputs, initialState: r.initialState, parameters: damped)
    let cotangents = r.cotangents.enumerated().map { t, C in t == 59 ? C : zero }
    let h̄_0 = RNNSequence.backward(cotangents, of: states).initialState
    let ratio = EuclideanNorm.value(h̄_0.elements) / EuclideanNorm.value(r.cotangents[59].elements)
    // 0.9⁶⁰ = 0.0018, which the slopes of tanh make smaller.
    #expect(ratio > 0 && ratio < 0.0018)
  }

  @Test(.equation("lstm-sequence-forward"))
  func `lstm-sequence-forward: a cell grows linearly where every gate is open`() {
    let p = LSTMStepTests.unit((0, 0, 50), (0, 0, 50), (0, 0, 50), (0, 0, 50))
    let x = [Matrix<Double>](repeating: LSTMStepTests.one(1), count: 100)
    let pass = LSTMSequence.forward(
      x, initialState: LSTMStepTests.one(0), initialCell: LSTMStepTests.one(0), parameters: p)
    #expect(pass.traces.map { $0.cell[0, 0] } == (1...100).map(Double.init))
    #expect(pass.finalState.elements == [1])
  }

  @Test(.equation("lstm-sequence-forward"))
  func `lstm-sequence-forward: edge cases: no steps, no samples, NaN from its time on`() {
    let p = LSTMStepTests.unit((1, 1, 0), (1, 1, 0), (1, 1, 0), (1, 1, 0))
    let (h_0, c_0) = (LSTMStepTests.one(0.25), LSTMStepTests.one(3))
    let none = LSTMSequence.forward([], initialState: h_0, initialCell: c_0, parameters: p)
    #expect(none.states.isEmpty && none.finalState == h_0 && none.finalCell == c_0)
    let empty = LSTMStepTests.one()
    let nobody = LSTMSequence.forward([empty, empty], initialState: empty, initialCell: empty, parameters: p)
    #expect(nobody.states.count == 2 && nobody.finalCell.columns == 0 && nobody.finalCell.rows == 1)
    let x = [0.0, .nan, 0].map { LSTMStepTests.one($0) }
    let broken = LSTMSequence.forward(x, initialState: h_0, initialCell: c_0, parameters: p).states
    #expect(broken.map { $0[0, 0].isNaN } == [false, true, true])
  }

  @Test(.equation("lstm-sequence-backward"))
  func `lstm-sequence-backward: edge cases: no steps pass the cell's cotangent on, one step has the step's gradients`()
  {
    let c = LSTMCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: 9)
    let still = LSTMSequence.forward(
      [], initialState: c.initialState, initialCell: c.initialCell, parameters: c.parameters)
    let none = LSTMSequence.backward([], finalCell: c.cellCotangent, of: still)
    #expect(none.inputs.isEmpty && none.initialState == c.initialState.map { _ in 0 })
    #expect(none.initialCell == c.cellCotangent && none.parameters.inputCount == 2)
    #expect(none.parameters.parameters == [Double](repeating: 0, count: 72))
    let one = LSTMSequence.backward(c.cotangents, finalCell: c.cellCotangent, of: c.pass)
    let step = LSTMStep.backward(
      state: c.cotangents[0], cell: c.cellCotangent, trace: c.pass.traces[0], parameters: c.parameters)
    #expect(one.parameters == step.parameters && one.inputs == [step.inputs])
    #expect(one.initialState == step.previousState && one.initialCell == step.previousCell)
  }

  @Test(.equation("lstm-sequence-forward"), arguments: [[2, 1, 2, 1], [1, 1, 2, 1], [1, 1, 1, 2]])
  func `lstm-sequence-forward: an initial state or cell of another shape traps, without steps too`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      _ = LSTMSequence.forward(
        [], initialState: Matrix(rows: s[0], columns: s[1]) { _, _ in 1.0 },
        initialCell: Matrix(rows: s[2], columns: s[3]) { _, _ in 1.0 },
        parameters: LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12)))
    }
    Evidence.expect(
      result,
      says: """
        LSTMSequence.forward: the initial state is \(s[0]) × \(s[1]) and the initial cell \(s[2]) × \(s[3]) \
        for 1 hidden units
        """)
  }

  @Test(.equation("lstm-sequence-forward"))
  func `lstm-sequence-forward: a later input of another shape traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      _ = LSTMSequence.forward(
        [one, Matrix(rows: 2, columns: 1) { _, _ in 1.0 }], initialState: one, initialCell: one,
        parameters: LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12)))
    }
    Evidence.expect(
      result,
      says: """
        LSTMStep.forward: 1 hidden units with 1 inputs got inputs of 2 × 1, a state of 1 × 1 and a cell of 1 × 1
        """)
  }

  @Test(.equation("lstm-sequence-backward"), arguments: [1, 3])
  func `lstm-sequence-backward: another number of cotangents traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      let pass = LSTMSequence.forward(
        [one, one], initialState: one, initialCell: one,
        parameters: LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12)))
      _ = LSTMSequence.backward(Array(repeating: one, count: count), finalCell: one, of: pass)
    }
    Evidence.expect(result, says: "LSTMSequence.backward: there are 2 states but \(count) cotangents")
  }

  @Test(.equation("lstm-sequence-backward"), arguments: [[2, 1, 1, 1], [1, 2, 1, 1], [1, 1, 2, 1], [1, 1, 1, 2]])
  func `lstm-sequence-backward: a cotangent of another shape traps`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      func ones(_ rows: Int, _ columns: Int) -> Matrix<Double> { Matrix(rows: rows, columns: columns) { _, _ in 1 } }
      let pass = LSTMSequence.forward(
        [ones(1, 1), ones(1, 1)], initialState: ones(1, 1), initialCell: ones(1, 1),
        parameters: LSTMParameters(inputCount: 1, hiddenCount: 1, parameters: [Double](repeating: 1, count: 12)))
      _ = LSTMSequence.backward([ones(1, 1), ones(s[0], s[1])], finalCell: ones(s[2], s[3]), of: pass)
    }
    Evidence.expect(
      result,
      says: s[0] * s[1] == 2
        ? "LSTMSequence.backward: state 2 is 1 × 1 but its cotangent \(s[0]) × \(s[1])"
        : "LSTMSequence.backward: the cell is 1 × 1 but its cotangent \(s[2]) × \(s[3])")
  }
}
