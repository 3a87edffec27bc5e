import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import RecurrentNetworks
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RNNSequenceTests {
  @Test(.equation("rnn-sequence-forward"), arguments: try Evidence.vectors("rnn-sequence-forward"))
  func `rnn-sequence-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-sequence-backward"), arguments: try Evidence.vectors("rnn-sequence-backward"))
  func `rnn-sequence-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.probes("rnn-sequence-backward"))
  func `rnn-sequence-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("rnn-sequence-backward", at: probe) == [])
  }

  @Test(.equation("rnn-sequence-forward"), arguments: Evidence.seeds)
  func `rnn-sequence-forward: at each time the sums of the equation, unit by unit and sample by sample`(_ seed: UInt64)
  {
    let c = RNNCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let (p, states) = (c.parameters, c.pass.states)
    #expect(states.count == 5)
    for j in 0..<4 {
      var h = c.initialState.column(j)
      for t in 0..<5 {
        var next: [Double] = []
        for i in 0..<3 {
          var z = p.bias[i]
          for k in 0..<2 { z += p.inputWeights[i, k] * c.inputs[t][k, j] }
          for k in 0..<3 { z += p.stateWeights[i, k] * h[k] }
          let e: Double = .exponential(-2 * z)
          next.append((1 - e) / (1 + e))
        }
        h = next
        for i in 0..<3 { #expect(abs(states[t][i, j] - h[i]) < 1e-14, "t = \(t)") }
      }
    }
  }

  @Test(.equation("rnn-sequence-forward"), arguments: Evidence.seeds)
  func `rnn-sequence-forward: a state knows every input up to its time and none after it`(_ seed: UInt64) {
    let c = RNNCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let states = c.pass.states
    for s in 0..<5 {
      var inputs = c.inputs
      inputs[s][1, 2] += 0.5
      let moved = RNNSequence.forward(inputs, initialState: c.initialState, parameters: c.parameters).states
      for t in 0..<5 {
        #expect((moved[t].column(2) != states[t].column(2)) == (t >= s))
        for j in [0, 1, 3] { #expect(moved[t].column(j) == states[t].column(j)) }
      }
    }
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.seeds)
  func `rnn-sequence-backward: a state has no derivative by later inputs, and one by every other`(_ seed: UInt64) {
    let c = RNNCase(steps: 5, inputs: 2, units: 3, samples: 1, seed: seed)
    for t in 0..<5 {
      let cotangents = c.cotangents.enumerated().map { s, C in s == t ? C : C.map { _ in 0 } }
      let gradient = RNNSequence.backward(cotangents, of: c.pass)
      for s in 0..<5 { #expect(gradient.inputs[s].elements.allSatisfy { ($0 != 0) == (s <= t) }) }
      #expect(gradient.initialState.elements.allSatisfy { $0 != 0 })
    }
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.seeds)
  func `rnn-sequence-backward: the tape's gradient of the unrolled graph, element by element`(_ seed: UInt64) {
    for (T, n, h, m) in [(5, 2, 3, 4), (3, 4, 2, 1), (1, 2, 3, 2)] {
      let c = RNNCase(steps: T, inputs: n, units: h, samples: m, seed: seed)
      let tape = ReverseMode.gradient(at: c.point) { x in c.loss(x) }.gradient
      let gradient = c.gradient
      #expect(gradient.count == tape.count)
      for (k, (ours, theirs)) in zip(gradient, tape).enumerated() {
        #expect(abs(ours - theirs) < 1e-14 * (1 + abs(theirs)), "element \(k)")
      }
    }
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.seeds)
  func `rnn-sequence-backward: the remainder of an unrolled sequence shrinks with the square of the step`(
    _ seed: UInt64
  ) {
    let c = RNNCase(steps: 6, inputs: 2, units: 3, samples: 2, seed: seed)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let v: [Double] = c.point.map { _ in NormalVariate.next(using: &generator) }
    func slope(_ gradient: [Double]) -> Double? {
      TaylorRemainder.slope(of: { (x: [Double]) -> Double in c.loss(x) }, gradient: gradient, at: c.point, along: v)
    }
    #expect(slope(c.gradient).map { abs($0 - 2) < 0.05 } == true)
    if seed == 1 { #expect(slope(c.gradient.map { 1.001 * $0 }).map { $0 < 1.5 } == true) }
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.seeds)
  func `rnn-sequence-backward: shared weights have the sum of the gradients of a copy for each step`(_ seed: UInt64) {
    let c = RNNCase(steps: 4, inputs: 2, units: 3, samples: 2, seed: seed)
    let P = c.parameters.parameters.count
    let copies = (0..<4).flatMap { _ in c.parameters.parameters }
    let tape = ReverseMode.gradient(at: copies) { x in
      var h = c.initialState.map { y in Variable(constant: y) }
      var loss: Variable<Double> = 0
      for t in 0..<4 {
        let p = RNNParameters(inputCount: 2, hiddenCount: 3, parameters: Array(x[t * P..<(t + 1) * P]))
        h = RNNStep.forward(c.inputs[t].map { y in Variable(constant: y) }, previousState: h, parameters: p).state
        for (C, y) in zip(c.cotangents[t].elements, h.elements) { loss += Variable(constant: C) * y }
      }
      return loss
    }.gradient
    let gradient = RNNSequence.backward(c.cotangents, of: c.pass).parameters.parameters
    for k in 0..<P {
      #expect(abs(gradient[k] - (0..<4).reduce(0) { $0 + tape[$1 * P + k] }) < 1e-14)
    }
  }

  @Test(.equation("rnn-sequence-backward"), arguments: Evidence.seeds)
  func `rnn-sequence-backward: a sequence in two parts, the second from the state that the first left`(_ seed: UInt64) {
    let c = RNNCase(steps: 5, inputs: 2, units: 3, samples: 4, seed: seed)
    let whole = c.pass
    let first = RNNSequence.forward(Array(c.inputs[..<2]), initialState: c.initialState, parameters: c.parameters)
    let second = RNNSequence.forward(Array(c.inputs[2...]), initialState: first.finalState, parameters: c.parameters)
    #expect(first.states + second.states == whole.states && second.finalState == whole.finalState)
    #expect(whole.finalState == whole.states[4] && whole.finalState != whole.states[3])

    let later = RNNSequence.backward(Array(c.cotangents[2...]), of: second)
    let C = c.cotangents[1]
    let handed = Matrix(rows: 3, columns: 4) { i, j in C[i, j] + later.initialState[i, j] }
    let earlier = RNNSequence.backward([c.cotangents[0], handed], of: first)
    let gradient = RNNSequence.backward(c.cotangents, of: whole)
    #expect(earlier.inputs + later.inputs == gradient.inputs && earlier.initialState == gradient.initialState)
    for (k, g) in gradient.parameters.parameters.enumerated() {
      #expect(abs(g - earlier.parameters.parameters[k] - later.parameters.parameters[k]) < 1e-14)
    }
  }

  @Test(.equation("rnn-sequence-forward"), arguments: Evidence.seeds)
  func `rnn-sequence-forward: each sample by itself, and all states within (−1, 1)`(_ seed: UInt64) {
    let c = RNNCase(steps: 4, inputs: 2, units: 3, samples: 5, seed: seed)
    let states = c.pass.states
    for j in 0..<5 {
      let single = RNNSequence.forward(
        c.inputs.map { $0.columns(at: [j]) }, initialState: c.initialState.columns(at: [j]), parameters: c.parameters)
      #expect(single.states == states.map { $0.columns(at: [j]) })
    }
    #expect(states.allSatisfy { $0.elements.allSatisfy { -1 < $0 && $0 < 1 } })
  }

  @Test(.equation("rnn-sequence-forward"))
  func `rnn-sequence-forward: exploding weights saturate the states and keep them between −1 and 1`() {
    let c = RNNCase(steps: 30, inputs: 2, units: 3, samples: 2, seed: 3)
    let p = RNNParameters(
      inputWeights: c.parameters.inputWeights, stateWeights: c.parameters.stateWeights.map { 1e5 * $0 },
      bias: c.parameters.bias)
    let states = RNNSequence.forward(c.inputs, initialState: c.initialState, parameters: p).states
    #expect(states.allSatisfy { $0.elements.allSatisfy { abs($0) == 1 } })
  }

  @Test(.equation("rnn-sequence-forward"))
  func `rnn-sequence-forward: edge cases: no steps, no samples, NaN from its time on`() {
    let p = RNNParameters(inputCount: 1, hiddenCount: 2, parameters: [1.0, 2, 3, 4, 5, 6, 7, 8])
    let h_0 = Matrix(rows: 2, columns: 1, elements: [0.25, 0.5])
    let none = RNNSequence.forward([], initialState: h_0, parameters: p)
    #expect(none.states.isEmpty && none.traces.isEmpty && none.finalState == h_0)
    let empty = Matrix<Double>(rows: 1, columns: 0, elements: [])
    let nobody = RNNSequence.forward(
      [empty, empty], initialState: Matrix(rows: 2, columns: 0, elements: []), parameters: p)
    #expect(nobody.states.map(\.rows) == [2, 2] && nobody.finalState.columns == 0)
    let x = [0.0, .nan, 0].map { Matrix(rows: 1, columns: 1, elements: [$0]) }
    let broken = RNNSequence.forward(x, initialState: h_0, parameters: p).states
    #expect(broken.map { $0.elements.allSatisfy { $0.isNaN } } == [false, true, true])
  }

  @Test(.equation("rnn-sequence-backward"))
  func `rnn-sequence-backward: edge cases: no steps have gradients of 0, one step has the step's`() {
    let c = RNNCase(steps: 1, inputs: 2, units: 3, samples: 4, seed: 9)
    let none = RNNSequence.backward(
      [], of: RNNSequence.forward([], initialState: c.initialState, parameters: c.parameters))
    #expect(none.inputs.isEmpty && none.initialState == c.initialState.map { _ in 0 })
    #expect(none.parameters.parameters == [Double](repeating: 0, count: 18) && none.parameters.inputCount == 2)
    let one = RNNSequence.backward(c.cotangents, of: c.pass)
    let step = RNNStep.backward(c.cotangents[0], trace: c.pass.traces[0], parameters: c.parameters)
    #expect(one.parameters == step.parameters && one.inputs == [step.inputs] && one.initialState == step.previousState)
  }

  @Test(.equation("rnn-sequence-forward"), arguments: [0, 2])
  func `rnn-sequence-forward: an initial state of another height traps, without steps too`(_ h: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h] in
      _ = RNNSequence.forward(
        [], initialState: Matrix(rows: h, columns: 1) { _, _ in 1.0 },
        parameters: RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3]))
    }
    Evidence.expect(result, says: "RNNSequence.forward: the initial state has \(h) rows for 1 hidden units")
  }

  @Test(.equation("rnn-sequence-forward"))
  func `rnn-sequence-forward: a later input of another shape traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      _ = RNNSequence.forward(
        [one, Matrix(rows: 2, columns: 1) { _, _ in 1.0 }], initialState: one,
        parameters: RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3]))
    }
    Evidence.expect(
      result, says: "RNNStep.forward: 1 hidden units with 1 inputs got inputs of 2 × 1 and a state of 1 × 1")
  }

  @Test(.equation("rnn-sequence-backward"), arguments: [1, 3])
  func `rnn-sequence-backward: another number of cotangents traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      let pass = RNNSequence.forward(
        [one, one], initialState: one,
        parameters: RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3]))
      _ = RNNSequence.backward(Array(repeating: one, count: count), of: pass)
    }
    Evidence.expect(result, says: "RNNSequence.backward: there are 2 states but \(count) cotangents")
  }

  @Test(.equation("rnn-sequence-backward"), arguments: [[2, 1], [1, 2]])
  func `rnn-sequence-backward: a cotangent of another shape traps`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      let one = Matrix(rows: 1, columns: 1) { _, _ in 1.0 }
      let pass = RNNSequence.forward(
        [one, one], initialState: one,
        parameters: RNNParameters(inputCount: 1, hiddenCount: 1, parameters: [1.0, 2, 3]))
      _ = RNNSequence.backward([one, Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1 }], of: pass)
    }
    Evidence.expect(
      result, says: "RNNSequence.backward: state 2 is 1 × 1 but its cotangent \(sizes[0]) × \(sizes[1])")
  }
}
