import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import RecurrentNetworks
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GRUStepTests {
  @Test(.equation("gru-step-forward"), arguments: try Evidence.vectors("gru-step-forward"))
  func `gru-step-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("gru-step-backward"), arguments: try Evidence.vectors("gru-step-backward"))
  func `gru-step-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("gru-step-backward"), arguments: Evidence.probes("gru-step-backward"))
  func `gru-step-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("gru-step-backward", at: probe) == [])
  }

  static func numbers(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  static func parameters(
    _ n: Int, _ h: Int, _ reset: GRUReset, _ generator: inout Xoshiro256StarStar
  ) -> GRUParameters<Double> {
    let count = GRUParameters<Double>.count(inputCount: n, hiddenCount: h, reset: reset)
    let θ: [Double] = (0..<count).map { _ in NormalVariate.next(using: &generator) }
    return GRUParameters(inputCount: n, hiddenCount: h, reset: reset, parameters: θ)
  }

  /// The same unit with gates that its biases alone decide: σ(±800) is exactly 0 or 1.
  static func gated(
    _ p: GRUParameters<Double>, update: Double? = nil, reset: Double? = nil
  ) -> GRUParameters<Double> {
    let none = p.updateWeights.map { _ in 0.0 }
    return GRUParameters(
      reset: p.reset, updateWeights: update == nil ? p.updateWeights : none,
      updateBias: update.map { b in p.updateBias.map { _ in b } } ?? p.updateBias,
      resetWeights: reset == nil ? p.resetWeights : none,
      resetBias: reset.map { b in p.resetBias.map { _ in b } } ?? p.resetBias, candidateWeights: p.candidateWeights,
      candidateBias: p.candidateBias, candidateStateBias: p.candidateStateBias)
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: the documents' sums, unit by unit and sample by sample`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (n, h, m) = (2, 3, 4)
      let (p, x) = (Self.parameters(n, h, reset, &generator), Self.numbers(n, m, &generator))
      let s = Self.numbers(h, m, &generator)
      let step = GRUStep.forward(x, previousState: s, parameters: p)
      func σ(_ a: Double) -> Double { 1 / (1 + Double.exponential(-a)) }
      for j in 0..<m {
        func sum(_ W: Matrix<Double>, _ i: Int, _ state: [Double]) -> Double {
          zip(W.row(i), x.column(j) + state).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let z = (0..<h).map { i in σ(sum(p.updateWeights, i, s.column(j)) + p.updateBias[i]) }
        let r = (0..<h).map { i in σ(sum(p.resetWeights, i, s.column(j)) + p.resetBias[i]) }
        for i in 0..<h {
          let a: Double
          switch reset {
          case .beforeProduct:
            a = sum(p.candidateWeights, i, zip(r, s.column(j)).map { $0 * $1 }) + p.candidateBias[i]
          case .afterProduct:
            let V = zip(p.candidateWeights.row(i).suffix(h), s.column(j)).reduce(0) { $0 + $1.0 * $1.1 }
            a = sum(p.candidateWeights, i, [0, 0, 0]) + p.candidateBias[i] + r[i] * (V + p.candidateStateBias[i])
          }
          let c = Double.hyperbolicTangent(a)
          #expect(abs(step.trace.updateGate[i, j] - z[i]) < 1e-14 && abs(step.trace.resetGate[i, j] - r[i]) < 1e-14)
          #expect(abs(step.trace.candidate[i, j] - c) < 1e-13)
          #expect(abs(step.state[i, j] - ((1 - z[i]) * s[i, j] + z[i] * c)) < 1e-13)
        }
      }
    }
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: GRU-3, the state lies between the one before and the candidate`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (p, x) = (Self.parameters(3, 4, reset, &generator), Self.numbers(3, 5, &generator))
      let h = Self.numbers(4, 5, &generator)
      let step = GRUStep.forward(x, previousState: h, parameters: p)
      for (new, (old, c)) in zip(step.state.elements, zip(h.elements, step.trace.candidate.elements)) {
        let rounding = 4 * Double.ulpOfOne * (old.magnitude + c.magnitude)
        #expect(Swift.min(old, c) - rounding <= new && new <= Swift.max(old, c) + rounding)
      }
      #expect((step.trace.updateGate.elements + step.trace.resetGate.elements).allSatisfy { 0 < $0 && $0 < 1 })
      #expect(step.trace.candidate.elements.allSatisfy { -1 <= $0 && $0 <= 1 })
    }
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: GRU-3, z = 0 copies the state bit for bit, z = 1 replaces it`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (p, x) = (Self.parameters(3, 2, reset, &generator), Self.numbers(3, 4, &generator))
      let h = Self.numbers(2, 4, &generator)
      let copied = GRUStep.forward(x, previousState: h, parameters: Self.gated(p, update: -800))
      #expect(copied.state == h)
      let replaced = GRUStep.forward(x, previousState: h, parameters: Self.gated(p, update: 800))
      #expect(replaced.state == replaced.trace.candidate && replaced.state != h)
    }
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: GRU-2, r = 0 leaves the candidate without history`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (p, x) = (Self.parameters(3, 2, reset, &generator), Self.numbers(3, 4, &generator))
      let (one, other) = (Self.numbers(2, 4, &generator), Self.numbers(2, 4, &generator))
      func candidate(_ h: Matrix<Double>, _ p: GRUParameters<Double>) -> Matrix<Double> {
        GRUStep.forward(x, previousState: h, parameters: p).trace.candidate
      }
      let closed = Self.gated(p, reset: -800)
      #expect(candidate(one, closed) == candidate(other, closed))
      #expect(candidate(one, p) != candidate(other, p))
      let alone = GRUStep.forward(x, previousState: one.map { _ in 0 }, parameters: closed).trace.candidate
      #expect(candidate(one, closed) == alone)
    }
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: GRU-2, the variants differ, but not with r = 1 or with one unit`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for h in [1, 3] {
      let before = Self.parameters(2, h, .beforeProduct, &generator)
      let after = GRUParameters(
        inputCount: 2, hiddenCount: h, reset: .afterProduct,
        parameters: before.parameters + [Double](repeating: 0, count: h))
      let (x, s) = (Self.numbers(2, 4, &generator), Self.numbers(h, 4, &generator))
      func apart(_ p: GRUParameters<Double>, _ q: GRUParameters<Double>) -> Double {
        zip(
          GRUStep.forward(x, previousState: s, parameters: p).state.elements,
          GRUStep.forward(x, previousState: s, parameters: q).state.elements
        ).map { ($0 - $1).magnitude }.max() ?? 0
      }
      #expect(h == 1 ? apart(before, after) < 1e-14 : apart(before, after) > 1e-5)
      #expect(apart(Self.gated(before, reset: 800), Self.gated(after, reset: 800)) < 1e-14)
    }
  }

  @Test(.equation("gru-step-forward"), arguments: Evidence.seeds)
  func `gru-step-forward: negative update parameters give the convention with z and 1 − z exchanged`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (p, x) = (Self.parameters(3, 2, reset, &generator), Self.numbers(3, 4, &generator))
      let h = Self.numbers(2, 4, &generator)
      let other = GRUParameters(
        reset: reset, updateWeights: p.updateWeights.map { -$0 }, updateBias: p.updateBias.map { -$0 },
        resetWeights: p.resetWeights, resetBias: p.resetBias, candidateWeights: p.candidateWeights,
        candidateBias: p.candidateBias, candidateStateBias: p.candidateStateBias)
      let step = GRUStep.forward(x, previousState: h, parameters: p)
      let exchanged = GRUStep.forward(x, previousState: h, parameters: other)
      for i in h.elements.indices {
        let (z, c) = (step.trace.updateGate.elements[i], step.trace.candidate.elements[i])
        #expect(abs(exchanged.trace.updateGate.elements[i] - (1 - z)) < 1e-15)
        #expect(abs(exchanged.state.elements[i] - (z * h.elements[i] + (1 - z) * c)) < 1e-15 * 8)
      }
    }
  }

  @Test(.equation("gru-step-backward"), arguments: Evidence.seeds)
  func `gru-step-backward: a batch is its samples, whose gradients add up for the parameters`(_ seed: UInt64) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (n, h, m) = (2, 3, 4)
      let (p, x) = (Self.parameters(n, h, reset, &generator), Self.numbers(n, m, &generator))
      let (s, c) = (Self.numbers(h, m, &generator), Self.numbers(h, m, &generator))
      let step = GRUStep.forward(x, previousState: s, parameters: p)
      let gradient = GRUStep.backward(c, trace: step.trace, parameters: p)
      var total = [Double](repeating: 0, count: p.parameters.count)
      for j in 0..<m {
        let one = GRUStep.forward(x.columns(at: [j]), previousState: s.columns(at: [j]), parameters: p)
        #expect(one.state.column(0) == step.state.column(j))
        let part = GRUStep.backward(c.columns(at: [j]), trace: one.trace, parameters: p)
        #expect(part.inputs.column(0) == gradient.inputs.column(j))
        #expect(part.previousState.column(0) == gradient.previousState.column(j))
        total = zip(total, part.parameters.parameters).map { $0 + $1 }
      }
      #expect(zip(total, gradient.parameters.parameters).allSatisfy { abs($0 - $1) < 1e-13 })
      #expect(gradient.parameters.reset == reset)
    }
  }

  @Test(.equation("gru-step-backward"), arguments: Evidence.seeds)
  func `gru-step-backward: z = 0 passes the cotangent to the state unchanged, r = 0 none through the candidate`(
    _ seed: UInt64
  ) {
    for reset in GRUReset.allCases {
      var generator = Xoshiro256StarStar(seed: seed)
      let (p, x) = (Self.parameters(3, 2, reset, &generator), Self.numbers(3, 4, &generator))
      let (h, c) = (Self.numbers(2, 4, &generator), Self.numbers(2, 4, &generator))
      let copying = Self.gated(p, update: -800)
      let copied = GRUStep.backward(
        c, trace: GRUStep.forward(x, previousState: h, parameters: copying).trace, parameters: copying)
      #expect(copied.previousState == c && copied.inputs.elements.allSatisfy { $0 == 0 })
      #expect(copied.parameters.candidateWeights.elements.allSatisfy { $0 == 0 })
      let forgetting = Self.gated(p, update: 800, reset: -800)
      let forgot = GRUStep.backward(
        c, trace: GRUStep.forward(x, previousState: h, parameters: forgetting).trace, parameters: forgetting)
      #expect(forgot.previousState.elements.allSatisfy { $0 == 0 })
      #expect(forgot.inputs.elements.contains { $0 != 0 })
    }
  }

  static func unit(_ reset: GRUReset, update: Double, candidate: Double = 0) -> GRUParameters<Double> {
    let zero = Matrix(rows: 1, columns: 2, elements: [0.0, 0])
    return GRUParameters(
      reset: reset, updateWeights: zero, updateBias: [update], resetWeights: zero, resetBias: [0],
      candidateWeights: Matrix(rows: 1, columns: 2, elements: [1, 1]), candidateBias: [candidate],
      candidateStateBias: reset == .afterProduct ? [0] : [])
  }

  @Test(.equation("gru-step-forward"), arguments: GRUReset.allCases)
  func `gru-step-forward: edge cases`(_ reset: GRUReset) {
    let p = Self.unit(reset, update: 0)
    let x = Matrix(rows: 1, columns: 3, elements: [Double.nan, 0, .infinity])
    let h = Matrix(rows: 1, columns: 3, elements: [0.0, 2, 0])
    let step = GRUStep.forward(x, previousState: h, parameters: Self.unit(reset, update: 0))
    // An infinite input makes ∞ · 0 of the gates, so it is NaN there; without that its candidate is 1.
    #expect(step.state[0, 0].isNaN && step.state[0, 1] == 1 + Double.hyperbolicTangent(1) / 2)
    #expect(step.state[0, 2].isNaN && step.trace.candidate[0, 2].isNaN)
    // Beyond z ≈ 37, 1 − z is 0 in a program that subtracts; what is kept of the state is e⁻⁴⁰.
    let kept = GRUStep.forward(
      Matrix(rows: 1, columns: 1, elements: [-1.0]), previousState: Matrix(rows: 1, columns: 1, elements: [2.0]),
      parameters: Self.unit(reset, update: 40))
    #expect(kept.trace.updateGate[0, 0] == 1 && kept.trace.candidate[0, 0] == 0)
    #expect(abs(kept.state[0, 0] / (2 * Double.exponential(-40)) - 1) < 1e-15)
    let none = GRUStep.forward(Matrix(columns: [], rows: 1), previousState: Matrix(columns: [], rows: 1), parameters: p)
    #expect(none.state.rows == 1 && none.state.columns == 0)
    let bare = GRUParameters<Double>(inputCount: 0, hiddenCount: 0, reset: reset, parameters: [])
    let empty = Matrix<Double>(rows: 0, columns: 2, elements: [])
    #expect(GRUStep.forward(empty, previousState: empty, parameters: bare).state == empty)
  }

  @Test(.equation("gru-step-backward"), arguments: GRUReset.allCases)
  func `gru-step-backward: edge cases`(_ reset: GRUReset) {
    let p = Self.unit(reset, update: 40)
    let one = Matrix(rows: 1, columns: 1, elements: [1.0])
    let trace = GRUStep.forward(one.map { _ in -0.5 }, previousState: one, parameters: p).trace
    // z (1 − z) is 0 here; σ′(40) is not.
    let gradient = GRUStep.backward(one, trace: trace, parameters: p)
    #expect(trace.updateGate[0, 0] == 1 && gradient.parameters.updateBias[0] < 0)
    let slope = gradient.parameters.updateBias[0] / (trace.candidate[0, 0] - 1)
    #expect(abs(slope / Double.exponential(-40) - 1) < 1e-15)
    let nothing = Matrix<Double>(columns: [], rows: 1)
    let none = GRUStep.backward(
      nothing, trace: GRUStep.forward(nothing, previousState: nothing, parameters: p).trace, parameters: p)
    #expect(none.parameters.parameters.allSatisfy { $0 == 0 } && none.inputs.columns == 0)
    let spoilt = GRUStep.backward(one.map { _ in .nan }, trace: trace, parameters: p)
    #expect(spoilt.parameters.updateBias[0].isNaN && spoilt.previousState[0, 0].isNaN)
  }

  @Test(.equation("gru-step-forward"), arguments: [(2, 2, 3, 3), (1, 3, 3, 3), (1, 2, 3, 2)])
  func `gru-step-forward: shapes that do not fit trap`(_ n: Int, _ h: Int, _ m: Int, _ k: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n, h, m, k] in
      _ = GRUStep.forward(
        Matrix(rows: n, columns: m) { _, _ in 0.0 }, previousState: Matrix(rows: h, columns: k) { _, _ in 0.0 },
        parameters: GRUParameters(
          inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: [Double](repeating: 0, count: 24)))
    }
    Evidence.expect(
      result,
      says: "GRUStep.forward: 2 hidden units with 1 inputs got inputs of \(n) × \(m) and a state of \(h) × \(k)")
  }

  @Test(.equation("gru-step-backward"), arguments: [(1, 3), (3, 3), (2, 1), (2, 4), (3, 2)])
  func `gru-step-backward: a cotangent of another shape traps`(_ h: Int, _ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [h, m] in
      let p = GRUParameters(
        inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: [Double](repeating: 0, count: 24))
      let step = GRUStep.forward(
        Matrix(rows: 1, columns: 3) { _, _ in 0.0 }, previousState: Matrix(rows: 2, columns: 3) { _, _ in 0.0 },
        parameters: p)
      _ = GRUStep.backward(Matrix(rows: h, columns: m) { _, _ in 0.0 }, trace: step.trace, parameters: p)
    }
    Evidence.expect(result, says: "GRUStep.backward: the state is 2 × 3 but the cotangent is \(h) × \(m)")
  }

  @Test(.equation("gru-step-backward"), arguments: [(2, 2, 30), (1, 1, 9)])
  func `gru-step-backward: parameters of other sizes than the trace's trap`(_ n: Int, _ h: Int, _ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n, h, count] in
      let p = GRUParameters(
        inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: [Double](repeating: 0, count: 24))
      let step = GRUStep.forward(
        Matrix(rows: 1, columns: 3) { _, _ in 0.0 }, previousState: Matrix(rows: 2, columns: 3) { _, _ in 0.0 },
        parameters: p)
      _ = GRUStep.backward(
        step.state, trace: step.trace,
        parameters: GRUParameters(
          inputCount: n, hiddenCount: h, reset: .beforeProduct, parameters: [Double](repeating: 0, count: count)))
    }
    Evidence.expect(
      result,
      says:
        "GRUStep.backward: \(h) hidden units with \(n) inputs got a trace of inputs of 1 × 3 and of a state of 2 × 3")
  }
}
