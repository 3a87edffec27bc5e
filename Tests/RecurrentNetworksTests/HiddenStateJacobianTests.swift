import EvidenceTraits
import RecurrentNetworks
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HiddenStateJacobianTests {
  @Test(.equation("hidden-state-jacobian-value"), arguments: try Evidence.vectors("hidden-state-jacobian-value"))
  func `hidden-state-jacobian-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("hidden-state-jacobian-norm"), arguments: try Evidence.vectors("hidden-state-jacobian-norm"))
  func `hidden-state-jacobian-norm: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// z_1 … z_T of one sample.
  static func preactivations(_ c: RNNCase, sample j: Int) -> [[Double]] {
    c.pass.traces.map { $0.preactivation.column(j) }
  }

  @Test(.equation("hidden-state-jacobian-value"), arguments: Evidence.seeds)
  func `hidden-state-jacobian-value: the derivative of the last state by the first, by dual numbers`(_ seed: UInt64) {
    let c = RNNCase(steps: 5, inputs: 2, units: 3, samples: 1, seed: seed)
    let J = HiddenStateJacobian.value(
      preactivations: Self.preactivations(c, sample: 0), stateWeights: c.parameters.stateWeights)
    for k in 0..<3 {
      let direction = (0..<c.point.count).map { $0 == c.point.count - 3 + k ? 1.0 : 0 }
      let column = ForwardMode.pushforward(direction, at: c.point) { x in c.states(x)[4].elements }.tangent
      for i in 0..<3 { #expect(abs(J[i, k] - column[i]) < 1e-15) }
    }
  }

  @Test(.equation("hidden-state-jacobian-value"), arguments: Evidence.seeds)
  func `hidden-state-jacobian-value: its transpose is what back-propagation through time does to a last cotangent`(
    _ seed: UInt64
  ) {
    let c = RNNCase(steps: 4, inputs: 2, units: 3, samples: 5, seed: seed)
    let cotangents = c.cotangents.enumerated().map { t, C in t == 3 ? C : C.map { _ in 0 } }
    let h̄_0 = RNNSequence.backward(cotangents, of: c.pass).initialState
    for j in 0..<5 {
      let J = HiddenStateJacobian.value(
        preactivations: Self.preactivations(c, sample: j), stateWeights: c.parameters.stateWeights)
      for k in 0..<3 {
        #expect(abs(h̄_0[k, j] - DotProduct.value(J.column(k), c.cotangents[3].column(j))) < 1e-15)
      }
    }
  }

  @Test(.equation("hidden-state-jacobian-norm"), arguments: Evidence.seeds)
  func
    `hidden-state-jacobian-norm: at most the T-th power of the weights' norm, and no step multiplies by more than it`(
      _ seed: UInt64
    )
  {
    for scale in [0.4, 1, 3] {
      let c = RNNCase(steps: 8, inputs: 2, units: 3, samples: 1, seed: seed)
      let W = c.parameters.stateWeights.map { scale * $0 }
      let z = Self.preactivations(c, sample: 0)
      let ρ = EuclideanNorm.value(W.elements)
      var (bound, last) = (1.0, 0.0)
      for T in 1...8 {
        bound *= ρ
        let norm = HiddenStateJacobian.norm(preactivations: Array(z[..<T]), stateWeights: W)
        #expect(norm > 0 && norm <= bound * (1 + 1e-14))
        if T > 1 { #expect(norm <= ρ * last * (1 + 1e-14)) }
        if T > 1 && ρ < 1 { #expect(norm < last) }
        last = norm
      }
    }
  }

  @Test(.equation("hidden-state-jacobian-norm"))
  func `hidden-state-jacobian-norm: at states of 0 a rotation times ρ keeps ρᵀ, which vanishes or explodes`() {
    for (ρ, expected) in [(0.5, 8.881784197001252e-16), (1.0, 1), (1.5, 637_621_500.2140496)] {
      // Its columns are orthonormal times ρ: the Frobenius norm of T factors is √2 ρᵀ.
      let W = Matrix(rows: 2, columns: 2, elements: [0.6 * ρ, -0.8 * ρ, 0.8 * ρ, 0.6 * ρ])
      let still = [[Double]](repeating: [0, 0], count: 50)
      let norm = HiddenStateJacobian.norm(preactivations: still, stateWeights: W)
      #expect(abs(norm / (2.0.squareRoot() * expected) - 1) < 1e-13)
      let moving = [[Double]](repeating: [1, -1], count: 50)
      // tanh′(±1) = 0.41997, at every step.
      let damped = HiddenStateJacobian.norm(preactivations: moving, stateWeights: W)
      #expect(abs(damped / norm / 1.44923e-19 - 1) < 1e-5)
    }
  }

  @Test(.equation("hidden-state-jacobian-value"))
  func `hidden-state-jacobian-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])
    #expect(HiddenStateJacobian.value(preactivations: [], stateWeights: W).elements == [1, 0, 0, 1])
    #expect(HiddenStateJacobian.value(preactivations: [[0, 0]], stateWeights: W) == W)
    let stopped = HiddenStateJacobian.value(preactivations: [[0, .infinity]], stateWeights: W)
    #expect(stopped.elements == [1, 2, 0, 0])
    let nothing = Matrix<Double>(rows: 0, columns: 0, elements: [])
    #expect(HiddenStateJacobian.value(preactivations: [[]], stateWeights: nothing).elements.isEmpty)
  }

  @Test(.equation("hidden-state-jacobian-norm"))
  func `hidden-state-jacobian-norm: edge cases`() {
    let W = Matrix(rows: 2, columns: 2, elements: [3.0, 0, 0, 4])
    #expect(HiddenStateJacobian.norm(preactivations: [[0, 0]], stateWeights: W) == 5)
    #expect(HiddenStateJacobian.norm(preactivations: [], stateWeights: W) == 2.0.squareRoot())
    #expect(HiddenStateJacobian.norm(preactivations: [[.nan, 0]], stateWeights: W).isNaN)
  }

  @Test(.equation("hidden-state-jacobian-value"), arguments: [[1, 2, 1], [2, 1, 2], [2, 2, 1], [2, 2, 3]])
  func `hidden-state-jacobian-value: weights that are not square, or of other preactivations, trap`(_ sizes: [Int])
    async
  {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = HiddenStateJacobian.value(
        preactivations: [[Double](repeating: 0, count: sizes[2])],
        stateWeights: Matrix(rows: sizes[0], columns: sizes[1]) { _, _ in 1 })
    }
    Evidence.expect(
      result,
      says: """
        HiddenStateJacobian.value: the state weights are \(sizes[0]) × \(sizes[1]) \
        and the preactivations have [\(sizes[2])] elements
        """)
  }
}
