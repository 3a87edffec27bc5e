import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import RecurrentNetworks
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GRUSequenceTests {
  @Test(.equation("gru-sequence-forward"), arguments: try Evidence.vectors("gru-sequence-forward"))
  func `gru-sequence-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("gru-sequence-backward"), arguments: try Evidence.vectors("gru-sequence-backward"))
  func `gru-sequence-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("gru-sequence-backward"), arguments: Evidence.probes("gru-sequence-backward"))
  func `gru-sequence-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("gru-sequence-backward", at: probe) == [])
  }

  struct Case {
    let parameters: GRUParameters<Double>
    let inputs: [Matrix<Double>]
    let initialState: Matrix<Double>
    let cotangents: [Matrix<Double>]

    init(_ T: Int, _ n: Int, _ h: Int, _ m: Int, _ reset: GRUReset, seed: UInt64) {
      var generator = Xoshiro256StarStar(seed: seed)
      parameters = GRUStepTests.parameters(n, h, reset, &generator)
      inputs = (0..<T).map { _ in GRUStepTests.numbers(n, m, &generator) }
      initialState = GRUStepTests.numbers(h, m, &generator)
      cotangents = (0..<T).map { _ in GRUStepTests.numbers(h, m, &generator) }
    }

    var pass: GRUPass<Double> { GRUSequence.forward(inputs, initialState: initialState, parameters: parameters) }

    /// Parameters, inputs and initial state, end to end.
    var point: [Double] { parameters.parameters + inputs.flatMap(\.elements) + initialState.elements }

    /// Σ_t ⟨h̄_t, h_t⟩ as a function of them.
    func weightedStates<T: Scalar>(_ point: [T]) -> T {
      let p = parameters
      var rest = point[...]
      func next(_ count: Int) -> [T] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      let unit = GRUParameters(
        inputCount: p.inputCount, hiddenCount: p.hiddenCount, reset: p.reset, parameters: next(p.parameters.count))
      let x = inputs.map { Matrix(rows: $0.rows, columns: $0.columns, elements: next($0.elements.count)) }
      let h_0 = Matrix(
        rows: initialState.rows, columns: initialState.columns, elements: next(initialState.elements.count))
      let states = GRUSequence.forward(x, initialState: h_0, parameters: unit).states
      return zip(cotangents, states).reduce(0) { sum, pair in
        sum + zip(pair.0.elements, pair.1.elements).reduce(0) { $0 + T($1.0) * $1.1 }
      }
    }

    /// Its gradient by back-propagation through time.
    var gradient: [Double] {
      let gradient = GRUSequence.backward(cotangents, of: pass)
      return gradient.parameters.parameters + gradient.inputs.flatMap(\.elements) + gradient.initialState.elements
    }
  }

  @Test(.equation("gru-sequence-forward"), arguments: Evidence.seeds)
  func `gru-sequence-forward: the steps one by one, and a sequence in two parts is the whole`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      let c = Case(5, 2, 3, 4, reset, seed: seed)
      let pass = c.pass
      var h = c.initialState
      for (x, state) in zip(c.inputs, pass.states) {
        h = GRUStep.forward(x, previousState: h, parameters: c.parameters).state
        #expect(h == state)
      }
      #expect(pass.finalState == h && pass.states.count == 5)
      let first = GRUSequence.forward(Array(c.inputs[..<2]), initialState: c.initialState, parameters: c.parameters)
      let second = GRUSequence.forward(Array(c.inputs[2...]), initialState: first.finalState, parameters: c.parameters)
      #expect(first.states + second.states == pass.states)
    }
  }

  @Test(.equation("gru-sequence-forward"), arguments: Evidence.seeds)
  func `gru-sequence-forward: the order of time counts, and no state knows a later input`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      let c = Case(5, 2, 3, 4, reset, seed: seed)
      let states = c.pass.states
      let back = GRUSequence.forward(c.inputs.reversed(), initialState: c.initialState, parameters: c.parameters)
      #expect(back.finalState != states[4] && back.states[0] != states[0] && back.states.reversed() != states)
      var inputs = c.inputs
      inputs[3] = inputs[3].map { $0 + 1 }
      let changed = GRUSequence.forward(inputs, initialState: c.initialState, parameters: c.parameters).states
      #expect(changed[..<3] == states[..<3] && changed[3] != states[3] && changed[4] != states[4])
    }
  }

  @Test(.equation("gru-sequence-forward"), arguments: Evidence.seeds)
  func `gru-sequence-forward: states stay within 1, or within the first one`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      let c = Case(20, 2, 3, 4, reset, seed: seed)
      let states = c.pass.states
      for i in c.initialState.elements.indices {
        let bound = Swift.max(1, c.initialState.elements[i].magnitude) + 1e-13
        #expect(states.allSatisfy { $0.elements[i].magnitude <= bound })
      }
    }
  }

  @Test(.equation("gru-sequence-forward"))
  func `gru-sequence-forward: edge cases: no steps, one step, one sample`() {
    for reset in GRUReset.allCases {
      let none = Case(0, 2, 3, 4, reset, seed: 1)
      #expect(none.pass.states.isEmpty && none.pass.finalState == none.initialState)
      let one = Case(1, 2, 3, 1, reset, seed: 2)
      let step = GRUStep.forward(one.inputs[0], previousState: one.initialState, parameters: one.parameters)
      #expect(one.pass.states == [step.state])
      let empty = GRUSequence.forward(
        [Matrix(columns: [], rows: 2), Matrix(columns: [], rows: 2)], initialState: Matrix(columns: [], rows: 3),
        parameters: one.parameters)
      #expect(empty.states.map(\.columns) == [0, 0])
    }
  }

  @Test(.equation("gru-sequence-backward"), arguments: Evidence.seeds)
  func `gru-sequence-backward: GRU-4, the tape's gradient of the unrolled unit, element by element`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      for (T, n, h, m) in [(5, 2, 3, 1), (3, 1, 2, 4)] {
        let c = Case(T, n, h, m, reset, seed: seed)
        let tape = ReverseMode.gradient(at: c.point) { c.weightedStates($0) }.gradient
        let ours = c.gradient
        #expect(ours.count == tape.count)
        #expect(zip(ours, tape).allSatisfy { abs($0 - $1) <= 1e-13 * (1 + abs($1)) }, "\(reset)")
      }
    }
  }

  @Test(.equation("gru-sequence-backward"), arguments: Evidence.seeds)
  func `gru-sequence-backward: GRU-4, the remainder shrinks with the square of the step or faster`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      let c = Case(6, 2, 3, 2, reset, seed: seed)
      var generator = Xoshiro256StarStar(seed: seed + 100)
      let v: [Double] = c.point.map { _ in NormalVariate.next(using: &generator) }
      let slope = TaylorRemainder.slope(
        of: { (p: [Double]) -> Double in c.weightedStates(p) }, gradient: c.gradient, at: c.point, along: v)
      #expect(slope.map { $0 > 1.95 } == true, "\(reset): \(String(describing: slope))")
    }
  }

  @Test(.equation("gru-sequence-backward"), arguments: Evidence.seeds)
  func `gru-sequence-backward: a state's cotangent reaches no later input and every earlier one`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      let c = Case(5, 2, 3, 2, reset, seed: seed)
      var cotangents = c.cotangents.map { $0.map { _ in 0.0 } }
      cotangents[2] = c.cotangents[2]
      let gradient = GRUSequence.backward(cotangents, of: c.pass)
      #expect(gradient.inputs[3...].allSatisfy { $0.elements.allSatisfy { $0 == 0 } })
      #expect(gradient.inputs[...2].allSatisfy { $0.elements.allSatisfy { $0 != 0 } })
      #expect(gradient.initialState.elements.allSatisfy { $0 != 0 })
    }
  }

  @Test(.equation("gru-sequence-backward"))
  func `gru-sequence-backward: GRU-3, z = 0 carries state and gradient unchanged through 1000 steps`() {
    for reset in GRUReset.allCases {
      let c = Case(1, 2, 3, 4, reset, seed: 3)
      let copying = GRUStepTests.gated(c.parameters, update: -800)
      let x = Array(repeating: c.inputs[0], count: 1000)
      let pass = GRUSequence.forward(x, initialState: c.initialState, parameters: copying)
      #expect(pass.finalState == c.initialState)
      let zero = c.initialState.map { _ in 0.0 }
      let gradient = GRUSequence.backward(Array(repeating: zero, count: 999) + c.cotangents, of: pass)
      #expect(gradient.initialState == c.cotangents[0])
    }
  }

  @Test(.equation("gru-sequence-backward"))
  func `gru-sequence-backward: edge cases: no steps, one step, one sample`() {
    for reset in GRUReset.allCases {
      let none = Case(0, 2, 3, 4, reset, seed: 1)
      let nothing = GRUSequence.backward([], of: none.pass)
      #expect(nothing.inputs.isEmpty && nothing.initialState == none.initialState.map { _ in 0 })
      #expect(nothing.parameters.parameters == none.parameters.parameters.map { _ in 0 })
      #expect(nothing.parameters.reset == reset)
      let one = Case(1, 2, 3, 1, reset, seed: 2)
      let step = GRUStep.forward(one.inputs[0], previousState: one.initialState, parameters: one.parameters)
      let ofStep = GRUStep.backward(one.cotangents[0], trace: step.trace, parameters: one.parameters)
      let gradient = GRUSequence.backward(one.cotangents, of: one.pass)
      #expect(gradient.parameters == ofStep.parameters && gradient.inputs == [ofStep.inputs])
      #expect(gradient.initialState == ofStep.previousState)
    }
  }

  @Test(.equation("gru-sequence-forward"), arguments: [1, 3])
  func `gru-sequence-forward: an initial state of another height traps`(_ h: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h] in
      _ = GRUSequence.forward(
        [], initialState: Matrix(rows: h, columns: 1) { _, _ in 0.0 },
        parameters: GRUParameters(
          inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: [Double](repeating: 0, count: 24)))
    }
    Evidence.expect(result, says: "GRUSequence.forward: the initial state has \(h) rows for 2 hidden units")
  }

  @Test(.equation("gru-sequence-backward"), arguments: [1, 3])
  func `gru-sequence-backward: another number of cotangents traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      let c = Case(2, 1, 2, 3, .beforeProduct, seed: 1)
      _ = GRUSequence.backward(Array(repeating: c.cotangents[0], count: count), of: c.pass)
    }
    Evidence.expect(result, says: "GRUSequence.backward: there are 2 states but \(count) cotangents")
  }

  @Test(.equation("gru-sequence-backward"), arguments: [(3, 2), (2, 2), (2, 4), (1, 3), (3, 3)])
  func `gru-sequence-backward: a cotangent of another shape traps`(_ h: Int, _ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h, m] in
      let c = Case(2, 1, 2, 3, .beforeProduct, seed: 1)
      _ = GRUSequence.backward([c.cotangents[0], Matrix(rows: h, columns: m) { _, _ in 0 }], of: c.pass)
    }
    Evidence.expect(result, says: "GRUSequence.backward: state 2 is 2 × 3 but its cotangent \(h) × \(m)")
  }
}
