import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SoftThresholdTests {
  @Test(.equation("soft-threshold-value"), arguments: try Evidence.vectors("soft-threshold-value"))
  func `soft-threshold-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("soft-threshold-derivative"), arguments: try Evidence.vectors("soft-threshold-derivative"))
  func `soft-threshold-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("soft-threshold-step"), arguments: try Evidence.vectors("soft-threshold-step"))
  func `soft-threshold-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("soft-threshold-derivative"), arguments: Evidence.probes("soft-threshold-derivative"))
  func `soft-threshold-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("soft-threshold-derivative", at: probe) == [])
  }

  @Test(.equation("soft-threshold-value"), arguments: Evidence.seeds)
  func `soft-threshold-value: no other number makes ½ (w − z)² + κ |w| as small`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: Double = 2 * NormalVariate.next(using: &generator)
    for κ in [0, 0.3, 1.5] {
      func cost(_ w: Double) -> Double { (w - z) * (w - z) / 2 + κ * w.magnitude }
      let best = SoftThreshold.value(z, threshold: κ)
      for k in -400...400 { #expect(cost(best) <= cost(Double(k) / 100) + 1e-14) }
      #expect(cost(best) <= cost(0) && cost(best) <= cost(best + 1e-4) && cost(best) <= cost(best - 1e-4))
    }
  }

  @Test(.equation("soft-threshold-value"), arguments: Evidence.seeds)
  func `soft-threshold-value: odd, never stretches, and moves by κ or to 0`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, y): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let (u, v) = (SoftThreshold.value(x, threshold: 0.4), SoftThreshold.value(y, threshold: 0.4))
    #expect(SoftThreshold.value(-x, threshold: 0.4) == -u && abs(u - v) <= abs(x - y) + 1e-15)
    #expect(x.magnitude > 0.4 ? abs((x - u).magnitude - 0.4) < 1e-15 : u == 0)
  }

  /// The minimum of ½ ‖y − X w‖² + λ Σ |wᵢ| and of ½ ‖y − X w‖² + (λ/2) ‖w‖² for XᵀX = I, by descent and in closed form.
  @Test(.equation("soft-threshold-step"))
  func `soft-threshold-step: C-35, L1 gives exact zeros where L2 only shrinks`() {
    // Columns of a Hadamard matrix over 2: orthonormal.
    let X = Matrix(rows: 4, columns: 3, elements: [1, 1, 1, 1, -1, 1, 1, 1, -1, 1, -1, -1].map { 0.5 * $0 })
    let gram = MatrixProduct.value(X.transposed, X)
    for i in 0..<3 { for j in 0..<3 { #expect(gram[i, j] == (i == j ? 1 : 0)) } }
    let (y, λ) = (Matrix(columns: [[3.0, 1, 2.5, -0.5]], rows: 4), 1.25)
    let correlations = MatrixProduct.value(X.transposed, y).elements
    #expect(correlations == [3, 2.5, 1])
    func gradient(_ w: [Double]) -> [Double] {
      let residual = MatrixProduct.value(X, Matrix(columns: [w], rows: 3)).elements
      let errors = zip(residual, y.elements).map { $0 - $1 }
      return MatrixProduct.value(X.transposed, Matrix(columns: [errors], rows: 4)).elements
    }
    var (lasso, ridge) = ([1.0, 1, 1], [1.0, 1, 1])
    for _ in 0..<200 {
      lasso = SoftThreshold.step(lasso, gradient: gradient(lasso), learningRate: 0.5, strength: λ)
      let penalty = L2Penalty.gradient(ridge, strength: λ)
      ridge = zip(ridge, zip(gradient(ridge), penalty)).map { w, g in w - 0.5 * (g.0 + g.1) }
    }
    for i in 0..<3 {
      #expect(abs(lasso[i] - SoftThreshold.value(correlations[i], threshold: λ)) < 1e-14)
      #expect(abs(ridge[i] - correlations[i] / (1 + λ)) < 1e-14)
    }
    #expect(lasso[2] == 0 && ridge[2] > 0.44)
  }

  @Test(.equation("soft-threshold-step"), arguments: Evidence.seeds)
  func `soft-threshold-step: a step along the subgradient crosses 0, the proximal one stops there`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w: Double = 0.1 * NormalVariate.next(using: &generator)
    // L = ½ w²: the step ends at (1 − η) w, closer to 0 than ηλ.
    let next = SoftThreshold.step([w], gradient: [w], learningRate: 0.25, strength: 2)[0]
    let subgradient = w - 0.25 * (w + L1Penalty.gradient([w], strength: 2)[0])
    #expect(w.magnitude > 0.66 || (next == 0 && subgradient * w < 0))
  }

  @Test(.equation("soft-threshold-value"))
  func `soft-threshold-value: edge cases`() {
    #expect(SoftThreshold.value(0.5, threshold: 0.5) == 0 && SoftThreshold.value(-0.5, threshold: 0.5) == 0)
    #expect(SoftThreshold.value(-0.0, threshold: 0).sign == .plus)
    #expect(SoftThreshold.value(Double.infinity, threshold: 1) == .infinity)
    #expect(SoftThreshold.value(Double.nan, threshold: 1).isNaN)
  }

  @Test(.equation("soft-threshold-derivative"))
  func `soft-threshold-derivative: edge cases`() {
    #expect(
      SoftThreshold.derivative(at: 0.5, threshold: 0.5) == 0 && SoftThreshold.derivative(at: -0.5, threshold: 0.5) == 0)
    #expect(SoftThreshold.derivative(at: 0.5.nextUp, threshold: 0.5) == 1)
    #expect(SoftThreshold.derivative(at: -0.5.nextUp, threshold: 0.5) == 1)
    #expect(SoftThreshold.derivative(at: Double.nan, threshold: 0.5).isNaN)
  }

  @Test(.equation("soft-threshold-step"))
  func `soft-threshold-step: edge cases`() {
    #expect(SoftThreshold.step([Double](), gradient: [], learningRate: 0.5, strength: 1) == [])
    #expect(SoftThreshold.step([2.0], gradient: [1], learningRate: 0.5, strength: 0) == [1.5])
    #expect(SoftThreshold.step([2.0, .nan], gradient: [1, 1], learningRate: 0.5, strength: 1)[0] == 1)
  }

  @Test(.equation("soft-threshold-value"))
  func `soft-threshold-value: a negative threshold traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftThreshold.value(1.0, threshold: -0.5)
    }
    Evidence.expect(result, says: "SoftThreshold.value: the threshold must be finite and at least 0, not -0.5")
  }

  @Test(.equation("soft-threshold-derivative"))
  func `soft-threshold-derivative: an infinite threshold traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftThreshold.derivative(at: 1.0, threshold: .infinity)
    }
    Evidence.expect(result, says: "SoftThreshold.derivative: the threshold must be finite and at least 0, not inf")
  }

  @Test(.equation("soft-threshold-step"))
  func `soft-threshold-step: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftThreshold.step([1.0, 2], gradient: [1], learningRate: 0.5, strength: 1)
    }
    Evidence.expect(result, says: "SoftThreshold.step: 2 weights but 1 partial derivatives")
  }

  @Test(.equation("soft-threshold-step"))
  func `soft-threshold-step: a negative learning rate traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftThreshold.step([1.0], gradient: [1], learningRate: -0.5, strength: 1)
    }
    Evidence.expect(result, says: "SoftThreshold.step: the learning rate must be finite and at least 0, not -0.5")
  }

  @Test(.equation("soft-threshold-step"))
  func `soft-threshold-step: a negative strength traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftThreshold.step([1.0], gradient: [1], learningRate: 0.5, strength: -1)
    }
    Evidence.expect(result, says: "SoftThreshold.step: the strength must be finite and at least 0, not -1.0")
  }
}
